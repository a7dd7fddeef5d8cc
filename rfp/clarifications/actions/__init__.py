"""What can happen to questions, answers and addenda read, one function a verb."""

from .asking import MayNotAnswer, QuestionReleased, QuestionsClosed, answer_question, ask_question, dismiss_question
from .releasing import LateAnswers, NothingToRelease, acknowledge_addenda, release_answers

__all__ = [
    "LateAnswers",
    "MayNotAnswer",
    "NothingToRelease",
    "QuestionReleased",
    "QuestionsClosed",
    "acknowledge_addenda",
    "answer_question",
    "ask_question",
    "dismiss_question",
    "release_answers",
]
