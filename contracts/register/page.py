"""What the contract page shows: the chain, key figures, one month, twelve months, terms, what happened."""

import datetime
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum
from django.http import Http404
from django.utils import timezone

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.queries import life_context, signing_context
from contracts.deliveries.queries import deliveries_context
from contracts.exits.queries import exit_context
from contracts.service_levels.models import Dispute, Exclusion, Incident, PeriodResult, ServiceCredit
from contracts.service_levels.queries import (
    budgets_of,
    gaps_of,
    ledger,
    level_views,
    main_term,
    month_view,
    source_line,
)
from marketplace.business_time import local_midnight
from marketplace.components.charts.months import month_strip
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed

from .chain import chain_of
from .queries import is_party
from .story import story_of

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def month_of(text: str, contract: Contract, latest: datetime.date | None) -> datetime.date:
    """The month that the address names, or the last one with a result, or the first of the contract.

    Raises InvalidInput for what is no month, Http404 for a month outside the contract.
    """
    if not text:
        return latest or contract.starts_on.replace(day=1)
    match = MONTH.fullmatch(text)
    if match is None:
        raise InvalidInput("A month is written like 2026-10. Choose one from the contract’s page.")
    month = datetime.date(int(match[1]), int(match[2]), 1)
    if not contract.starts_on.replace(day=1) <= month < contract.ends_on:
        raise Http404(f"{contract.reference} does not run in that month.")
    return month


def contract_page_context(*, contract: Contract, reader: Any, month: str = "") -> dict[str, Any]:
    """Everything the page shows to this reader. Statements do not grow with months, results or orders."""
    terms = list(contract.service_level_terms.select_related("monitor").prefetch_related("tiers"))
    for promised in terms:
        promised.contract = contract
    results = PeriodResult.objects.latest_revisions().filter(term__contract=contract)
    latest = results.order_by("-period").values_list("period", flat=True).first()
    period = month_of(month, contract, latest)
    party, today = is_party(contract, reader), local_day(contract)
    context = {
        "contract": contract,
        "party": party,
        "inside": allowed(reader, "contracts.name_goal", contract),
        "sentence": _sentence(contract),
        "terms": terms,
        "story": story_of(contract, results),
        "ends_at": local_midnight(contract.end_day, contract.time_zone) - datetime.timedelta(minutes=1),
        "orders": contract.orders.order_by("pk").prefetch_related("shares__agency") if party else [],
        "may_tell": party and allowed(reader, "contracts.tell_seats", contract),
        "may_bill": party and allowed(reader, "contracts.import_costs", contract),
        "figures": _figures(contract, results),
        "now": timezone.now(),
        "today": today,
        **signing_context(contract, reader),
        **life_context(contract, reader, party=party, on=today),
        **deliveries_context(contract, reader, party=party, at=timezone.now(), on=today),
        **exit_context(contract, reader, party=party, at=timezone.now()),
    }
    return {**context, **_measured(contract, terms, period, reader, party)}


def local_day(contract: Contract) -> datetime.date:
    """Today in the contract's own zone: its days begin and end there."""
    return timezone.now().astimezone(ZoneInfo(contract.time_zone)).date()


def _sentence(contract: Contract) -> str:
    start, end = contract.starts_on, contract.last_day_on
    provider = contract.vendor.called_at(contract.signed_at)
    return f"{provider} for {contract.agency}, {start.day} {start:%B %Y} to {end.day} {end:%B %Y}."


def _figures(contract: Contract, results: Any) -> dict[str, Any]:
    """Periods met and credits so far, each in one statement."""
    judged = results.exclude(verdict=PeriodResult.Verdict.INSUFFICIENT_DATA)
    periods = judged.aggregate(all=Count("pk"), met=Count("pk", filter=Q(verdict=PeriodResult.Verdict.MET)))
    to_agency = ServiceCredit.objects.standing().filter(result__term__contract=contract, kind="credit")
    credits = to_agency.aggregate(total=Sum("amount"), count=Count("pk"))
    return {"periods": periods, "credits": {**credits, "total": credits["total"] or Decimal(0)}}


def _measured(
    contract: Contract, terms: list[ServiceLevelTerm], period: datetime.date, reader: Any, party: bool
) -> dict:
    """The parts that need a service level; empty where none is promised."""
    main = main_term(terms)
    if main is None:
        return {"term": None, "chain": chain_of(contract, party=party)}
    view = month_view(contract, period, main.code)
    levels = level_views(contract, terms, until=period, reader=reader, party=party)
    result = view.result
    strip = month_strip(month=period, zone=contract.time_zone, spans=view.spans, caption=_caption(contract))
    return {
        "term": view.term,
        "view": view,
        "result": result,
        "excluded_minutes": result.excluded_seconds / 60 if result else 0,
        "incidents": _incidents(contract, reader, view),
        "may_propose": party and allowed(reader, "contracts.propose_incident", Incident(contract=contract)),
        "is_final": result.is_final(at=timezone.now()) if result else False,
        "may_exclude": party and allowed(reader, "contracts.request_exclusion", Exclusion(term=view.term)),
        "may_load": party and allowed(reader, view.term.measuring_action, view.term),
        "may_dispute": party and _may_dispute(result, reader),
        "ledger": ledger(result) if result else [],
        "sources": source_line(result) if result else [],
        "strip": strip,
        "year_chart": next(level.chart for level in levels if level.term.pk == main.pk),
        "levels": levels,
        "budgets": budgets_of(contract, terms, at=timezone.now()),
        "gaps": gaps_of(contract, terms) if party else [],
        "previous_month": _shifted(period, -1, contract),
        "next_month": _shifted(period, 1, contract),
        "chain": chain_of(contract, result=result, party=party),
    }


def _incidents(contract: Contract, reader: Any, view: Any) -> Any:
    told = Incident.objects.filter(contract=contract).told_to(reader).touching(view.window)
    return told.exclude(status=Incident.Status.WITHDRAWN)


def _caption(contract: Contract) -> str:
    zone = contract.time_zone.rpartition("/")[2].replace("_", " ")
    return f"One column a day, midnight at the top, in the contract’s time zone ({zone})."


def _may_dispute(result: PeriodResult | None, reader: Any) -> bool:
    """Within the dispute days, nothing open yet, and the table lets the reader."""
    if result is None or result.dispute_ends_at <= timezone.now():
        return False
    undisputed = not any(dispute.status == "open" for dispute in result.disputes.all())
    return undisputed and allowed(reader, "contracts.dispute_result", Dispute(result=result))


def _shifted(period: datetime.date, by: int, contract: Contract) -> datetime.date | None:
    """The month before or after, where the contract runs in it and it has begun."""
    moved = (period + datetime.timedelta(days=31)).replace(day=1) if by > 0 else period - datetime.timedelta(days=1)
    moved = moved.replace(day=1)
    inside = contract.starts_on.replace(day=1) <= moved < min(contract.ends_on, timezone.localdate())
    return moved if inside else None
