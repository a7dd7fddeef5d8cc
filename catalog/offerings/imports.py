"""Takes a file of listings in: set-based, safe to repeat, one audit event a batch. A bad entry never stops the rest."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.functions import Upper

from catalog.taxonomy.models import Assessor, Topic
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.files.intake import DryRun, EntryRefused, Refusal, Report
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.slugs import free_slug

from .changes import note_changes
from .listed_rows import change_offerings, insert_offerings
from .listing_entry import Listing, read_listing
from .models import Offering

ONE_IMPORT_AT_A_TIME = 20_261_124  # the advisory lock
MOST_REFUSALS_AUDITED = 100


def import_listings(
    *,
    entries: Iterable[Any],
    source: str,
    file_name: str,
    digest: str,
    by: Any,
    dry_run: bool = False,
    now: Clock = database_now,
) -> Report:
    """Upserts listed offerings by their source's id, with vendors, topics and assessors.

    The source's facts stand over what an editor changed in them; all other fields stay. What somebody reviews, locks
    or schedules at the moment is held back and reported. Raises PermissionDenied.
    """
    require(by, "catalog.import_offerings")
    report = Report()
    listings = read_all(entries, report)
    try:
        with transaction.atomic():
            _take_in(listings, source, report, now)
            if report.created or report.changed:
                note_batch("catalog.offerings_imported", file_name, digest, report, by, now())
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def read_all(entries: Iterable[Any], report: Report) -> list[tuple[int, Listing]]:
    """The entries that can be taken, with their places; the others go on the report."""
    taken: dict[str, tuple[int, Listing]] = {}
    for place, entry in enumerate(entries, start=1):
        try:
            listing = read_listing(entry)
            if listing.source_id in taken:
                raise EntryRefused(f"Entry {taken[listing.source_id][0]} has the same id.")
        except EntryRefused as refused:
            report.refuse(place, entry.get("id") if isinstance(entry, dict) else None, refused)
        else:
            taken[listing.source_id] = place, listing
    return list(taken.values())


def _take_in(listings: Sequence[tuple[int, Listing]], source: str, report: Report, now: Clock) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    at = now()
    rows = [listing for _, listing in listings]
    vendors = take_in_vendors(rows, source)
    named = {
        "vendor": vendors,
        "assessor": _ids_by_name(Assessor, {row.assessor for row in rows} - {""}),
        "topic": _ids_by_name(Topic, {name for row in rows for name in row.topics}),
    }
    known = dict(Offering.objects.filter(source=source).values_list("source_id", "pk"))
    new = sorted((row for row in rows if row.source_id not in known), key=lambda row: row.source_id)
    created = insert_offerings(new, _slugs(new), source=source, named=named, at=at)
    changed, held = change_offerings([row for row in rows if row.source_id in known], known, named=named, at=at)
    note_changes(offering_ids=[*created, *changed], at=at)
    places = {listing.source_id: place for place, listing in listings}
    report.refusals += [Refusal(places[source_id], source_id, why) for source_id, why in held.items()]
    report.created, report.changed = len(created), len(changed)
    report.same = len(rows) - len(created) - len(changed) - len(held)


def _slugs(new: Sequence[Listing]) -> list[str]:
    """One for each, the same whatever the order of the file: a clash is settled by the order of ids."""
    taken = set(Offering.objects.values_list("slug", flat=True)) if new else set()
    slugs = []
    for row in new:
        slugs.append(free_slug(row.name, taken))
        taken.add(slugs[-1])
    return slugs


def vendor_key(name: str) -> str:
    """The source names vendors and does not number them, so that the name is their id."""
    return f"csp:{name}"


def take_in_vendors(rows: Sequence[Listing], source: str) -> dict[str, int]:
    """Makes the organisations that are missing, fills in what is newly known, and gives the ids by name."""
    wanted: dict[str, Listing] = {}
    for row in rows:
        first = wanted.setdefault(row.vendor, row)
        if row.registration_number and not first.registration_number:
            wanted[row.vendor] = first._replace(registration_number=row.registration_number)
    known = {
        each.source_id: each
        for each in Organisation.objects.filter(source=source, source_id__in=[vendor_key(name) for name in wanted])
    }
    _leave_numbers_where_they_are(wanted)
    missing = sorted(name for name in wanted if vendor_key(name) not in known)
    taken = set(Organisation.objects.values_list("slug", flat=True)) if missing else set()
    made = []
    for name in missing:
        slug = free_slug(name, taken)
        taken.add(slug)
        made.append(_vendor(name, slug, source, wanted[name]))
    made = Organisation.objects.bulk_create(made, 2_000)
    changed = [known[vendor_key(name)] for name, row in wanted.items() if _fill_in(known.get(vendor_key(name)), row)]
    Organisation.objects.bulk_update(changed, ["registration_number", "small_business"], 500)
    ids = {each.source_id: each.pk for each in (*known.values(), *made)}
    return {name: ids[vendor_key(name)] for name in wanted}


def _leave_numbers_where_they_are(wanted: dict[str, Listing]) -> None:
    """A registration number names one vendor: where another has it, as after a change of name, it stays there."""
    numbers = {row.registration_number.upper() for row in wanted.values()} - {""}
    numbered = Organisation.objects.vendors().annotate(number=Upper("registration_number")).filter(number__in=numbers)
    owner = dict(numbered.values_list("number", "source_id"))
    for name, row in sorted(wanted.items()):
        number = row.registration_number.upper()
        if number and owner.setdefault(number, vendor_key(name)) != vendor_key(name):
            wanted[name] = row._replace(registration_number="")


def _vendor(name: str, slug: str, source: str, row: Listing) -> Organisation:
    return Organisation(
        kind=Organisation.Kind.VENDOR,
        status=Organisation.Status.LISTED,
        name=name,
        sort_name=name.casefold(),
        slug=slug,
        source=source,
        source_id=vendor_key(name),
        registration_number=row.registration_number,
        small_business=row.small_business,
    )


def _fill_in(vendor: Organisation | None, row: Listing) -> bool:
    """Whether the file knows more of a vendor than we do."""
    if vendor is None:
        return False
    was = vendor.registration_number, vendor.small_business
    vendor.registration_number = row.registration_number or vendor.registration_number
    vendor.small_business = vendor.small_business if row.small_business is None else row.small_business
    return was != (vendor.registration_number, vendor.small_business)


def _ids_by_name(model: Any, names: set[str]) -> dict[str, int]:
    """The ids of topics or assessors, made where they are missing."""
    known = dict(model.objects.filter(name__in=names).values_list("name", "pk"))
    missing = sorted(names - known.keys())
    if model is Topic:
        taken = set(Topic.objects.values_list("slug", flat=True))
        made = []
        for name in missing:
            made.append(Topic(name=name, slug=free_slug(name, taken, longest=75)))
            taken.add(made[-1].slug)
    else:
        made = [model(name=name) for name in missing]
    return known | {each.name: each.pk for each in model.objects.bulk_create(made)}


def note_batch(action: str, file_name: str, digest: str, report: Report, by: Any, at: datetime.datetime) -> None:
    """One event for the whole batch; its object is the table, since it is about no single record."""
    left_out = [str(refusal) for refusal in report.refusals[:MOST_REFUSALS_AUDITED]]
    data = {"file": file_name, "sha256": digest, **report.counts, "left_out": left_out}
    record(action=action, obj=ContentType.objects.get_for_model(Offering), by=by, at=at, data=data, chain="catalog")
