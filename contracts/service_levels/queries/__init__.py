"""Reading evidence, results and the figures that screens show of them."""

from .budgets import Budget, budgets_of
from .evidence import fresh_readings, seen_in
from .gathering import gather_inputs, gather_month
from .ledger_rows import LedgerRow
from .ledgers import ledger, source_line
from .levels import LevelView, level_views, main_term
from .months import MonthView, YearView, latest_of, month_view, twelve_months
from .periods import PeriodInputs, agreed_time, ended_months, period_window, unsettled_periods
from .underpinning import Gap, gaps_of

__all__ = [
    "Budget",
    "Gap",
    "LedgerRow",
    "LevelView",
    "MonthView",
    "PeriodInputs",
    "YearView",
    "agreed_time",
    "budgets_of",
    "ended_months",
    "fresh_readings",
    "gaps_of",
    "gather_inputs",
    "gather_month",
    "latest_of",
    "ledger",
    "level_views",
    "main_term",
    "month_view",
    "period_window",
    "seen_in",
    "source_line",
    "twelve_months",
    "unsettled_periods",
]
