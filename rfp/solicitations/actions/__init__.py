"""What can happen to a solicitation, one function a verb."""

from .addenda import ExtensionNeeded, NewDates, ResponsesClosed, issue_addendum, planned_addendum
from .commenting import CommentsClosed, comment_on_draft, open_for_comments
from .drafting import (
    NotADraft,
    TextIncomplete,
    draft_solicitation,
    invite_vendors,
    return_to_draft,
    set_terms,
    submit_for_review,
    write_solicitation,
)
from .ending import NotCalledOff, StillOpen, ask_again, begin_rfp_from_rfi, cancel_solicitation
from .following import REMINDERS, follow_solicitation, remind_of_deadline, unfollow_solicitation
from .publishing import OwnText, publish_solicitation
from .terms import DatesNotFair, Terms
from .upholding import FindingGone, uphold_finding

__all__ = [
    "REMINDERS",
    "CommentsClosed",
    "DatesNotFair",
    "ExtensionNeeded",
    "FindingGone",
    "NewDates",
    "NotADraft",
    "NotCalledOff",
    "OwnText",
    "ResponsesClosed",
    "StillOpen",
    "Terms",
    "TextIncomplete",
    "ask_again",
    "begin_rfp_from_rfi",
    "cancel_solicitation",
    "comment_on_draft",
    "draft_solicitation",
    "follow_solicitation",
    "invite_vendors",
    "issue_addendum",
    "open_for_comments",
    "planned_addendum",
    "publish_solicitation",
    "remind_of_deadline",
    "return_to_draft",
    "set_terms",
    "submit_for_review",
    "unfollow_solicitation",
    "uphold_finding",
    "write_solicitation",
]
