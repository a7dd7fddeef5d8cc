"""Questions on a page: each with its fields, and after which answer a follow-up is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from .questions import Question

ANSWERS_NAMED = 2


@dataclass(frozen=True)
class Asked:
    """One question with its fields; `when` says after which answer it is asked, for readers without a script."""

    fields: Sequence[forms.BoundField]
    key: str = ""
    source: str = ""
    answers: str = ""
    when: str = ""


def asked_rows(form: Any) -> list[Asked]:
    """The questions of a form in order; empty for a form that is made of plain fields."""
    questions = getattr(form, "questions", ())
    everywhere = form.version.questions if questions else {}
    rows = []
    for question in questions:
        names = [
            name for name in (question.key, f"{question.key}_file", f"{question.key}_until") if name in form.fields
        ]
        source = everywhere.get(question.asked_when)
        rows.append(
            Asked(
                [form[name] for name in names],
                question.key,
                question.asked_when,
                " ".join(question.asked_answers),
                _when(source, question.asked_answers) if source else "",
            )
        )
    return rows


def _when(source: Question, answers: Sequence[str]) -> str:
    if len(answers) > ANSWERS_NAMED:
        return f"Only where “{source.label}” asks for it."
    return f"Only where “{source.label}” is answered: {' or '.join(map(source.label_of, answers))}."
