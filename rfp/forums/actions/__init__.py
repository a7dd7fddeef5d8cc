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
