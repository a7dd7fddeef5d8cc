"""Gathers the slices' models for Django."""

from .agreements.models import (
    Amendment,
    AmendmentProposal,
    Contract,
    ContractVersion,
    CreditTier,
    ExtensionOption,
    ServiceLevelTerm,
    Signature,
)
from .comparisons.models import Candidate, Comparison, Judgement, Weight
from .exits.models import CureNotice, ExitPlan, ExitStep, Suspension, Termination
from .frameworks.models import (
    AmendedValue,
    DrawDown,
    Framework,
    FrameworkAmendment,
    FrameworkLot,
    FrameworkMember,
    LotVendor,
)
from .orders.models import CascadeOffer, FundingShare, Order, OrderApproval, OrderChange
from .policies.models import BuyingPolicy, PolicyBand, PolicyRule
from .renewals.models import RenewalDecision
from .scorecards.models import Scorecard, ScoreWeights
from .service_levels.models import (
    Case,
    ClockEvent,
    Dispute,
    EvidenceBatch,
    Exclusion,
    ExclusionEvidence,
    HourlyRollup,
    Incident,
    IncidentLevel,
    PeriodResult,
    ServiceCredit,
)

__all__ = [
    "AmendedValue",
    "Amendment",
    "BuyingPolicy",
    "Candidate",
    "CascadeOffer",
    "Case",
    "ClockEvent",
    "Comparison",
    "AmendmentProposal",
    "Contract",
    "ContractVersion",
    "CreditTier",
    "CureNotice",
    "Dispute",
    "DrawDown",
    "EvidenceBatch",
    "Exclusion",
    "ExclusionEvidence",
    "ExitPlan",
    "ExitStep",
    "ExtensionOption",
    "Framework",
    "FrameworkAmendment",
    "FrameworkLot",
    "FrameworkMember",
    "FundingShare",
    "HourlyRollup",
    "Incident",
    "IncidentLevel",
    "Judgement",
    "LotVendor",
    "Order",
    "OrderApproval",
    "OrderChange",
    "PeriodResult",
    "PolicyBand",
    "PolicyRule",
    "RenewalDecision",
    "ScoreWeights",
    "Scorecard",
    "ServiceCredit",
    "ServiceLevelTerm",
    "Suspension",
    "Termination",
    "Weight",
    "Signature",
]
