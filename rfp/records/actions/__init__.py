"""What can happen to records, one function a verb."""

from .destroying import StillNeeded, destroy_bids
from .disclosing import (
    NotOver,
    ObjectionsOver,
    StillObjecting,
    answer_disclosure,
    object_to_disclosure,
    open_disclosure,
)
from .scheduling import (
    DayIsTaken,
    NoDraft,
    ScheduleTerms,
    TooSoon,
    draft_schedule,
    drop_schedule,
    enact_schedule,
)

__all__ = [
    "DayIsTaken",
    "NoDraft",
    "NotOver",
    "ObjectionsOver",
    "ScheduleTerms",
    "StillNeeded",
    "StillObjecting",
    "TooSoon",
    "answer_disclosure",
    "destroy_bids",
    "draft_schedule",
    "drop_schedule",
    "enact_schedule",
    "object_to_disclosure",
    "open_disclosure",
]
