"""What can happen to measurements, exclusions, results, disputes and credits."""

from .cases import CasesReport, Told, record_clock_events
from .credits import (
    ClaimSettled,
    ClaimTooLate,
    CreditStillOpen,
    TwoPeopleNeeded,
    file_claim,
    grant_credit,
    release_credit,
)
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
from .measurements import LoadReport, WrongKindOfEvidence, check_measurements, load_measurements
from .periods import NotMeasured, PeriodOutsideContract, PeriodStillRuns, close_period

__all__ = [
    "AlreadyDisputed",
    "CasesReport",
    "ClaimSettled",
    "ClaimTooLate",
    "CreditStillOpen",
    "DisputeDaysOver",
    "LoadReport",
    "MaintenanceNotAllowed",
    "MonthIsFinal",
    "NotMeasured",
    "PeriodOutsideContract",
    "PeriodStillRuns",
    "ResultReplaced",
    "Told",
    "TwoPeopleNeeded",
    "WrongKindOfEvidence",
    "approve_exclusion",
    "check_measurements",
    "close_period",
    "decide_dispute",
    "dispute_result",
    "file_claim",
    "grant_credit",
    "load_measurements",
    "record_clock_events",
    "refuse_exclusion",
    "release_credit",
    "request_exclusion",
    "withdraw_dispute",
]
