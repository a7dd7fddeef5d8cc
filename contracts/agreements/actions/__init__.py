"""What can happen to a contract, one function a verb."""

from .amending import Amended, NoticeGiven, NotRunning, Suspended, amend_contract, lock_in_force
from .concluding import Agreed, Before, Extension, conclude_contract, draw_up_contract, withdraw_contract
from .ending import StillRunning, end_contract, terminate_contract
from .extending import (
    NotYetItsTurn,
    OptionGone,
    RenewsNotByItself,
    TooLateToRefuse,
    exercise_option,
    refuse_renewal,
    renew_contract,
)
from .proposing import (
    AlreadyDecided,
    AmendmentOpen,
    ChangeLimitReached,
    Overtaken,
    agree_amendment,
    approve_amendment,
    propose_amendment,
    refuse_amendment,
    withdraw_amendment,
)
from .signing import AboveYourLimit, Approval, NotASide, NotOpenForSigning, SignedAlready, sign_contract

__all__ = [
    "AboveYourLimit",
    "Agreed",
    "AlreadyDecided",
    "Amended",
    "AmendmentOpen",
    "Approval",
    "Before",
    "ChangeLimitReached",
    "Extension",
    "NotASide",
    "NotOpenForSigning",
    "NotRunning",
    "NoticeGiven",
    "NotYetItsTurn",
    "OptionGone",
    "Overtaken",
    "RenewsNotByItself",
    "SignedAlready",
    "StillRunning",
    "Suspended",
    "TooLateToRefuse",
    "agree_amendment",
    "amend_contract",
    "approve_amendment",
    "conclude_contract",
    "draw_up_contract",
    "end_contract",
    "exercise_option",
    "lock_in_force",
    "propose_amendment",
    "refuse_amendment",
    "refuse_renewal",
    "renew_contract",
    "sign_contract",
    "terminate_contract",
    "withdraw_amendment",
    "withdraw_contract",
]
