"""What can happen to a market forum, one function a verb."""

from .announcing import (
    ForumTerms,
    TooFewPlaces,
    announce_forum,
    cancel_forum,
    draft_forum,
    edit_forum,
)
from .attendance import NotBegun, record_attendance
from .minutes import (
    ActionItem,
    ListNotClosed,
    QuestionsLeft,
    record_lesson,
    release_minutes,
    tell_of_release,
    write_minutes,
)
from .questions import (
    AlreadyVoted,
    AnswersReleased,
    QuestionsClosed,
    answer_question,
    approve_question,
    ask_question,
    dismiss_question,
    merge_question,
    vote_for_question,
)
from .registering import (
    AlreadyRegistered,
    HoldLapsed,
    RegistrationClosed,
    confirm_place,
    pass_places_on,
    register_for_forum,
    withdraw_from_forum,
)

__all__ = [
    "ActionItem",
    "AlreadyVoted",
    "AnswersReleased",
    "ListNotClosed",
    "QuestionsClosed",
    "QuestionsLeft",
    "answer_question",
    "approve_question",
    "ask_question",
    "dismiss_question",
    "merge_question",
    "record_lesson",
    "release_minutes",
    "tell_of_release",
    "vote_for_question",
    "write_minutes",
    "AlreadyRegistered",
    "ForumTerms",
    "HoldLapsed",
    "NotBegun",
    "RegistrationClosed",
    "TooFewPlaces",
    "announce_forum",
    "cancel_forum",
    "confirm_place",
    "draft_forum",
    "edit_forum",
    "pass_places_on",
    "record_attendance",
    "register_for_forum",
    "withdraw_from_forum",
]
