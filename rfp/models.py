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
from .solicitations.models import (
    Criterion,
    Follow,
    Invitation,
    LevelAsked,
    PriceLine,
    Requirement,
    Solicitation,
    SolicitationLot,
    SolicitationVersion,
)

__all__ = [
    "Criterion",
    "Follow",
    "Forum",
    "ForumNeed",
    "ForumQuestion",
    "Invitation",
    "JoinProposal",
    "LevelAsked",
    "MarketLesson",
    "MinutesEntry",
    "MinutesVersion",
    "Need",
    "NeedFunding",
    "PriceLine",
    "QuestionVote",
    "Registration",
    "Requirement",
    "Solicitation",
    "SolicitationLot",
    "SolicitationVersion",
]
