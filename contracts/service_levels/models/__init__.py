"""What was measured, what was agreed not to count, what a month came to, and what is owed for it."""

from .cases import Case, ClockEvent
from .credits import ServiceCredit
from .evidence import EvidenceBatch, EvidenceMonth, EvidencePart, HourlyRollup
from .exclusions import Exclusion, ExclusionEvidence
from .incidents import Incident, IncidentLevel
from .results import Dispute, PeriodResult

__all__ = [
    "Case",
    "ClockEvent",
    "Dispute",
    "EvidenceBatch",
    "EvidenceMonth",
    "EvidencePart",
    "Exclusion",
    "ExclusionEvidence",
    "HourlyRollup",
    "Incident",
    "IncidentLevel",
    "PeriodResult",
    "ServiceCredit",
]
