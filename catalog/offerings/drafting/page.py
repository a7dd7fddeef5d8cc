"""What the task list of an offering shows, and the page on which two versions of a form stand side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.models import Revision

from catalog.offerings.models import OfferedServiceLevel, Offering, Plan
from catalog.offerings.remarks import ReviewRemark, remarks_of
from catalog.offerings.words import promise_of, rate_of
from catalog.question_sets.models import EvidenceFile
from catalog.question_sets.questions import asked_questions
from catalog.taxonomy.models import Lot
from marketplace.components.formats import money

from .models import UnsavedEntry
from .parts import Part
from .progress import Group, Missing, groups_of, missing_of
from .queries import Standing, lapsing_files, standings_of
from .questions import evidence_for
from .row_parts import parts_of, rows_of
from .typed import Typed, standing_in, words_of

VERSIONS_SHOWN = 5


@dataclass(frozen=True)
class TaskPage:
    """Everything derived that templates/catalog/drafting/offering_tasks.html shows."""

    version: Offering
    standing: Standing
    lot: Lot
    groups: Sequence[Group]
    missing: Sequence[Missing]
    lapsing: Sequence[EvidenceFile]
    versions: Sequence[Revision]
    unsaved: frozenset[str]
    remarks: Sequence[ReviewRemark]

    @property
    def asks_anew(self) -> bool:
        """Whether its lot has questions that came after those it answered."""
        in_force = self.version.version_in_force()
        return in_force is not None and in_force.pk != self.version.question_set_version_id


def task_page(offering: Offering, *, reader: Any) -> TaskPage:
    """The task list of an offering's newest version, for one reader."""
    version = offering.get_latest_revision_as_object()
    revisions = offering.revisions.select_related("user").order_by("-created_at", "-pk")
    unsaved = UnsavedEntry.objects.visible_to(reader).filter(offering=offering)
    return TaskPage(
        version=version,
        standing=standings_of([offering])[offering.pk],
        lot=Lot.objects.get(pk=version.lot_code),
        groups=groups_of(version),
        missing=missing_of(version),
        lapsing=lapsing_files(version.answers, evidence_for(version), today=timezone.localdate()),
        versions=revisions[:VERSIONS_SHOWN],
        unsaved=frozenset(unsaved.values_list("part", flat=True)),
        remarks=remarks_of(offering),
    )


@dataclass(frozen=True)
class Checked:
    """One part with what was written in it: label and words of each field; no words for a gap."""

    part: Part
    answers: Sequence[tuple[str, str]]
    missing: Sequence[str]


@dataclass(frozen=True)
class CheckPage:
    """Everything derived that templates/catalog/drafting/offering_check.html shows."""

    version: Offering
    parts: Sequence[Checked]
    missing: Sequence[Missing]


def check_page(offering: Offering) -> CheckPage:
    """The newest version as it would be sent."""
    version = offering.get_latest_revision_as_object()
    missing = missing_of(version)
    parts = [
        Checked(part, list(_written(part, version)), [one.sentence for one in missing if one.part == part.key])
        for part in parts_of(version)
    ]
    return CheckPage(version, parts, missing)


def _written(part: Part, version: Offering) -> Iterator[tuple[str, str]]:
    form: Any = part.form(version)
    standing = standing_in(form)
    questions = getattr(form, "questions", None)
    asked = {one.key for one in asked_questions(form.version.sections, form.before)} if questions is not None else set()
    for name, field in form.fields.items():
        if questions is None or name in asked:
            yield str(field.label), words_of(form, name, standing.get(name, []))
    for _, row in rows_of(version, part):
        yield str(row), row_in_words(row)


def row_in_words(row: Plan | OfferedServiceLevel) -> str:
    """ "$19.50 a user and month", or what is promised."""
    return f"{money((row.price, row.currency))} {rate_of(row)}" if isinstance(row, Plan) else promise_of(row)


@dataclass(frozen=True)
class Differing:
    """A field that two people changed to different ends, in the words of both."""

    name: str
    label: str
    mine: str
    theirs: str
    chosen: str = ""


def differing(form: forms.Form, mine: Typed, theirs: Typed, names: Sequence[str], chosen: Any) -> list[Differing]:
    """The fields to choose between, in the order of the form."""
    return [
        Differing(
            name,
            str(field.label or name),
            words_of(form, name, mine.get(name, [])),
            words_of(form, name, theirs.get(name, [])),
            chosen.get(f"keep:{name}", ""),
        )
        for name, field in form.fields.items()
        if name in names
    ]
