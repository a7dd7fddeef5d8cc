"""Loads the framework agreements of the story: prepared by one officer, signed by another person, one amended."""

import datetime
from decimal import Decimal

from django.db import transaction

from catalog.taxonomy.models import Lot
from contracts.frameworks.actions import (
    AmendedTerms,
    FrameworkTerms,
    LotTerms,
    approve_framework_proposal,
    draft_framework,
    propose_framework_amendment,
    sign_framework,
    sign_lot,
)
from contracts.frameworks.models import Framework, LotVendor

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

A_MONTH_OF_DAYS = 30


def load_frameworks(cast: Cast, *, today: datetime.date) -> int:
    """Conclude each agreement of the story that is not there yet, oldest first. Returns how many were new."""
    known = set(Framework.objects.values_list("title", flat=True))
    missing = [record for record in world.story()["frameworks"] if record["title"] not in known]
    for record in missing:
        with transaction.atomic():
            _conclude(cast, record, today)
    return len(missing)


def _conclude(cast: Cast, record: world.Record, today: datetime.date) -> None:
    starts_on = month_before(today, record["months_ago"])
    prepared = clock(at_work(starts_on - datetime.timedelta(days=32)))
    terms = _terms(cast, record, starts_on)
    framework = draft_framework(terms=terms, by=cast.person(record["prepared_by"]), now=prepared)
    if record["until"] == "draft":
        return
    signed = clock(at_work(starts_on - datetime.timedelta(days=9)))
    framework = sign_framework(framework=framework, version=framework.version, by=cast.person("cio"), now=signed)
    _sign_lots(cast, framework, at_work(starts_on - datetime.timedelta(days=5)))
    for told in record.get("amendments", ()):
        _amend(cast, framework, told, today)


def _sign_lots(cast: Cast, framework: Framework, at: datetime.datetime, *, waits_for: str = "") -> None:
    """Each vendor its lots, in the version that stands, but for one that has not found the time."""
    digest = framework.versions.last().digest
    places = LotVendor.objects.filter(lot__framework=framework).exclude(vendor__slug=waits_for)
    for place in places.select_related("vendor", "lot__lot"):
        sign_lot(place=place, digest=digest, by=cast.binding(place.vendor), now=clock(at))


def _terms(cast: Cast, record: world.Record, starts_on: datetime.date) -> FrameworkTerms:
    lots = {lot.code: lot for lot in Lot.objects.all()}
    return FrameworkTerms(
        title=record["title"],
        purpose=record["purpose"],
        ceiling=Decimal(record["ceiling"]),
        change_limit_percent=Decimal(record["change_limit"]),
        starts_on=starts_on,
        last_order_on=_later(starts_on, record["months_for_orders"]),
        ends_on=_later(starts_on, record["months_in_all"]),
        levels=record["levels"],
        members=[cast.organisations[key] for key in record["members"]],
        lots=[
            LotTerms(lots[part["lot"]], Decimal(part["ceiling"]), [cast.organisations[key] for key in part["vendors"]])
            for part in record["lots"]
        ],
    )


def _later(day: datetime.date, months: int) -> datetime.date:
    return day + datetime.timedelta(days=months * A_MONTH_OF_DAYS)


def _amend(cast: Cast, framework: Framework, told: world.Record, today: datetime.date) -> None:
    lots = {part.pk: Decimal(told["lots"].get(part.lot_id, part.ceiling)) for part in framework.lots.all()}
    terms = AmendedTerms(
        Decimal(told["ceiling"]), _later(framework.last_order_on, told["months_more"]), framework.ends_on, lots
    )
    said = {"grounds": told["grounds"], "rationale": told["rationale"], "version": framework.version}
    at = clock(at_work(month_before(today, told["months_ago"])))
    by = cast.person("contract-manager")
    proposal = propose_framework_amendment(framework=framework, terms=terms, by=by, now=at, **said)
    approve_framework_proposal(proposal=proposal, by=cast.person("cio"), now=at)
    after = at_work(month_before(today, told["months_ago"]) + datetime.timedelta(days=3))
    _sign_lots(cast, framework, after, waits_for=told["not_signed_by"])
