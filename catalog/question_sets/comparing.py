"""Two versions of a question set: which questions are new, changed or gone. Reads plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from .questions import Kind, Question, Section


@dataclass(frozen=True)
class Change:
    """A question that is in one version only, or other in the newer one; `what` says what is other."""

    section: str
    before: Question | None
    after: Question | None
    what: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        question = self.after or self.before
        return question.label if question else ""


NAMES = {
    "kind": "how it is answered",
    "label": "its words",
    "hint": "its hint",
    "required": "whether it must be answered",
    "public": "who reads the answer",
    "choices": "the answers to choose from",
    "asked_when": "what it follows",
    "asked_answers": "the answers it follows",
    "review_answers": "the answers that a person looks at",
    "failing_answers": "the answers that shut out",
    "expires": "whether the document has a last day",
}


def changes_between(before: Sequence[Section], after: Sequence[Section]) -> list[Change]:
    """What the newer version asks differently, in its order; what it asks no more stands last."""
    old = {question.key: (section.title, question) for section in before for question in section.questions}
    changes = []
    seen = set()
    for section in after:
        for question in section.questions:
            seen.add(question.key)
            _, was = old.get(question.key, ("", None))
            if was is None:
                changes.append(Change(section.title, None, question))
            elif what := _differences(was, question):
                changes.append(Change(section.title, was, question, what))
    gone = (held for key, held in old.items() if key not in seen)
    return [*changes, *(Change(title, question, None) for title, question in gone)]


def newly_asked(before: Sequence[Section], after: Sequence[Section]) -> list[Question]:
    """The questions of `after` that answers to `before` say nothing about, or no longer fit."""
    anew = {"kind", "choices"}
    return [
        change.after
        for change in changes_between(before, after)
        if change.after and (change.before is None or any(_field(change, name) for name in anew))
    ]


def _field(change: Change, name: str) -> bool:
    return getattr(change.before, name) != getattr(change.after, name)


def _differences(was: Question, now: Question) -> tuple[str, ...]:
    other = [field.name for field in fields(Question) if getattr(was, field.name) != getattr(now, field.name)]
    return tuple(dict.fromkeys(NAMES.get(name, "its limits") for name in other))


def in_words(question: Question) -> list[str]:
    """All that editors set about a question, a line each, its words first."""
    shown = {choice.value: choice.label for choice in question.possible_answers}
    limits = (("at least", question.lowest), ("at most", question.highest), ("in", question.unit))
    lines = [
        question.label,
        question.hint,
        Kind(question.kind).label,
        "" if question.required else "May stay empty",
        "" if question.public else "Only the vendor and the office read the answer",
        _line("Answers", [choice.label for choice in question.choices]),
        " ".join(f"{name} {limit}" for name, limit in limits if limit not in (None, "")).capitalize(),
        f"Asked after {question.asked_when}: {', '.join(question.asked_answers)}" if question.asked_when else "",
        _line("A person looks at", [shown.get(each, each) for each in question.review_answers]),
        _line("Shuts out", [shown.get(each, each) for each in question.failing_answers]),
        question.why,
        f"At most {question.most_words} words" if question.most_words else "",
        f"At most {question.most_lines} lines" if question.most_lines else "",
        f"At most {question.longest:,} characters" if question.kind == Kind.TEXT else "",
        f"{question.places} decimal places" if question.places else "",
        "" if question.expires or question.kind != Kind.EVIDENCE else "The document has no last day",
    ]
    return [line for line in lines if line]


def _line(name: str, values: Sequence[str]) -> str:
    return f"{name}: {', '.join(values)}" if values else ""
