"""Gathers the slices' models for Django."""

from .agreements.models import Amendment, Contract, CreditTier, ServiceLevelTerm
from .orders.models import FundingShare, Order
from .service_levels.models import Dispute, EvidenceBatch, Exclusion, HourlyRollup, PeriodResult, ServiceCredit

__all__ = [
    "Amendment",
    "Contract",
    "CreditTier",
    "Dispute",
    "EvidenceBatch",
    "Exclusion",
    "FundingShare",
    "HourlyRollup",
    "Order",
    "PeriodResult",
    "ServiceCredit",
    "ServiceLevelTerm",
]
