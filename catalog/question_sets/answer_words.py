"""Answers as a page shows them: in words, by section, evidence with its file."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.components.formats import day, money, number

from .answers import CURRENCY, Evidence, Sectioned, date_of, decimal_of, is_gap
from .questions import Kind, Question, Section, asked_questions


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words; `file` where it is evidence."""

    question: Question
    words: str
    lines: tuple[str, ...] = ()
    file: Any = None
    lapsed: bool = False


def shown_answers(
    version: Sectioned, answers: Mapping[str, Any], *, on: datetime.date, evidence: Evidence | None = None
) -> Iterator[tuple[Section, list[Answered]]]:
    """The answers by section, as a page shows them; sections and questions without an answer are left out."""
    asked = {question.key for question in asked_questions(version.sections, answers)}
    for section in version.sections:
        rows = [
            _shown(question, answers[question.key], on, evidence or {})
            for question in section.questions
            if question.key in asked and not is_gap(answers.get(question.key))
        ]
        if rows:
            yield section, rows


def _shown(question: Question, answer: Any, on: datetime.date, evidence: Evidence) -> Answered:
    kind = question.kind
    if kind == Kind.EVIDENCE:
        file = evidence.get(str(answer))
        lapsed = bool(file and file.expires_on and file.expires_on < on)
        return Answered(question, str(file or "The file is not available"), file=file, lapsed=lapsed)
    if kind == Kind.YES_NO:
        return Answered(question, "Yes" if answer is True else "No")
    if kind == Kind.CHOICES:
        lines = tuple(question.label_of(each) for each in answer)
        return Answered(question, ", ".join(lines), lines)
    if kind == Kind.NUMBER:
        return Answered(question, f"{number(decimal_of(answer))} {question.unit}".strip())
    if kind == Kind.MONEY:
        return Answered(question, money((decimal_of(answer), CURRENCY)))
    if kind == Kind.DATE:
        return Answered(question, day(date_of(answer)))
    if kind == Kind.CHOICE:
        return Answered(question, question.label_of(answer))
    lines = tuple(line.strip() for line in answer.splitlines() if line.strip())
    return Answered(question, answer, lines if len(lines) > 1 else ())
