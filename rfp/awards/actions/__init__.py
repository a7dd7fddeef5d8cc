"""What can happen to an award, one function a verb."""

from .awarding import (
    AwardedAlready,
    NobodyLeft,
    NotEvaluated,
    OwnPanel,
    approve_award,
    decline_award,
    propose_award,
    standstill_end,
    withdraw_award,
)
from .challenging import (
    Involved,
    NotABidder,
    TooLate,
    admit_challenge,
    dismiss_challenge,
    file_challenge,
    refuse_challenge,
    uphold_challenge,
)
from .concluding import Challenged, StandsStill, conclude_award
from .filing import NotClosed, open_case_file
from .rejudging import judge_lot_anew
from .trail import AwardMoved, BidLapsed, CalledOff

__all__ = [
    "AwardMoved",
    "AwardedAlready",
    "BidLapsed",
    "CalledOff",
    "Challenged",
    "Involved",
    "NobodyLeft",
    "NotABidder",
    "NotClosed",
    "NotEvaluated",
    "OwnPanel",
    "StandsStill",
    "TooLate",
    "admit_challenge",
    "approve_award",
    "conclude_award",
    "decline_award",
    "dismiss_challenge",
    "file_challenge",
    "judge_lot_anew",
    "open_case_file",
    "propose_award",
    "refuse_challenge",
    "standstill_end",
    "uphold_challenge",
    "withdraw_award",
]
