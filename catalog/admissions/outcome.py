"""What answers to a declaration lead to. The rules are data of the questions; this only reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from catalog.question_sets.answers import Sectioned
from catalog.question_sets.questions import Question, Section, asked_questions, given


class Verdict(TextChoices):
    """How one answer, or all of them together, counts."""

    PASSES = "passes", "Passes"
    REVIEW = "review", "A person looks at it"
    FAILS = "fails", "Shuts out"


GRAVEST_FIRST = (Verdict.FAILS, Verdict.REVIEW, Verdict.PASSES)


@dataclass(frozen=True)
class Finding:
    """An answer that does not simply pass, with the reason that the vendor reads."""

    section: Section
    question: Question
    answer: str
    verdict: Verdict

    @property
    def reason(self) -> str:
        """Why it counts so; questions of editors who gave no reason say what happens."""
        usual = "This answer shuts out." if self.verdict == Verdict.FAILS else "A person has to look at this answer."
        return self.question.why or usual


def findings_of(version: Sectioned, answers: Mapping[str, Any]) -> list[Finding]:
    """The answers that need a person or shut out, the gravest first, else in the order of the questions."""
    asked = {question.key for question in asked_questions(version.sections, answers)}
    found = [
        Finding(section, question, _in_words(question, values), verdict)
        for section in version.sections
        for question in section.questions
        if question.key in asked
        if (values := given(answers.get(question.key)))
        if (verdict := _verdict(question, values)) != Verdict.PASSES
    ]
    return sorted(found, key=lambda finding: GRAVEST_FIRST.index(finding.verdict))


def verdict_of(findings: list[Finding]) -> Verdict:
    """The gravest of them decides; without any the declaration passes."""
    return findings[0].verdict if findings else Verdict.PASSES


def _verdict(question: Question, values: tuple[str, ...]) -> Verdict:
    if set(values) & set(question.failing_answers):
        return Verdict.FAILS
    return Verdict.REVIEW if set(values) & set(question.review_answers) else Verdict.PASSES


def _in_words(question: Question, values: tuple[str, ...]) -> str:
    return ", ".join(question.label_of(value) for value in values)
