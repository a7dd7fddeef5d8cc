"""Opening a shortlist, putting offerings on it and taking them off, writing notes."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from .models import Shortlist, ShortlistEntry, ShortlistNote

MOST_ENTRIES = 200


class ShortlistFull(DomainError):
    sentence = (
        f"A shortlist holds up to {MOST_ENTRIES} offerings. Nothing was added. Remove some first, or open another list."
    )


class NotListedNow(InvalidInput):
    """Only what the public can find is put on a list."""

    def __init__(self, offering: Offering) -> None:
        super().__init__(f"{offering.name} is not in the catalogue at the moment. Take it out and add the others.")


@transaction.atomic
def open_shortlist(*, title: str, agency: Organisation, by: Any, now: Clock = database_now) -> Shortlist:
    """Opens an empty list that everybody at the agency sees. Raises PermissionDenied, InvalidInput."""
    require(by, "catalog.open_shortlist", agency)
    title = " ".join(title.split())
    if not title:
        raise InvalidInput("The new shortlist has no name. Say in a few words what it is for.")
    at = now()
    reference = take_reference("S", at=at)
    shortlist = Shortlist.objects.create(reference=reference, agency=agency, title=title, opened_by=by, opened_at=at)
    record(action="catalog.shortlist.opened", obj=shortlist, by=by, at=at)
    return shortlist


def _lock(shortlist: Shortlist) -> Shortlist:
    return Shortlist.objects.select_for_update().get(pk=shortlist.pk)


@transaction.atomic
def add_to_shortlist(
    *, shortlist: Shortlist, offerings: Sequence[Offering], note: str = "", by: Any, now: Clock = database_now
) -> list[ShortlistEntry]:
    """Puts offerings on the list, those removed before again, with one note for each. Twice is as once.

    Raises PermissionDenied, NotListedNow, ShortlistFull.
    """
    require(by, "catalog.change_shortlist", shortlist)
    shortlist = _lock(shortlist)
    at = now()
    listed = set(Offering.objects.listed().filter(pk__in=[row.pk for row in offerings]).values_list("pk", flat=True))
    for offering in offerings:
        if offering.pk not in listed:
            raise NotListedNow(offering)
    known = {entry.offering_id: entry for entry in shortlist.entries.all()}
    standing = sum(entry.removed_at is None for entry in known.values())
    new = [row for row in offerings if row.pk not in known or known[row.pk].removed_at]
    if standing + len(new) > MOST_ENTRIES:
        raise ShortlistFull
    for offering in new:
        if entry := known.get(offering.pk):
            _stand_again(entry)
        else:
            known[offering.pk] = ShortlistEntry.objects.create(
                shortlist=shortlist, offering=offering, offering_name=offering.name, added_by=by, added_at=at
            )
    if text := note.strip():
        ShortlistNote.objects.bulk_create(
            ShortlistNote(entry=known[row.pk], text=text, by=by, at=at) for row in offerings
        )
    if new:
        data = {"offerings": [row.slug for row in new]}
        record(action="catalog.shortlist.added", obj=shortlist, by=by, at=at, data=data)
    return [known[row.pk] for row in offerings]


@transaction.atomic
def remove_from_shortlist(*, entry: ShortlistEntry, by: Any, now: Clock = database_now) -> ShortlistEntry:
    """Takes an offering off the list; it can be put back. Once removed it stays as the first removal left it."""
    require(by, "catalog.change_shortlist", entry.shortlist)
    _lock(entry.shortlist)
    entry = ShortlistEntry.objects.select_related("shortlist").get(pk=entry.pk)
    if entry.removed_at is None:
        entry.removed_by, entry.removed_at = by, now()
        entry.save(update_fields=["removed_by", "removed_at"])
        data = {"offering": entry.offering_name}
        record(action="catalog.shortlist.removed", obj=entry.shortlist, by=by, at=entry.removed_at, data=data)
    return entry


@transaction.atomic
def put_back(*, entry: ShortlistEntry, by: Any, now: Clock = database_now) -> ShortlistEntry:
    """Takes a removal back. Raises PermissionDenied, ShortlistFull."""
    require(by, "catalog.change_shortlist", entry.shortlist)
    shortlist = _lock(entry.shortlist)
    entry = ShortlistEntry.objects.select_related("shortlist").get(pk=entry.pk)
    if entry.removed_at is None:
        return entry
    if shortlist.entries.standing().count() >= MOST_ENTRIES:
        raise ShortlistFull
    _stand_again(entry)
    data = {"offering": entry.offering_name}
    record(action="catalog.shortlist.put_back", obj=shortlist, by=by, at=now(), data=data)
    return entry


def _stand_again(entry: ShortlistEntry) -> None:
    entry.removed_by = entry.removed_at = None
    entry.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def write_note(*, entry: ShortlistEntry, text: str, by: Any, now: Clock = database_now) -> ShortlistNote:
    """Adds a note that the agency's people read. Raises PermissionDenied, InvalidInput."""
    require(by, "catalog.change_shortlist", entry.shortlist)
    if not text.strip():
        raise InvalidInput("The note is empty. Write what your colleagues should know.")
    return ShortlistNote.objects.create(entry=entry, text=text.strip(), by=by, at=now())
