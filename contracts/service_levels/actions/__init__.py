"""What can happen to measurements, exclusions, results, disputes and credits."""

from .credits import CreditStillOpen, grant_credit
from .disputes import (
    AlreadyDisputed,
    DisputeDaysOver,
    ResultReplaced,
    decide_dispute,
    dispute_result,
    withdraw_dispute,
)
from .exclusions import (
    MaintenanceNotAllowed,
    MonthIsFinal,
    approve_exclusion,
    refuse_exclusion,
    request_exclusion,
)
from .measurements import LoadReport, check_measurements, load_measurements
from .periods import NotMeasuredByTime, PeriodOutsideContract, PeriodStillRuns, close_period

__all__ = [
    "AlreadyDisputed",
    "CreditStillOpen",
    "DisputeDaysOver",
    "LoadReport",
    "MaintenanceNotAllowed",
    "MonthIsFinal",
    "NotMeasuredByTime",
    "PeriodOutsideContract",
    "PeriodStillRuns",
    "ResultReplaced",
    "approve_exclusion",
    "check_measurements",
    "close_period",
    "decide_dispute",
    "dispute_result",
    "grant_credit",
    "load_measurements",
    "refuse_exclusion",
    "request_exclusion",
    "withdraw_dispute",
]
