"""Gathers the slices' models for Django."""

from .agreements.models import Amendment, Contract, CreditTier, ServiceLevelTerm
from .comparisons.models import Candidate, Comparison, Judgement, Weight
from .frameworks.models import (
    AmendedValue,
    DrawDown,
    Framework,
    FrameworkAmendment,
    FrameworkLot,
    FrameworkMember,
    LotVendor,
)
from .orders.models import FundingShare, Order, OrderApproval
from .policies.models import BuyingPolicy, PolicyBand, PolicyRule
from .service_levels.models import (
    Case,
    ClockEvent,
    Dispute,
    EvidenceBatch,
    Exclusion,
    HourlyRollup,
    PeriodResult,
    ServiceCredit,
)

__all__ = [
    "AmendedValue",
    "Amendment",
    "BuyingPolicy",
    "Candidate",
    "Case",
    "ClockEvent",
    "Comparison",
    "Contract",
    "CreditTier",
    "Dispute",
    "DrawDown",
    "EvidenceBatch",
    "Exclusion",
    "Framework",
    "FrameworkAmendment",
    "FrameworkLot",
    "FrameworkMember",
    "FundingShare",
    "HourlyRollup",
    "Judgement",
    "LotVendor",
    "Order",
    "OrderApproval",
    "PeriodResult",
    "PolicyBand",
    "PolicyRule",
    "ServiceCredit",
    "ServiceLevelTerm",
    "Weight",
]
