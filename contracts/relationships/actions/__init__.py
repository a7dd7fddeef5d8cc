"""Changes to relationships: one function a change."""

from .assigning import (
    AnotherDutyThere,
    AssignedAlready,
    NotOfTheOffice,
    assign,
    end_assignment,
)
from .committing import (
    agree_to_commitment,
    confirm_kept,
    decline_commitment,
    make_commitment,
    release_commitment,
    reopen_commitment,
    report_done,
)
from .counting import tell_headcount
from .following import agree_action, close_follow_up, record_attempt, record_contact
from .judging import OutcomeStands, confirm_outcome, contest_outcome
from .meetings import (
    NotBegunYet,
    add_agenda_point,
    call_meeting_off,
    move_meeting,
    plan_meeting,
    write_contact_down,
    write_meeting_down,
)
from .surveying import (
    AnsweredAlready,
    Given,
    SurveyOver,
    answer_survey,
    ask,
    ask_due_surveys,
    record_answers,
)

__all__ = [
    "AnotherDutyThere",
    "AnsweredAlready",
    "AssignedAlready",
    "Given",
    "NotBegunYet",
    "NotOfTheOffice",
    "OutcomeStands",
    "SurveyOver",
    "add_agenda_point",
    "agree_action",
    "agree_to_commitment",
    "answer_survey",
    "ask",
    "ask_due_surveys",
    "assign",
    "call_meeting_off",
    "close_follow_up",
    "confirm_kept",
    "confirm_outcome",
    "contest_outcome",
    "decline_commitment",
    "end_assignment",
    "make_commitment",
    "move_meeting",
    "plan_meeting",
    "record_answers",
    "record_attempt",
    "record_contact",
    "release_commitment",
    "reopen_commitment",
    "report_done",
    "tell_headcount",
    "write_contact_down",
    "write_meeting_down",
]
