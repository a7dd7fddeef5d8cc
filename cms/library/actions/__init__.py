"""What can happen in the library, one module a kind of thing."""

from .adopting import adopt_document, give_up_document
from .asking import answer_question, ask_question, rate_document
from .files import keep_file, read_file
from .sharing import (
    SharingTerms,
    clear_sharing,
    draft_sharing,
    edit_sharing,
    end_sharing,
    note_days,
    return_sharing,
    send_to_review,
    sign_renewal,
    sign_sharing,
)
from .telling import tell_new_version
from .wanting import answer_request, ask_for_document, close_request
from .writing import adapt_document, delete_draft, publish_document, start_document, take_down, write_document

__all__ = [
    "SharingTerms",
    "adapt_document",
    "adopt_document",
    "answer_question",
    "answer_request",
    "ask_for_document",
    "ask_question",
    "clear_sharing",
    "close_request",
    "delete_draft",
    "draft_sharing",
    "edit_sharing",
    "end_sharing",
    "give_up_document",
    "keep_file",
    "note_days",
    "publish_document",
    "rate_document",
    "read_file",
    "return_sharing",
    "send_to_review",
    "sign_renewal",
    "sign_sharing",
    "start_document",
    "take_down",
    "tell_new_version",
    "write_document",
]
