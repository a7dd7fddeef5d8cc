"""Takes in which agency uses what, from a file in the format of the publisher's usage list."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count

from marketplace.clock import Clock, database_now
from marketplace.files.intake import DryRun, EntryRefused, Report, read_date, read_text
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.slugs import free_slug

from .changes import note_changes
from .imports import note_batch
from .models import AgencyUse, Offering, OfferingFacts

COLUMNS = ("offering_id", "agency_id", "agency", "kind", "ato_date")


class Use(NamedTuple):
    """One row of the file."""

    offering: str
    agency: str
    agency_name: str
    kind: str
    ato_on: datetime.date | None
    expires_on: datetime.date | None


def read_use(row: Mapping[str, Any]) -> Use:
    """The facts of one row. Raises EntryRefused."""
    use = Use(
        offering=read_text(row, "offering_id", longest=60, needed=True),
        agency=read_text(row, "agency_id", longest=100, needed=True),
        agency_name=read_text(row, "sub_agency", longest=200) or read_text(row, "agency", longest=200, needed=True),
        kind=read_text(row, "kind", longest=20, needed=True),
        ato_on=read_date(row, "ato_date"),
        expires_on=read_date(row, "expires_on"),
    )
    if use.kind not in AgencyUse.Kind.values:
        raise EntryRefused(f"Its kind “{use.kind}” is not known. Known are: initial, reuse.")
    if use.ato_on and use.expires_on and use.expires_on < use.ato_on:
        raise EntryRefused(f"It ends ({use.expires_on}) before it begins ({use.ato_on}).")
    return use


def import_usage(
    *,
    rows: Iterable[Any],
    source: str,
    file_name: str,
    digest: str,
    by: Any,
    dry_run: bool = False,
    now: Clock = database_now,
) -> Report:
    """Upserts uses of offerings and counts the agencies of each. Safe to repeat. Raises PermissionDenied."""
    require(by, "catalog.import_offerings")
    report = Report()
    try:
        with transaction.atomic():
            _take_in(rows, source, report, now())
            if report.created or report.changed:
                note_batch("catalog.usage_imported", file_name, digest, report, by, now())
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def _take_in(rows: Iterable[Any], source: str, report: Report, at: datetime.datetime) -> None:
    offerings = dict(Offering.objects.filter(source=source).values_list("source_id", "pk"))
    uses: list[Use] = []
    for place, row in enumerate(rows, start=1):
        try:
            use = read_use(row)
            if use.offering not in offerings:
                raise EntryRefused("No offering with this id is known. Import the offerings first.")
            uses.append(use)
        except EntryRefused as refused:
            report.refuse(place, row.get("offering_id"), refused)
    agencies = _agencies({use.agency: use.agency_name for use in uses}, source)
    ends: dict[tuple, datetime.date | None] = {}
    for use in uses:
        key = offerings[use.offering], agencies[use.agency], use.kind, use.ato_on
        ends[key] = max(filter(None, (ends.get(key), use.expires_on)), default=None)
    touched = _upsert(ends, report)
    _count_agencies(touched, at)


def _agencies(names: Mapping[str, str], source: str) -> dict[str, int]:
    """Ids by the source's id; an agency that the register lacks is made from the name in the file."""
    agencies = Organisation.objects.filter(source=source, source_id__in=names)
    known = dict(agencies.values_list("source_id", "pk"))
    taken = set(Organisation.objects.values_list("slug", flat=True)) if names.keys() - known.keys() else set()
    made = []
    for source_id in sorted(names.keys() - known.keys()):
        name = names[source_id]
        slug = free_slug(name, taken)
        taken.add(slug)
        made.append(
            Organisation(
                kind="agency", level="federal", name=name, sort_name=name.casefold(), slug=slug, source=source,
                source_id=source_id,
            )
        )  # fmt: skip
    return known | {each.source_id: each.pk for each in Organisation.objects.bulk_create(made)}


def _upsert(ends: Mapping[tuple, datetime.date | None], report: Report) -> set[int]:
    """Writes what is new or ends on another day. Returns the ids of the offerings concerned."""
    ids = {key[0] for key in ends}
    stored = {
        (use.offering_id, use.agency_id, use.kind, use.ato_on): use
        for use in AgencyUse.objects.filter(offering_id__in=ids)
    }
    new, changed = [], []
    for key, expires_on in ends.items():
        if key not in stored:
            offering_id, agency_id, kind, ato_on = key
            use = AgencyUse(offering_id=offering_id, agency_id=agency_id, kind=kind, ato_on=ato_on)
            use.expires_on = expires_on
            new.append(use)
        elif stored[key].expires_on != expires_on:
            stored[key].expires_on = expires_on
            changed.append(stored[key])
    AgencyUse.objects.bulk_create(new, 2_000)
    AgencyUse.objects.bulk_update(changed, ["expires_on"], 500)
    report.created, report.changed, report.same = len(new), len(changed), len(ends) - len(new) - len(changed)
    return {use.offering_id for use in (*new, *changed)}


def _count_agencies(offering_ids: set[int], at: datetime.datetime) -> None:
    """Keeps the number of agencies beside each offering, and tells search where it changed."""
    counted = AgencyUse.objects.filter(offering_id__in=offering_ids).values_list("offering_id")
    counts = dict(counted.annotate(number=Count("agency", distinct=True)))
    was = dict(OfferingFacts.objects.filter(offering_id__in=offering_ids).values_list("offering_id", "used_by_count"))
    different = {pk: number for pk, number in counts.items() if was.get(pk) != number}
    OfferingFacts.objects.bulk_create(
        [OfferingFacts(offering_id=pk, used_by_count=number, updated_at=at) for pk, number in different.items()],
        2_000,
        update_conflicts=True,
        unique_fields=["offering"],
        update_fields=["used_by_count", "updated_at"],
    )
    note_changes(offering_ids=different, at=at)
