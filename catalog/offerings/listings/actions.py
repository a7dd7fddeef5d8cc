"""Offerings sent by a vendor's system: drafted, changed, sent for review. Every save ends in offerings/actions.py."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from catalog.offerings.actions import (
    Contents,
    create_offering,
    edit_offering,
    refuse_while_held,
    submit_for_moderation,
)
from catalog.offerings.models import Offering
from catalog.offerings.uploads.columns import OF_AVAILABILITY
from catalog.offerings.uploads.matching import content_of, topic_ids
from catalog.offerings.uploads.rows import Entry
from catalog.offerings.uploads.versions import Content, put_into
from catalog.taxonomy.models import Topic
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, StaleForm
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from .documents import Said, document_of, read_listing

# Of an offering that is there, what every row of a spreadsheet names.
NAMED = ("code", "name", "service_models", "deployment")
NO_CODE = "-"


class CodeTaken(DomainError):
    sentence = (
        "You have an offering with this code already, so no second one was drafted. Change that one, or send another "
        "code."
    )


class ListingChanged(StaleForm):
    """Somebody changed it since the version that the sender read: both stand beside the refusal."""

    sentence = (
        "Somebody changed this offering after the version that you name. Nothing of yours was saved over theirs. "
        "“current” is what stands there now and “sent” is yours: put them together and send it with the newer version."
    )

    def __init__(self, stored: Offering, sent: Said) -> None:
        super().__init__()
        current = document_of(stored.get_latest_revision_as_object()) | {"version": stored.latest_revision_id}
        self.beside = {"current": current, "sent": dict(sent)}


@transaction.atomic
def draft_listing(*, vendor: Organisation, said: Said, by: Any, now: Clock = database_now) -> Offering:
    """Drafts an offering as a document says it. Raises PermissionDenied, ListingRefused, CodeTaken, InvalidInput."""
    blank = Offering(vendor=vendor, invented=vendor.invented, live=False)
    require(by, "catalog.create_offering", blank)
    Organisation.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    entry = read_listing(said, vendor=vendor)
    if Offering.objects.filter(vendor=vendor, vendor_code=entry.code).exists():
        raise CodeTaken
    fields, contents, _ = _said_by(entry, blank.serializable_data())
    return create_offering(
        vendor=vendor,
        fields=fields,
        contents=contents,
        vendor_code=entry.code,
        invented=vendor.invented,
        by=by,
        now=now,
    )


@transaction.atomic
def change_listing(*, offering: Offering, said: Said, version: int, by: Any, now: Clock = database_now) -> Offering:
    """Saves what a document says as the newest version; nothing where it says what stands there.

    `version` is the one that its sender read. Raises PermissionDenied; UnderReview, LockedByEditor; ListingChanged;
    ListingRefused; InvalidInput.
    """
    require(by, "catalog.edit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    refuse_while_held(stored, by=by)
    if stored.latest_revision_id != version:
        raise ListingChanged(stored, said)
    standing = document_of(stored.get_latest_revision_as_object())
    named = {name: said.get(name) or standing[name] for name in NAMED} | {"code": standing["code"] or NO_CODE}
    entry = read_listing({**said, **named}, vendor=stored.vendor)
    fields, contents, differs = _said_by(entry, content_of(stored))
    if differs:
        edit_offering(offering=stored, fields=fields, contents=contents, latest_revision_id=version, by=by, now=now)
        stored.refresh_from_db()
    return stored


@transaction.atomic
def send_listing(*, offering: Offering, version: int, by: Any) -> Offering:
    """Sends the version that its sender read for review.

    Raises PermissionDenied; AlreadyUnderReview; ListingChanged; PublicationRefused where something is missing.
    """
    require(by, "catalog.submit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    if not stored.workflow_in_progress and stored.latest_revision_id != version:
        raise ListingChanged(stored, {"version": version})
    return submit_for_moderation(offering=stored, by=by)


def _said_by(entry: Entry, content: Content) -> tuple[Mapping[str, Any], Contents, bool]:
    """What an entry makes of a version’s content, as fields and rows, and whether that is anything else."""
    known = topic_ids()
    ids = [known[name] for name in entry.topics]
    after = put_into(content, entry, ids, lambda model: None)
    made = Offering.from_serializable_data(after, check_fks=False)
    fields = {name: getattr(made, name) for name in entry.fields if name not in OF_AVAILABILITY}
    contents = Contents(
        topics=list(Topic.objects.filter(pk__in=ids)) if ids else None,
        plans=list(made.plans.all()) if entry.plans else None,
        service_levels=list(made.service_levels.all()) if "availability" in entry.fields else None,
    )
    return fields, contents, after != content
