"""Orders, who pays them and who approved them."""

from .approval import OrderApproval
from .cascade import CascadeOffer
from .change import OrderChange
from .funding import FundingShare
from .joint import JointShare
from .order import OWN_SERVICE, AwardGrounds, Order
from .provisioning import Provisioning, ProvisioningStep
from .queryset import OrderQuerySet

__all__ = [
    "AwardGrounds",
    "CascadeOffer",
    "FundingShare",
    "JointShare",
    "OWN_SERVICE",
    "Order",
    "OrderApproval",
    "OrderChange",
    "OrderQuerySet",
    "Provisioning",
    "ProvisioningStep",
]
