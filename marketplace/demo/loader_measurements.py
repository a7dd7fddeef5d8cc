"""Fills the story's contracts with measurements month by month, closes the months and grants what was missed."""

import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import transaction

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.service_levels.actions import (
    approve_exclusion,
    close_period,
    grant_credit,
    load_measurements,
    request_exclusion,
)
from contracts.service_levels.arithmetic.timelines import CheckStatus
from contracts.service_levels.models import Exclusion
from contracts.service_levels.models.credits import FOUR_EYES_FROM
from contracts.service_levels.readings import Reading
from marketplace.clock import Clock
from marketplace.permissions import SYSTEM

from . import world
from .histories import ZONE, Row, Story, Told, history, local, month_before
from .loader_orders import clock, contract_order
from .loader_people import Cast

# A month's rows arrive on its last day and a little later, so that nothing of it hangs on the next batch.
BATCHES_BEGIN_ON = 2
AN_HOUR = datetime.timedelta(hours=1)
CLOSED_ON, CLOSED_AT = 3, datetime.time(6)
ACCEPTED_AFTER = datetime.timedelta(days=2, hours=8)
# How long before its start each kind of maintenance was asked for, and agreed.
BEFORE = {
    Exclusion.Kind.MAINTENANCE: (datetime.timedelta(days=12), datetime.timedelta(days=7)),
    Exclusion.Kind.EMERGENCY: (datetime.timedelta(hours=3), AN_HOUR),
}


def load_histories(cast: Cast, *, today: datetime.date, now: Clock) -> int:
    """Measure every contract of the story that has no measurements yet. Returns how many."""
    measured = 0
    for record in world.story()["contracts"]:
        term = measured_term(contract_order(record).contract)
        if term and not term.evidence_batches.exists():
            with transaction.atomic():
                _agree_maintenance(cast, record, term, today)
                measured += _measure(cast, record, term, today, now())
    return measured


def measured_term(contract: Contract) -> ServiceLevelTerm | None:
    """The service level of a contract that is measured by time in service."""
    return contract.service_level_terms.filter(within_minutes=None).select_related("contract").first()


def told_story(record: world.Record, term: ServiceLevelTerm) -> Story:
    """How the contract's service fared, as the generator of histories wants it."""
    return Story(
        service_id=f"{record['agency']}--{record['offering']}",
        target=term.target,
        missed_months=frozenset(record["missed_months"]),
        outages=tuple(map(_told, record.get("outages", ()))),
        silences=tuple(map(_told, record.get("silences", ()))),
        minimum_outage_minutes=term.minimum_outage_seconds // 60,
    )


def _told(event: world.Record) -> Told:
    return Told(
        months_ago=event["months_ago"],
        day=event["day"],
        at=datetime.time.fromisoformat(event["at"]),
        minutes=event["minutes"],
        weekday=event.get("weekday"),
    )


def _agree_maintenance(cast: Cast, record: world.Record, term: ServiceLevelTerm, today: datetime.date) -> None:
    for kind, (asked_before, agreed_before) in BEFORE.items():
        if kind not in record:
            continue
        when = _told(record[kind]).span(today)
        exclusion = request_exclusion(
            term=term,
            kind=kind,
            starts_at=when.start,
            ends_at=when.end,
            reason=record[kind]["reason"],
            by=cast.binding(term.contract.vendor),
            now=clock(when.start - asked_before),
        )
        agreed = clock(when.start - agreed_before)
        approve_exclusion(exclusion=exclusion, by=cast.person("contract-manager"), now=agreed)


def _measure(
    cast: Cast, record: world.Record, term: ServiceLevelTerm, today: datetime.date, now: datetime.datetime
) -> bool:
    """Load batch after batch, each at its time, and after each close the months it completes. False without rows."""
    handed_over = month_before(today, record["handed_over_months_ago"])
    begins = max(_midnight(term.contract.starts_on), _midnight(month_before(today, record["measured_months"])))
    ends = _midnight(term.contract.ends_on)
    rows = [row for row in history(told_story(record, term), today=today) if begins <= row.at < ends]
    if not rows:
        return False
    measured_by = cast.organisations[world.state()["broker_office"]]
    by, to_close = cast.person("contract-manager"), _local_day(rows[0].at).replace(day=1)
    for month, batch in groupby(rows, key=lambda row: max(_arrives_with(row), handed_over)):
        following = month_before(month, -1)
        loaded_at = min(_midnight(following.replace(day=BATCHES_BEGIN_ON)) + AN_HOUR, now)
        closed_at = min(local(datetime.datetime.combine(following.replace(day=CLOSED_ON), CLOSED_AT)), now)
        load_measurements(
            term=term, readings=map(_reading, batch), by=by, measured_by=measured_by, now=clock(loaded_at)
        )
        while to_close <= month and _midnight(to_close) < ends and _midnight(following) <= now:
            _close(cast, term, to_close, closed_at, now)
            to_close = month_before(to_close, -1)
    return True


def _local_day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(ZoneInfo(ZONE)).date()


def _arrives_with(row: Row) -> datetime.date:
    """The month whose batch brings a row: from its second day to the next month's first, that one included."""
    return (_local_day(row.at) - datetime.timedelta(days=BATCHES_BEGIN_ON - 1)).replace(day=1)


def _reading(row: Row) -> Reading:
    return Reading(0, row.service_id, row.at, CheckStatus(row.status), row.http_code, row.response_ms)


def _close(
    cast: Cast, term: ServiceLevelTerm, month: datetime.date, closed_at: datetime.datetime, now: datetime.datetime
) -> None:
    result, _ = close_period(term=term, period=month, by=SYSTEM, now=clock(closed_at))
    accepted_at = closed_at + ACCEPTED_AFTER
    if accepted_at <= now:
        for credit in result.service_credits.standing().filter(amount__lt=FOUR_EYES_FROM).select_related("debtor"):
            grant_credit(credit=credit, by=cast.binding(credit.debtor), now=clock(accepted_at))


def _midnight(day: datetime.date) -> datetime.datetime:
    return local(datetime.datetime.combine(day, datetime.time()))
