"""What can happen to a framework agreement, one function a verb."""

from .amending import AmendedTerms, BelowDrawn, ChangeLimitReached, FrameworkEnded, NotSigned
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
    LotNotSigned,
    RunsTooLong,
    check_order,
    check_signed,
    draw_down,
    redraw,
    release_draw_down,
    settle_draw_downs,
)
from .levying import announce_levy
from .proposing import (
    ProposalDecided,
    ProposalOpen,
    approve_framework_proposal,
    propose_framework_amendment,
    propose_framework_ending,
    refuse_framework_proposal,
    terms_of,
    withdraw_framework_proposal,
)
from .signing import LotSignedAlready, NoVersionKept, keep_signed_version, sign_lot

__all__ = [
    "AlreadySigned",
    "AmendedTerms",
    "BelowDrawn",
    "CeilingReached",
    "ChangeLimitReached",
    "ClosedForOrders",
    "FrameworkEnded",
    "FrameworkTerms",
    "LotNotSigned",
    "LotSignedAlready",
    "LotTerms",
    "NoVersionKept",
    "NotAdmitted",
    "NotSigned",
    "ProposalDecided",
    "ProposalOpen",
    "RunsTooLong",
    "announce_levy",
    "approve_framework_proposal",
    "check_order",
    "check_signed",
    "draft_framework",
    "draw_down",
    "edit_framework",
    "keep_signed_version",
    "propose_framework_amendment",
    "propose_framework_ending",
    "redraw",
    "refuse_framework_proposal",
    "release_draw_down",
    "settle_draw_downs",
    "sign_framework",
    "sign_lot",
    "terms_of",
    "withdraw_framework_proposal",
]
