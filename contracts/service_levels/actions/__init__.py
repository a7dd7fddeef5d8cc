"""What can happen to measurements, incidents, exclusions, results, disputes and credits."""

from .cases import CasesReport, Told, record_clock_events
from .compaction import MonthStillRuns, compact_evidence
from .credits import (
    ClaimSettled,
    ClaimTooLate,
    CreditStillOpen,
    NothingToAnswer,
    TwoPeopleNeeded,
    answer_claim,
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
from .exclusion_evidence import (
    DecidedAlready,
    add_exclusion_evidence,
    read_exclusion_evidence,
)
from .exclusions import (
    MaintenanceNotAllowed,
    MonthIsFinal,
    approve_exclusion,
    refuse_exclusion,
    request_exclusion,
)
from .incidents import (
    ContractDidNotRun,
    agree_incident,
    contest_incident,
    propose_incident,
    revise_incident,
    withdraw_incident,
)
from .maintenance import NoMaintenance, record_maintenance_times
from .measurements import LoadReport, WrongKindOfEvidence, check_measurements, load_measurements
from .periods import NotMeasured, PeriodOutsideContract, PeriodStillRuns, close_month, close_period

__all__ = [
    "AlreadyDisputed",
    "CasesReport",
    "ClaimSettled",
    "ClaimTooLate",
    "ContractDidNotRun",
    "CreditStillOpen",
    "DecidedAlready",
    "DisputeDaysOver",
    "LoadReport",
    "MaintenanceNotAllowed",
    "MonthIsFinal",
    "MonthStillRuns",
    "NoMaintenance",
    "NotMeasured",
    "NothingToAnswer",
    "PeriodOutsideContract",
    "PeriodStillRuns",
    "ResultReplaced",
    "Told",
    "TwoPeopleNeeded",
    "WrongKindOfEvidence",
    "add_exclusion_evidence",
    "agree_incident",
    "answer_claim",
    "approve_exclusion",
    "check_measurements",
    "close_month",
    "close_period",
    "compact_evidence",
    "contest_incident",
    "decide_dispute",
    "dispute_result",
    "file_claim",
    "grant_credit",
    "load_measurements",
    "propose_incident",
    "read_exclusion_evidence",
    "record_clock_events",
    "record_maintenance_times",
    "refuse_exclusion",
    "release_credit",
    "request_exclusion",
    "revise_incident",
    "withdraw_dispute",
    "withdraw_incident",
]
