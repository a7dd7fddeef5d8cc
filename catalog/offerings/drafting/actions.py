"""Drafting by the provider's people: start, save one part, keep what is typed. Every save ends in offerings/actions."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from wagtail.models import Revision

from catalog.offerings.actions import EDITABLE, Contents, create_offering, edit_offering, refuse_while_held
from catalog.offerings.models import OfferedServiceLevel, Offering, Plan
from catalog.question_sets.actions import keep_evidence
from catalog.question_sets.answer_forms import AnswersForm
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from .models import UnsavedEntry
from .parts import Part
from .questions import answers_to
from .typed import Typed, merge, standing_in

TWICE_WITHIN = datetime.timedelta(minutes=1)
LONGEST_ENTRY = 300_000  # characters in one form, more than its fields take together


class EntryTooLong(DomainError):
    status = 413
    sentence = (
        "What was typed is longer than any form of an offering takes, so it was not kept. Shorten it, then save it."
    )


class BothChanged(StaleForm):
    """A colleague changed the same fields in between. `mine` holds the form with what they changed elsewhere."""

    def __init__(self, mine: Typed, theirs: Typed, fields: tuple[str, ...], revision: Revision) -> None:
        super().__init__()
        self.mine, self.theirs, self.fields, self.revision = mine, theirs, fields, revision


@transaction.atomic
def start_offering(
    *, vendor: Any, name: str, service_models: list[str], deployment: str, by: Any, now: Clock = database_now
) -> Offering:
    """Drafts an offering with the questions of its lot; a second press within a minute finds the first one's draft.

    Raises PermissionDenied, InvalidInput.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    lately = Offering.objects.filter(vendor=vendor, name=name, live=False, latest_revision__user=by)
    if twin := lately.filter(latest_revision__created_at__gt=now() - TWICE_WITHIN).first():
        return twin
    blank = Offering(vendor=vendor, service_models=service_models)
    fields = {
        "name": name,
        "service_models": service_models,
        "deployment": deployment,
        "question_set_version": blank.version_in_force(),
    }
    return create_offering(vendor=vendor, fields=fields, invented=vendor.invented, by=by, now=now)


COPIED = EDITABLE - {"name", "go_live_at", "expire_at", "question_set_version", "answers"}


@transaction.atomic
def copy_offering(*, offering: Offering, by: Any, now: Clock = database_now) -> Offering:
    """Drafts a new offering with what the newest version of another holds, asked the questions of today.

    Plans get codes of their own. A second press within a minute finds the first one's draft. Raises PermissionDenied.
    """
    require(by, "catalog.create_offering", offering)
    Organisation.objects.select_for_update(no_key=True).get(pk=offering.vendor_id)
    version = offering.get_latest_revision_as_object()
    name = f"Copy of {version.name}"[:200]
    lately = Offering.objects.filter(vendor=offering.vendor, name=name, live=False, latest_revision__user=by)
    if twin := lately.filter(latest_revision__created_at__gt=now() - TWICE_WITHIN).first():
        return twin
    questions = version.version_in_force()
    fields = {field: getattr(version, field) for field in COPIED}
    fields |= {"name": name, "question_set_version": questions, "answers": answers_to(questions, version)}
    rows = (*version.plans.all(), *version.service_levels.all())
    for row in rows:
        row.pk, row.offering = None, None
    plans, levels = ([row for row in rows if isinstance(row, kind)] for kind in (Plan, OfferedServiceLevel))
    for plan in plans:
        plan.code = uuid.uuid4()
    contents = Contents(topics=list(version.topics.all()), plans=plans, service_levels=levels)
    vendor = offering.vendor
    return create_offering(vendor=vendor, fields=fields, contents=contents, invented=vendor.invented, by=by, now=now)


@dataclass(frozen=True)
class Sent:
    """One form as it came: which part, what was typed, from which revision. `faults` are those of its documents."""

    part: Part
    typed: Typed
    latest_revision_id: int | None
    files: Any = None
    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)


