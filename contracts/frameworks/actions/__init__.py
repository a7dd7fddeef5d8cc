"""What can happen to a framework agreement, one function a verb."""

from .amending import AmendedTerms, BelowDrawn, ChangeLimitReached, NotSigned, amend_framework
from .drafting import (
    AlreadySigned,
    FrameworkTerms,
    LotTerms,
    NotAdmitted,
    draft_framework,
    edit_framework,
    sign_framework,
)
from .drawing import (
    CeilingReached,
    ClosedForOrders,
    RunsTooLong,
    check_order,
    draw_down,
    redraw,
    release_draw_down,
)

__all__ = [
    "AlreadySigned",
    "AmendedTerms",
    "BelowDrawn",
    "CeilingReached",
    "ChangeLimitReached",
    "ClosedForOrders",
    "FrameworkTerms",
    "LotTerms",
    "NotAdmitted",
    "NotSigned",
    "RunsTooLong",
    "amend_framework",
    "check_order",
    "draft_framework",
    "draw_down",
    "edit_framework",
    "redraw",
    "release_draw_down",
    "sign_framework",
]
