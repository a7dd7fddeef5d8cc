"""Gathers the slices' models for Django."""

from .needs.models import JoinProposal, Need, NeedFunding

__all__ = ["JoinProposal", "Need", "NeedFunding"]
