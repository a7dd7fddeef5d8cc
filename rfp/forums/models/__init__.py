"""Market forums: what is announced, who comes, what is asked, what came of it."""

from .forum import Forum, ForumNeed
from .meeting import Meeting
from .minutes import MinutesEntry, MinutesVersion
from .question import ForumQuestion, QuestionVote
from .registration import Registration

__all__ = [
    "Forum",
    "ForumNeed",
    "ForumQuestion",
    "Meeting",
    "MinutesEntry",
    "MinutesVersion",
    "QuestionVote",
    "Registration",
]
