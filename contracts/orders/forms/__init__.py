"""Forms of orders: shapes only; the rules are in actions/."""

from .changes import ChangeForm, EndingForm, QuantityForm
from .line import LineForm
from .requests import FundingForm, PlanForm, ReasonForm, SubmitForm, VersionForm, plan_label
from .ways import WayForm

__all__ = [
    "ChangeForm",
    "EndingForm",
    "FundingForm",
    "LineForm",
    "PlanForm",
    "QuantityForm",
    "ReasonForm",
    "SubmitForm",
    "VersionForm",
    "WayForm",
    "plan_label",
]
