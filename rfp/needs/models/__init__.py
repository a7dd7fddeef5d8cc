"""Needs, the money they name, and proposals to meet two of them together."""

from .joining import JoinProposal
from .need import Need, NeedFunding, NeedQuerySet

__all__ = ["JoinProposal", "Need", "NeedFunding", "NeedQuerySet"]
