"""The questions of an offering's lot while it is drafted: which version is asked, and what a change of lot keeps."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.question_sets.answers import check_answers, without_unasked
from catalog.question_sets.models import EvidenceFile, QuestionSetVersion


def questions_of(version: Offering) -> QuestionSetVersion | None:
    """The questions its answers are pinned to; those in force today where none are, or where its lot has changed."""
    pinned = version.question_set_version
    if pinned and pinned.question_set.lot_id == version.lot_code:
        return pinned
    return version.version_in_force()


def evidence_for(version: Offering) -> dict[str, EvidenceFile]:
    """What its vendor has given before, by id: answered once, used everywhere."""
    return EvidenceFile.objects.filter(organisation=version.vendor_id).by_id()


def answers_to(questions: QuestionSetVersion | None, version: Offering) -> dict[str, Any]:
    """The answers of a version as far as they fit those questions."""
    if questions is None:
        return {}
    known = {key: answer for key, answer in version.answers.items() if key in questions.questions}
    asked = without_unasked(questions, known)
    wrong = check_answers(questions, asked, on=timezone.localdate(), evidence=evidence_for(version), complete=False)
    return without_unasked(questions, {key: answer for key, answer in asked.items() if key not in wrong})


def pinned_anew(version: Offering, service_models: list[str]) -> Mapping[str, Any]:
    """Questions and answers where other service models lead to another lot; nothing where the lot stays."""
    moved = Offering(vendor=version.vendor, service_models=service_models, answers=version.answers)
    if version.lot_code == moved.lot_code:
        return {}
    questions = moved.version_in_force()
    return {"question_set_version": questions, "answers": answers_to(questions, moved)}
