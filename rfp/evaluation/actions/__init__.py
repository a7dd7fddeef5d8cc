"""What can happen in an evaluation, one function a verb."""

from .concluding import (
    NotAnsweredInTime,
    NotExplainedYet,
    conclude_evaluation,
    decide_price,
    explain_price,
    judge_anew,
    open_panel_prices,
)
from .forming import (
    NothingToJudge,
    PanelExists,
    PanelNotReady,
    Seat,
    assign_letters,
    declare_conflicts,
    form_panel,
    replace_member,
    step_down,
)
from .scoring import agree_quality, agree_score, agree_what_is_alike, save_score, submit_scores
from .trail import NotNow, chain_of

__all__ = [
    "NotAnsweredInTime",
    "NotExplainedYet",
    "NotNow",
    "NothingToJudge",
    "PanelExists",
    "PanelNotReady",
    "Seat",
    "agree_quality",
    "agree_score",
    "agree_what_is_alike",
    "assign_letters",
    "chain_of",
    "conclude_evaluation",
    "decide_price",
    "declare_conflicts",
    "explain_price",
    "form_panel",
    "judge_anew",
    "open_panel_prices",
    "replace_member",
    "save_score",
    "step_down",
    "submit_scores",
]
