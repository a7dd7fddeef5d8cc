"""What happens when a contract stands still or ends early, one function a verb."""

from .curing import CureClosed, answer_cure_notice, close_cure_notice, give_cure_notice
from .planning import (
    DataNotReturned,
    PlanDecided,
    PlanOpen,
    StepDone,
    StepTerms,
    agree_exit_plan,
    do_exit_step,
    propose_exit_plan,
    refuse_exit_plan,
)
from .stopping import OrdersStopped, refuse_if_stopped
from .suspending import AlreadySuspended, NotSuspended, lift_suspension, suspend_contract
from .terminating import (
    CureStillRuns,
    NoticeTooShort,
    TerminationDecided,
    TerminationOpen,
    agree_termination,
    approve_termination,
    earliest_end,
    propose_termination,
    refuse_termination,
    withdraw_termination,
)

__all__ = [
    "AlreadySuspended",
    "CureClosed",
    "CureStillRuns",
    "DataNotReturned",
    "NotSuspended",
    "NoticeTooShort",
    "OrdersStopped",
    "PlanDecided",
    "PlanOpen",
    "StepDone",
    "StepTerms",
    "TerminationDecided",
    "TerminationOpen",
    "agree_exit_plan",
    "agree_termination",
    "answer_cure_notice",
    "approve_termination",
    "close_cure_notice",
    "do_exit_step",
    "earliest_end",
    "give_cure_notice",
    "lift_suspension",
    "propose_exit_plan",
    "propose_termination",
    "refuse_exit_plan",
    "refuse_if_stopped",
    "refuse_termination",
    "suspend_contract",
    "withdraw_termination",
]
