"""Gathers the slices' models for Django."""

from .forums.models import (
    Forum,
    ForumNeed,
    ForumQuestion,
    MinutesEntry,
    MinutesVersion,
    QuestionVote,
    Registration,
)
from .needs.models import JoinProposal, MarketLesson, Need, NeedFunding

__all__ = [
    "Forum",
    "ForumNeed",
    "ForumQuestion",
    "JoinProposal",
    "MarketLesson",
    "MinutesEntry",
    "MinutesVersion",
    "Need",
    "NeedFunding",
    "QuestionVote",
    "Registration",
]
