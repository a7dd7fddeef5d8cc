"""Needs, the money they name, proposals to meet two of them together, what was learnt about the market."""

from .joining import JoinProposal
from .lesson import MarketLesson
from .need import Need, NeedFunding, NeedQuerySet

__all__ = ["JoinProposal", "MarketLesson", "Need", "NeedFunding", "NeedQuerySet"]
