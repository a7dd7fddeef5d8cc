"""What can happen to rates, charges, budgets and the levy's returns."""

from .budgeting import set_budget, tell_seats
from .charging import set_charging_start, write_charges
from .importing import send_cost_file, take_cost_file_in
from .levying import file_levy_return, open_levy_returns, settle_levy_gap
from .rates import (
    PoolTerms,
    RatePublished,
    RateTerms,
    YearTerms,
    close_rate_year,
    declare_former_cost,
    draft_rate_card,
    publish_rate_card,
)

__all__ = [
    "PoolTerms",
    "RatePublished",
    "RateTerms",
    "YearTerms",
    "close_rate_year",
    "declare_former_cost",
    "draft_rate_card",
    "file_levy_return",
    "open_levy_returns",
    "publish_rate_card",
    "send_cost_file",
    "set_budget",
    "set_charging_start",
    "settle_levy_gap",
    "take_cost_file_in",
    "tell_seats",
    "write_charges",
]
