"""Orders, who pays them and who approved them."""

from .approval import OrderApproval
from .funding import FundingShare
from .order import OWN_SERVICE, AwardGrounds, Order
from .queryset import OrderQuerySet

__all__ = ["OWN_SERVICE", "AwardGrounds", "FundingShare", "Order", "OrderApproval", "OrderQuerySet"]
