"""Gathers the slices' models for Django."""

from .forums.models import Forum, ForumNeed, Registration
from .needs.models import JoinProposal, Need, NeedFunding

__all__ = ["Forum", "ForumNeed", "JoinProposal", "Need", "NeedFunding", "Registration"]
