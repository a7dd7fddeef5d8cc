"""Gathers the slices' models for Django."""

from .agreements.models import Amendment, Contract, CreditTier, ServiceLevelTerm

__all__ = ["Amendment", "Contract", "CreditTier", "ServiceLevelTerm"]
