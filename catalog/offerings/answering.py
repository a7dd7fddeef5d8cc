"""The answers that an offering gives to the question set of its lot. They travel in its revisions."""

import datetime
from collections.abc import Sequence

from django.db import models

from catalog.question_sets.answer_words import Answered, shown_answers
from catalog.question_sets.answers import check_answers
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

    def missing_answers(self, *, on: datetime.date) -> list[str]:
        """What keeps the answers from being published, a sentence a section."""
        errors = self.answer_errors(on=on, complete=True)
        if not errors or self.question_set_version is None:
            return []
        said = []
        for section in self.question_set_version.sections:
            here = [question.label for question in section.questions if question.key in errors]
            if here:
                more = f" and {len(here) - 1} more" if len(here) > 1 else ""
                said.append(f"“{section.title}” is not complete: {here[0]}{more}.")
        return said or ["Some answers belong to no question. Save the offering again."]
