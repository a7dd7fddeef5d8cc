"""Forms of orders: shapes only; the rules are in actions/."""

from .changes import ChangeForm, EndingForm, QuantityForm
from .line import LineForm
from .provisioning import ProvisioningForm
from .requests import FundingForm, PlanForm, ReasonForm, SubmitForm, VersionForm, plan_label
from .shares import SharesForm
from .ways import WayForm

__all__ = [
    "ChangeForm",
    "EndingForm",
    "FundingForm",
    "LineForm",
    "PlanForm",
    "ProvisioningForm",
    "QuantityForm",
    "ReasonForm",
    "SharesForm",
    "SubmitForm",
    "VersionForm",
    "WayForm",
    "plan_label",
]
