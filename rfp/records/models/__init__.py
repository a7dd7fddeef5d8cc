"""Requests to see bids, and for how many years records are kept."""

from .disclosures import Disclosure, Objection
from .retention import RetentionSchedule

__all__ = ["Disclosure", "Objection", "RetentionSchedule"]
