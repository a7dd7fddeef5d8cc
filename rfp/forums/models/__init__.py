"""Market forums: what is announced, who comes."""

from .forum import Forum, ForumNeed
from .registration import Registration

__all__ = ["Forum", "ForumNeed", "Registration"]