@transaction.atomic
def save_part(*, offering: Offering, sent: Sent, by: Any, now: Clock = database_now) -> forms.Form:
    """Saves one part as the newest revision; nothing where nothing changed. What colleagues changed in other fields
    since stays. Returns the form, which holds its errors where nothing was saved.

    Raises PermissionDenied; UnderReview or LockedByEditor; BothChanged; InvalidInput.
    """
    require(by, "catalog.edit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    refuse_while_held(stored, by=by)
    current = stored.get_latest_revision_as_object()
    theirs = standing_in(sent.part.form(current))
    typed = _merged(stored, sent, theirs)
    form = sent.part.form(current, typed)
    form.full_clean()
    for name, sentences in sent.faults.items():
        form.add_error(name, list(sentences))
    if form.is_valid():
        if typed != theirs:
            change = sent.part.change(form, current)
            edit_offering(
                offering=stored,
                fields=change.fields,
                contents=change.contents,
                latest_revision_id=stored.latest_revision_id,
                by=by,
                now=now,
            )
        UnsavedEntry.objects.filter(offering=offering, person=by, part=sent.part.key).delete()
    return form


def _merged(stored: Offering, sent: Sent, theirs: Typed) -> Typed:
    if sent.latest_revision_id == stored.latest_revision_id:
        return sent.typed
    revisions = Revision.objects.for_instance(stored)
    before = revisions.filter(pk=sent.latest_revision_id).first()
    if before is None:
        raise InvalidInput("The form does not say which version it was filled in from. Open it again.")
    merged = merge(standing_in(sent.part.form(before.as_object())), sent.typed, theirs)
    if merged.conflicts:
        raise BothChanged(merged.typed, theirs, merged.conflicts, stored.latest_revision)
    return merged.typed


@transaction.atomic
def remove_row(
    *, offering: Offering, part: Any, latest_revision_id: int | None, by: Any, now: Clock = database_now
) -> None:
    """Takes a plan or a service level out of the newest version. Raises what edit_offering raises."""
    change = part.removal(offering.get_latest_revision_as_object())
    edit_offering(
        offering=offering,
        fields=change.fields,
        contents=change.contents,
        latest_revision_id=latest_revision_id,
        by=by,
        now=now,
    )


@transaction.atomic
def take_in_documents(*, offering: Offering, sent: Sent, by: Any, now: Clock = database_now) -> Sent:
    """Keeps the documents of a form among the vendor's evidence at once, whatever else is wrong with the form, and
    answers with them. Those that are at fault stay out, with their sentence in the form.

    Raises PermissionDenied, UnderReview, LockedByEditor.
    """
    require(by, "catalog.edit_offering", offering)
    if not sent.files:
        return sent
    refuse_while_held(offering, by=by)
    form = sent.part.form(offering.get_latest_revision_as_object(), sent.typed, sent.files)
    form.is_valid()
    typed = dict(sent.typed)
    faults: dict[str, Any] = {}
    for key, upload in form.uploads.items() if isinstance(form, AnswersForm) else ():
        wrong = {name: list(form.errors[name]) for name in (f"{key}_file", f"{key}_until") if name in form.errors}
        faults |= wrong
        if wrong:
            continue
        kept = keep_evidence(
            organisation=offering.vendor, file=upload.file, expires_on=upload.expires_on, by=by, now=now
        )
        typed[key] = [str(kept.pk)]
        typed.pop(f"{key}_until", None)
    return Sent(sent.part, typed, sent.latest_revision_id, faults=faults)


@transaction.atomic
def keep_unsaved(*, offering: Offering, sent: Sent, by: Any, now: Clock = database_now) -> UnsavedEntry:
    """Keeps what somebody has typed until they save or discard it: no revision, no audit event, theirs alone.

    Raises PermissionDenied, EntryTooLong.
    """
    require(by, "catalog.edit_offering", offering)
    if sum(len(text) for texts in sent.typed.values() for text in texts) > LONGEST_ENTRY:
        raise EntryTooLong
    entry, _ = UnsavedEntry.objects.update_or_create(
        person=by,
        offering=offering,
        part=sent.part.key,
        defaults={"typed": sent.typed, "revision_id": sent.latest_revision_id, "updated_at": now()},
    )
    return entry


def discard_unsaved(*, offering: Offering, part: Part, by: Any) -> None:
    """Forgets what somebody has typed and not saved. Raises PermissionDenied."""
    require(by, "catalog.edit_offering", offering)
    UnsavedEntry.objects.filter(person=by, offering=offering, part=part.key).delete()
