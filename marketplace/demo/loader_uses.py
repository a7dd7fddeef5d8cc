"""Loads which of the state's bodies use what: those with a contract of the story, and others from before."""

import datetime
from collections import Counter

from catalog.offerings.changes import note_changes
from catalog.offerings.models import AgencyUse, Offering, OfferingFacts
from contracts.agreements.models import Contract

from . import world
from .histories import month_before
from .loader_people import Cast

OLDEST_USE_MONTHS_AGO = 38
MONTHS_BETWEEN_USES = 2


def load_uses(cast: Cast, *, today: datetime.date, at: datetime.datetime) -> int:
    """Note each use that is not known, and count the users anew where one came. Returns how many were new."""
    offerings = dict(Offering.objects.filter(invented=True).values_list("slug", "pk"))
    since = {
        (offerings[slug], cast.organisations[key].pk): started_on
        for slug, keys in world.story()["uses"].items()
        for key, started_on in zip(keys, _starts(today), strict=False)
    }
    since |= {
        (offering_id, agency_id): starts_on
        for offering_id, agency_id, starts_on in Contract.objects.filter(offering__invented=True).values_list(
            "offering_id", "agency_id", "starts_on"
        )
    }
    known = set(AgencyUse.objects.filter(offering__invented=True).values_list("offering_id", "agency_id"))
    missing = {pair: started_on for pair, started_on in since.items() if pair not in known}
    first_users = _first_users(since)
    AgencyUse.objects.bulk_create(
        AgencyUse(
            offering_id=offering_id,
            agency_id=agency_id,
            kind=AgencyUse.Kind.INITIAL if first_users[offering_id] == agency_id else AgencyUse.Kind.REUSE,
            ato_on=started_on,
        )
        for (offering_id, agency_id), started_on in missing.items()
    )
    _count_users({offering_id for offering_id, _ in missing}, at)
    return len(missing)


def _starts(today: datetime.date) -> list[datetime.date]:
    months = range(OLDEST_USE_MONTHS_AGO, 0, -MONTHS_BETWEEN_USES)
    return [month_before(today, months_ago) for months_ago in months]


def _first_users(since: dict[tuple[int, int], datetime.date]) -> dict[int, int]:
    """The agency that used each offering first."""
    latest_first = sorted(since.items(), key=lambda use: use[1], reverse=True)
    return {offering_id: agency_id for (offering_id, agency_id), _ in latest_first}


def _count_users(offering_ids: set[int], at: datetime.datetime) -> None:
    pairs = AgencyUse.objects.filter(offering__in=offering_ids).values_list("offering_id", "agency_id").distinct()
    users = Counter(offering_id for offering_id, _ in pairs)
    OfferingFacts.objects.bulk_create(
        [OfferingFacts(offering_id=pk, used_by_count=count, updated_at=at) for pk, count in users.items()],
        update_conflicts=True,
        unique_fields=["offering"],
        update_fields=["used_by_count", "updated_at"],
    )
    note_changes(offering_ids=list(offering_ids), at=at)
