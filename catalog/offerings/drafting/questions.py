"""The questions of an offering's lot while it is drafted: which version is asked, and what a change of lot keeps."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.question_sets.models import EvidenceFile, QuestionSetVersion


def questions_of(version: Offering) -> QuestionSetVersion | None:
    """The questions in force for its lot, which are those that it is sent for review with; else what it answered."""
    return version.version_in_force() or version.question_set_version


def evidence_for(version: Offering) -> dict[str, EvidenceFile]:
    """What its vendor has given before, by id: answered once, used everywhere."""
    return EvidenceFile.objects.filter(organisation=version.vendor_id).by_id()


def answers_to(questions: QuestionSetVersion | None, version: Offering) -> dict[str, Any]:
    """The answers of a version as far as they fit those questions."""
    return version.answers_fitting(questions, on=timezone.localdate())


def pinned_anew(version: Offering, service_models: list[str]) -> Mapping[str, Any]:
    """Questions and answers where other service models lead to another lot; nothing where the lot stays."""
    moved = Offering(vendor=version.vendor, service_models=service_models, answers=version.answers)
    if version.lot_code == moved.lot_code:
        return {}
    questions = moved.version_in_force()
    return {"question_set_version": questions, "answers": answers_to(questions, moved)}
