"""Two versions of a question set: which questions are new, changed or gone. Reads plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from .questions import Question, Section


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
