"""Whether answers fit a version of a question set: the same for the form, the API and a spreadsheet.

Answers are plain JSON values by key: true or false, a choice's value, a list of them, decimals and days as text
("12.50", "2026-11-23"), words, and the id of an evidence file.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from marketplace.components.formats import day, money, number
from marketplace.files.intake import CONTROL_CHARACTERS, EARLIEST, LATEST

from .questions import Kind, Question, Section, asked_questions

LARGEST = Decimal(10) ** 12
DECIMAL = re.compile(r"-?\d{1,13}(\.\d{1,6})?")
CURRENCY = "USD"


class Sectioned(Protocol):
    """A version of a question set."""

    @property
    def sections(self) -> Sequence[Section]: ...


class Proof(Protocol):
    """An evidence file: what the check wants to know of it."""

    expires_on: datetime.date | None


Evidence = Mapping[str, Any]


def is_gap(answer: Any) -> bool:
    """Whether nothing was answered."""
    return answer is None or answer == "" or answer == [] or (isinstance(answer, str) and not answer.strip())


def check_answers(
    version: Sectioned,
    answers: Mapping[str, Any],
    *,
    on: datetime.date,
    evidence: Evidence | None = None,
    complete: bool = True,
) -> dict[str, str]:
    """What is wrong with the answers, a sentence for each key; empty where nothing is.

    `evidence` holds the files that may be named, by id. A draft (`complete=False`) may have gaps and evidence that
    has lapsed; what it does hold must fit.
    """
    known = {question.key: question for section in version.sections for question in section.questions}
    errors = {str(key): "There is no such question in this version. Remove it." for key in answers.keys() - known}
    asked = {question.key for question in asked_questions(version.sections, answers)}
    for key, question in known.items():
        answer = answers.get(key)
        if is_gap(answer):
            if complete and question.required and key in asked:
                errors[key] = GAPS[question.kind]
        elif key not in asked:
            errors[key] = f"It is asked only after another answer to “{known[question.asked_when].label}”. Remove it."
        elif fault := _fault(question, answer, on=on, evidence=evidence or {}, complete=complete):
            errors[key] = fault
    return errors


def without_unasked(version: Sectioned, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are there and asked for; what a changed answer has made void is left out."""
    asked = {question.key for question in asked_questions(version.sections, answers)}
    return {key: answer for key, answer in answers.items() if key in asked and not is_gap(answer)}


GAPS = {
    Kind.YES_NO: "Choose yes or no",
    Kind.CHOICE: "Choose one",
    Kind.CHOICES: "Choose at least one",
    Kind.NUMBER: "Enter a number",
    Kind.MONEY: "Enter an amount, 0 if there is none",
    Kind.DATE: "Enter a day",
    Kind.TEXT: "Answer in your own words",
    Kind.EVIDENCE: "Add a file, or choose one you have given before",
}


def _fault(question: Question, answer: Any, *, on: datetime.date, evidence: Evidence, complete: bool) -> str:
    if question.kind == Kind.EVIDENCE:
        return _evidence(question, answer, on=on, evidence=evidence, complete=complete)
    return CHECKS[question.kind](question, answer)


def _yes_no(question: Question, answer: Any) -> str:
    return "" if isinstance(answer, bool) else "Choose yes or no"


def _choice(question: Question, answer: Any) -> str:
    values = {choice.value for choice in question.choices}
    return "" if isinstance(answer, str) and answer in values else "Choose one of the answers that are offered"


def _choices(question: Question, answer: Any) -> str:
    values = {choice.value for choice in question.choices}
    fits = isinstance(answer, list) and all(isinstance(each, str) and each in values for each in answer)
    return "" if fits and len(set(answer)) == len(answer) else "Choose from the answers that are offered, each once"


def decimal_of(answer: Any) -> Decimal | None:
    """The exact number in a text such as "12.50"; None where there is none."""
    if isinstance(answer, int) and not isinstance(answer, bool):
        answer = str(answer)
    if not isinstance(answer, str) or not DECIMAL.fullmatch(answer.strip()):
        return None
    try:
        return Decimal(answer.strip())
    except InvalidOperation:
        return None


def _number(question: Question, answer: Any) -> str:
    value = decimal_of(answer)
    unit = f" of {question.unit}" if question.unit else ""
    if value is None or abs(value) > LARGEST:
        return f"Enter a number{unit} in digits, such as {_example(question)}"
    if _places(value) > question.places:
        return f"Enter at most {question.places} decimal places" if question.places else "Enter a whole number"
    if question.lowest is not None and value < question.lowest:
        return f"Enter at least {number(question.lowest)}"
    if question.highest is not None and value > question.highest:
        return f"Enter at most {number(question.highest)}"
    return ""


def _example(question: Question) -> str:
    return number(question.lowest if question.lowest is not None else Decimal(24))


def _money(question: Question, answer: Any) -> str:
    value = decimal_of(answer)
    if value is None or abs(value) > LARGEST or _places(value) > 2:
        return "Enter an amount in dollars and cents, such as 1200.00"
    lowest = question.lowest if question.lowest is not None else Decimal(0)
    if value < lowest:
        return f"Enter at least {money((lowest, CURRENCY))}"
    if question.highest is not None and value > question.highest:
        return f"Enter at most {money((question.highest, CURRENCY))}"
    return ""


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def date_of(answer: Any) -> datetime.date | None:
    """The day in a text such as "2026-11-23"; None where the calendar has none."""
    try:
        found = datetime.date.fromisoformat(answer) if isinstance(answer, str) and len(answer) == 10 else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found < LATEST else None


def _date(question: Question, answer: Any) -> str:
    return "" if date_of(answer) else "Enter a day that the calendar has, such as 11/23/2026"


def _text(question: Question, answer: Any) -> str:
    if not isinstance(answer, str):
        return "Answer in words"
    if CONTROL_CHARACTERS.search(answer):
        return "It holds a control character, which no text may contain. Type it anew"
    if len(answer) > question.longest:
        return f"It has {len(answer):,} characters. Shorten it to {question.longest:,}"
    if question.most_words and (words := len(answer.split())) > question.most_words:
        return f"It has {words:,} words. Shorten it to {question.most_words:,}"
    lines = [line for line in answer.splitlines() if line.strip()]
    if question.most_lines and len(lines) > question.most_lines:
        return f"It has {len(lines)} lines. Keep at most {question.most_lines}"
    return ""


def _evidence(question: Question, answer: Any, *, on: datetime.date, evidence: Evidence, complete: bool) -> str:
    file: Proof | None = evidence.get(answer) if isinstance(answer, str) else None
    if file is None:
        return "This file is not among yours. Add it, or choose another"
    if question.expires and file.expires_on is None:
        return "Say until when the document is valid: add it again with its last day"
    if complete and file.expires_on and file.expires_on < on:
        return f"It was valid until {day(file.expires_on)}. Add a current one"
    return ""


CHECKS: dict[Kind, Callable[[Question, Any], str]] = {
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.TEXT: _text,
}
