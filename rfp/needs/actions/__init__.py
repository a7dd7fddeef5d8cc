"""What can happen to a need, and to a proposal to meet two together."""

from .deciding import (
    FollowsAnother,
    Funding,
    NothingToOrder,
    NotInternal,
    NotPlanned,
    NotYoursToDecide,
    Plan,
    WayClosed,
    Wish,
    decide_need,
    state_need,
    take_up_need,
    withdraw_need,
)
from .joining import CannotJoin, answer_join, propose_join, withdraw_join
from .lessons import record_market_lesson

__all__ = [
    "CannotJoin",
    "FollowsAnother",
    "Funding",
    "NotInternal",
    "NotPlanned",
    "NotYoursToDecide",
    "NothingToOrder",
    "Plan",
    "WayClosed",
    "Wish",
    "answer_join",
    "decide_need",
    "propose_join",
    "record_market_lesson",
    "state_need",
    "take_up_need",
    "withdraw_join",
    "withdraw_need",
]
