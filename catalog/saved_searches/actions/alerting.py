"""Telling owners what is new: each hit once, in one transaction with its notice."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from catalog.offerings.models import Offering
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM, require

from ..links import unsubscribe_token
from ..models import SavedSearch, SavedSearchHit
from ..timing import is_due, zone_of
from .matching import keep_fitting

Frequency = SavedSearch.Frequency
NAMED_IN_ALERT = 20
KEPT_AFTER_REMOVAL = datetime.timedelta(days=30)


@transaction.atomic
def tell_of_new(*, search_id: int, now: Clock = database_now) -> int:
    """Tells the owner of a search what is new, where an alert is due; returns how many offerings that were.

    The notice and the note of what was told are one transaction: nothing is told twice, and what a killed worker left
    untold is told by the next.
    """
    rows = SavedSearch.objects.standing().with_zone(at=now()).select_for_update(of=["self"]).select_related("user")
    search, at = rows.filter(pk=search_id).first(), now()
    if search is None or not is_due(search, at=at, zone=zone_of(search)):
        return 0
    if because := _ended(search):
        end_alerts(search=search, because=because, at=at)
        return 0
    if search.frequency != Frequency.INSTANT:
        keep_fitting([search], at=at)
        search.looked_at = at
        search.save(update_fields=["looked_at"])
    waiting = search.hits.waiting().filter(offering__in=Offering.objects.listed())
    hits = list(waiting.select_related("offering__vendor").order_by("-since", "pk"))
    if hits:
        _tell(search, hits, at=at)
        SavedSearchHit.objects.filter(pk__in=[hit.pk for hit in hits]).update(told_at=at)
    return len(hits)


@transaction.atomic
def end_alerts(*, search: SavedSearch, because: str, at: datetime.datetime) -> None:
    """Ends alerts whose reader is gone; the search keeps the reason, for the day they come back."""
    require(SYSTEM, "catalog.end_alerts", search)
    search.frequency, search.ended_because = Frequency.NONE, because
    search.save(update_fields=["frequency", "ended_because"])
    data = {"because": because}
    record(action="catalog.saved_search.alerts_ended", obj=search, by=SYSTEM, at=at, data=data)


def due_searches(*, now: Clock = database_now) -> list[int]:
    """Ids of the searches whose daily or weekly alert may be due; telling looks again, behind the lock."""
    at = now()
    rows = SavedSearch.objects.standing().filter(frequency__in=[Frequency.DAILY, Frequency.WEEKLY])
    rows = rows.with_zone(at=at).select_related("user").order_by("pk")
    return [row.pk for row in rows if is_due(row, at=at, zone=zone_of(row))]


def waiting_searches() -> list[int]:
    """Ids of the searches with alerts at once that have something to tell."""
    rows = SavedSearch.objects.standing().filter(frequency=Frequency.INSTANT, hits__told_at__isnull=True)
    return list(rows.order_by("pk").distinct().values_list("pk", flat=True))


@transaction.atomic
def forget_removed(*, now: Clock = database_now) -> int:
    """Deletes what was removed a month ago and not brought back; returns how many searches that were."""
    old = SavedSearch.objects.filter(removed_at__lt=now() - KEPT_AFTER_REMOVAL)
    count = old.count()
    old.delete()
    return count


def _ended(search: SavedSearch) -> str:
    if not search.user.is_active:
        return "The account was closed."
    if search.as_member and not search.user.standing:
        return "You no longer belong to an organisation here."
    return ""


def _tell(search: SavedSearch, hits: Sequence[SavedSearchHit], *, at: datetime.datetime) -> None:
    lines = [_line(hit.offering) for hit in hits[:NAMED_IN_ALERT]]
    if more := len(hits) - len(lines):
        lines.append(f"and {more} more.")
    what = hits[0].offering.name if len(hits) == 1 else f"{len(hits)} offerings"
    notify(
        recipients=[search.user],
        key=f"catalog.saved_search.{search.pk}.{at.isoformat()}",
        subject=f"New in “{search.name}”: {what}",
        body="\n".join(["Now in the catalogue and fitting your search:", "", *lines]),
        address=search.get_absolute_url(),
        unsubscribe=reverse("saved_search_unsubscribe", args=[unsubscribe_token(search)]),
        at=at,
    )


def _line(offering: Offering) -> str:
    return f"{offering.name}, by {offering.vendor.name}: {settings.SITE_ADDRESS}{offering.get_absolute_url()}"
