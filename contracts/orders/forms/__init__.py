"""Forms of orders: shapes only; the rules are in actions/."""

from .line import LineForm
from .requests import FundingForm, PlanForm, ReasonForm, SubmitForm, VersionForm, plan_label
from .ways import WayForm

__all__ = ["FundingForm", "LineForm", "PlanForm", "ReasonForm", "SubmitForm", "VersionForm", "WayForm", "plan_label"]
