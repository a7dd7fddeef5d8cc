"""What can happen to questions and answers, one function a verb."""

from .asking import MayNotAnswer, QuestionReleased, QuestionsClosed, answer_question, ask_question, dismiss_question
from .releasing import LateAnswers, NothingToRelease, release_answers

__all__ = [
    "LateAnswers",
    "MayNotAnswer",
    "NothingToRelease",
    "QuestionReleased",
    "QuestionsClosed",
    "answer_question",
    "ask_question",
    "dismiss_question",
    "release_answers",
]
