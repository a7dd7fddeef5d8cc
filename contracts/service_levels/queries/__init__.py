"""Reading evidence, results and the figures that screens show of them."""

from .evidence import evidence_for, fresh_readings, seen_in
from .ledgers import LedgerRow, ledger, source_line
from .months import MonthView, YearView, latest_of, month_view, twelve_months
from .periods import PeriodInputs, agreed_time, ended_months, gather_inputs, period_window, unsettled_periods

__all__ = [
    "LedgerRow",
    "MonthView",
    "PeriodInputs",
    "YearView",
    "agreed_time",
    "ended_months",
    "evidence_for",
    "fresh_readings",
    "gather_inputs",
    "latest_of",
    "ledger",
    "month_view",
    "period_window",
    "seen_in",
    "source_line",
    "twelve_months",
    "unsettled_periods",
]
