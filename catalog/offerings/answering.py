"""The answers that an offering gives to the question set of its lot. They travel in its revisions."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import models

from catalog.question_sets.answer_words import Answered, shown_answers
from catalog.question_sets.answers import check_answers, without_unasked
from catalog.question_sets.models import EvidenceFile, QuestionSet, QuestionSetVersion
from catalog.question_sets.questions import Section
from catalog.taxonomy.lots import lot_code_of
from marketplace.organisations.models import Organisation, line_of


class GivesAnswers(models.Model):
    """Answers, pinned to the version of the question set they were given to: what was asked stays known."""

    question_set_version = models.ForeignKey(
        QuestionSetVersion, models.PROTECT, null=True, blank=True, editable=False, related_name="offerings"
    )
    answers = models.JSONField(default=dict, blank=True, editable=False)

    # What the offering itself brings along.
    service_models: list[str]
    on_standard_terms: bool
    vendor: Organisation
    vendor_id: int

    class Meta:
        abstract = True

    @property
    def lot_code(self) -> str:
        """The lot whose questions are asked; it follows from the service models and from who provides."""
        return lot_code_of(self.service_models, of_state=self.vendor.kind == Organisation.Kind.BROKER)

    def version_in_force(self) -> QuestionSetVersion | None:
        """The questions that an offering of its lot is asked today, where there are any."""
        return QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.OFFERING, lot=self.lot_code).first()

    def evidence(self) -> dict[str, EvidenceFile]:
        """The files that its answers name, of the vendor or of a company that is part of it now; one statement,
        none where no answer can name one.
        """
        if not any(isinstance(answer, str) and len(answer) == 36 for answer in self.answers.values()):
            return {}
        return EvidenceFile.objects.filter(organisation_id__in=line_of([self.vendor_id])).named_in(self.answers).by_id()

    def answer_errors(self, *, on: datetime.date, complete: bool) -> dict[str, str]:
        """What is wrong with the answers by key; none where no question set is pinned and nothing was answered."""
        if self.question_set_version is None:
            return dict.fromkeys(self.answers, "No question set is pinned.")
        return check_answers(
            self.question_set_version, self.answers, on=on, evidence=self.evidence(), complete=complete
        )

    def shown_answers(self, *, on: datetime.date) -> Sequence[tuple[Section, list[Answered]]]:
        """The public answers in words, by section."""
        if self.question_set_version is None or not self.answers:
            return []
        shown = shown_answers(self.question_set_version, self.answers, on=on, evidence=self.evidence())
        public = ((section, [row for row in rows if row.question.public]) for section, rows in shown)
        return [(section, rows) for section, rows in public if rows]

    def chosen_answers(self, key: str) -> list[tuple[str, str]]:
        """Value and label of each public choice to one question, as its pinned version has it; none where nothing is
        stated. Expects the version to be loaded.
        """
        if "stated" in self.__dict__:  # a pinned version knows it without its questions
            return [(value, label) for value, label in self.__dict__["stated"].get(key, [])]
        chosen, version = self.answers.get(key), self.question_set_version
        question = version.questions.get(key) if version and isinstance(chosen, list) else None
        if question is None or not question.public:
            return []
        return [(value, question.label_of(value)) for value in chosen]

    @property
    def export_formats(self) -> list[tuple[str, str]]:
        """In which formats an agency gets its data."""
        return self.chosen_answers("export_formats")

    @property
    def data_standards(self) -> list[tuple[str, str]]:
        """By which standards it exchanges data."""
        return self.chosen_answers("data_standards")

    def answers_fitting(self, questions: QuestionSetVersion | None, *, on: datetime.date) -> dict[str, Any]:
        """Its answers as far as they fit those questions."""
        if questions is None:
            return {}
        known = {key: answer for key, answer in self.answers.items() if key in questions.questions}
        asked = without_unasked(questions, known)
        wrong = check_answers(questions, asked, on=on, evidence=self.evidence(), complete=False)
        return without_unasked(questions, {key: answer for key, answer in asked.items() if key not in wrong})

    def pin_questions_in_force(self, *, on: datetime.date) -> bool:
        """Asks it what its lot is asked today and keeps the answers that fit; False where nothing changes.

        What cannot be ordered and was never asked stays so: a listing of facts.
        """
        questions = self.version_in_force()
        if questions is None or questions.pk == self.question_set_version_id:
            return False
        if self.question_set_version is None and not self.on_standard_terms:
            return False
        self.answers, self.question_set_version = self.answers_fitting(questions, on=on), questions
        return True

    def missing_answers(self, *, on: datetime.date, as_sent: bool = False) -> list[str]:
        """What keeps the answers from being published, a sentence a section. What can be ordered must have answered.

        `as_sent` is for a version that passed a review: it answers what it was asked when it was sent, and nothing
        where its lot had no questions then.
        """
        questions = self.question_set_version
        if questions is None and self.on_standard_terms and not as_sent:
            questions = self.version_in_force()
        if questions is None:
            return []
        errors = check_answers(questions, self.answers, on=on, evidence=self.evidence(), complete=True)
        said = []
        for section in questions.sections:
            here = [question.label for question in section.questions if question.key in errors]
            if here:
                more = f" and {len(here) - 1} more" if len(here) > 1 else ""
                said.append(f"“{section.title}” is not complete: {here[0]}{more}.")
        return said or ["Some answers belong to no question. Save the offering again."] if errors else []
