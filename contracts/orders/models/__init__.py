"""Orders, who pays them and who approved them."""

from .approval import OrderApproval
from .cascade import CascadeOffer
from .change import OrderChange
from .funding import FundingShare
from .order import OWN_SERVICE, AwardGrounds, Order
from .queryset import OrderQuerySet

__all__ = [
    "OWN_SERVICE",
    "AwardGrounds",
    "CascadeOffer",
    "FundingShare",
    "Order",
    "OrderApproval",
    "OrderChange",
    "OrderQuerySet",
]
