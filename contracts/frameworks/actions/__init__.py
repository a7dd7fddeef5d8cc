"""What can happen to a framework agreement, one function a verb."""

from .amending import AmendedTerms, ChangeLimitReached, NotSigned, amend_framework
from .drafting import (
    AlreadySigned,
    FrameworkTerms,
    LotTerms,
    NotAdmitted,
    draft_framework,
    edit_framework,
    sign_framework,
)

__all__ = [
    "AlreadySigned",
    "AmendedTerms",
    "ChangeLimitReached",
    "FrameworkTerms",
    "LotTerms",
    "NotAdmitted",
    "NotSigned",
    "amend_framework",
    "draft_framework",
    "edit_framework",
    "sign_framework",
]
