"""What a question is, whatever shows or checks it: plain values read from a version's stored content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

LONGEST_TEXT = 4_000
KEY = r"[a-z][a-z0-9_]{1,58}[a-z0-9]"


class Kind(TextChoices):
    """How a question is answered. `Section.questions` of a version hold one of these each."""

    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several"
    CHOICES = "choices", "Several of several"
    NUMBER = "number", "A number with its unit"
    MONEY = "money", "An amount of money"
    DATE = "date", "A day"
    TEXT = "text", "Words"
    EVIDENCE = "evidence", "A file as evidence"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


YES, NO = Choice("yes", "Yes"), Choice("no", "No")


@dataclass(frozen=True)
class Question:
    """One question. Answers stand under its `key`, which stays the same from version to version.

    `asked_when` names an earlier question, `asked_answers` the answers to it after which this one is asked.
    `review_answers` and `failing_answers` say what the broker office looks at, and what shuts out; `why` is the reason,
    which the vendor reads with the outcome.
    """

    key: str
    kind: Kind
    label: str
    hint: str = ""
    required: bool = True
    public: bool = True
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    places: int = 0
    longest: int = LONGEST_TEXT
    most_words: int | None = None
    most_lines: int = 0
    expires: bool = True
    asked_when: str = ""
    asked_answers: tuple[str, ...] = ()
    review_answers: tuple[str, ...] = ()
    failing_answers: tuple[str, ...] = ()
    why: str = ""

    @property
    def possible_answers(self) -> tuple[Choice, ...]:
        """What a follow-up may depend on: the choices, or yes and no."""
        return (YES, NO) if self.kind == Kind.YES_NO else self.choices

    def label_of(self, value: str) -> str:
        return next((choice.label for choice in self.possible_answers if choice.value == value), value)

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether its follow-up condition, where it has one, is met by an answer given."""
        if not self.asked_when:
            return True
        return bool(set(given(answers.get(self.asked_when))) & set(self.asked_answers))


@dataclass(frozen=True)
class Section:
    """Questions that belong together: one page of a form, one heading of a listing."""

    code: str
    title: str
    about: str
    questions: tuple[Question, ...]


def given(answer: Any) -> tuple[str, ...]:
    """An answer as the values that follow-ups are compared with: True is "yes", a list is its entries."""
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, list | tuple):
        return tuple(value for value in answer if isinstance(value, str))
    return (answer,) if isinstance(answer, str) and answer else ()


def asked_questions(sections: Sequence[Section], answers: Mapping[str, Any]) -> Iterator[Question]:
    """The questions that these answers lead to; a follow-up of a question that is not asked is not asked either."""
    asked: dict[str, Any] = {}
    for question in (question for section in sections for question in section.questions):
        if question.is_asked(asked):
            asked[question.key] = answers.get(question.key)
            yield question


def read_sections(stream: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """The sections of a version as its editors' blocks hold them."""
    return tuple(_section(block["value"]) for block in stream)


def _section(value: Mapping[str, Any]) -> Section:
    questions = tuple(_question(block["type"], block["value"]) for block in value.get("questions") or ())
    return Section(value["code"], value["title"], value.get("about") or "", questions)


def _question(kind: str, value: Mapping[str, Any]) -> Question:
    return Question(
        key=value["key"],
        kind=Kind(kind),
        label=value["label"],
        hint=value.get("hint") or "",
        required=value.get("required", True),
        public=value.get("public", True),
        choices=tuple(Choice(each["value"], each["label"]) for each in _entries(value.get("choices"))),
        unit=value.get("unit") or "",
        lowest=_decimal(value.get("lowest")),
        highest=_decimal(value.get("highest")),
        places=value.get("places") or 0,
        longest=value.get("longest") or LONGEST_TEXT,
        most_words=value.get("most_words"),
        most_lines=value.get("most_lines") or 0,
        expires=value.get("expires", True),
        asked_when=value.get("asked_when") or "",
        asked_answers=tuple(_entries(value.get("asked_answers"))),
        review_answers=tuple(_entries(value.get("review_answers"))),
        failing_answers=tuple(_entries(value.get("failing_answers"))),
        why=value.get("why") or "",
    )


def _entries(held: Any) -> list[Any]:
    """A list of blocks is stored as values with ids around them, or as bare values."""
    bare = [each["value"] if isinstance(each, dict) and each.get("type") == "item" else each for each in held or ()]
    return [each for each in bare if each not in ("", None)]


def _decimal(held: Any) -> Decimal | None:
    try:
        return None if held in (None, "") else Decimal(str(held))
    except InvalidOperation:
        return None


def faults_of(sections: Sequence[Section]) -> list[str]:
    """What keeps these questions from being published, a sentence each."""
    faults: list[str] = [] if sections else ["It has no section. Add at least one with a question."]
    earlier: dict[str, Question] = {}
    codes: set[str] = set()
    for section in sections:
        if section.code in codes:
            faults.append(f"Two sections have the code {section.code}. Give one of them another.")
        codes.add(section.code)
        if not section.questions:
            faults.append(f"The section “{section.title}” has no question. Add one or remove the section.")
        for question in section.questions:
            faults += _faults_of_question(question, earlier)
            earlier[question.key] = question
    return faults


def _faults_of_question(question: Question, earlier: Mapping[str, Question]) -> Iterator[str]:
    name = f"“{question.label}”"
    if question.key in earlier:
        yield f"Two questions have the key {question.key}. Give one of them another."
    values = [choice.value for choice in question.choices]
    if question.kind in {Kind.CHOICE, Kind.CHOICES} and (len(values) < 2 or len(set(values)) < len(values)):
        yield f"{name} needs at least two choices, each with a value of its own."
    if question.lowest is not None and question.highest is not None and question.lowest > question.highest:
        yield f"{name} asks for at least {question.lowest} and at most {question.highest}. Change one of the two."
    possible = {choice.value for choice in question.possible_answers}
    if not {*question.review_answers, *question.failing_answers} <= possible:
        yield f"{name} names an answer for review or failing that it does not offer."
    if not question.asked_when:
        return
    source = earlier.get(question.asked_when)
    if source is None:
        yield f"{name} follows {question.asked_when}, which is no earlier question. Name one that comes before it."
    elif not question.asked_answers or not set(question.asked_answers) <= {c.value for c in source.possible_answers}:
        yield f"{name} follows answers that “{source.label}” does not offer. Choose from its answers."
