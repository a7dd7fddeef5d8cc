"""What happened to a contract, newest first, told from the records that everybody may read."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from contracts.agreements.models import Contract
from contracts.exits.queries import told_suspensions
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.components.formats import money, percent_down

EVENTS_SHOWN = 8


@dataclass(frozen=True)
class Event:
    """One entry of the timeline; `tone` as in the component: "ok", "bad" or nothing."""

    when: datetime.datetime
    what: str
    detail: str = ""
    tone: str = ""


def story_of(contract: Contract, results: QuerySet[PeriodResult]) -> list[Event]:
    """Signing, amendments, closed months, credits and the end: at most eight. Three statements."""
    events = [*_agreed(contract), *_months(results), *_credits(contract)]
    return sorted(events, key=lambda event: event.when, reverse=True)[:EVENTS_SHOWN]


def _agreed(contract: Contract) -> list[Event]:
    events = []
    if contract.signed_at:
        events.append(Event(contract.signed_at, "Signed by both sides", f"{money(contract.value)} in all"))
    if contract.ended_at and not contract.is_in_force:
        events.append(Event(contract.ended_at, contract.get_status_display(), "", "bad"))
    for held in told_suspensions(contract):
        events.append(Event(held.suspended_at, "Suspended", held.get_cause_display(), "bad"))
        if held.lifted_at:
            events.append(Event(held.lifted_at, "No longer suspended", held.lifted_because, "ok"))
    for amendment in contract.amendments.all():
        events.append(Event(amendment.made_at, f"Amendment {amendment.number}", amendment.rationale))
    return events


def _months(results: QuerySet[PeriodResult]) -> list[Event]:
    told = results.defer("inputs", "outages").select_related("term").order_by("-computed_at")[:EVENTS_SHOWN]
    return [_month(result) for result in told]


def _month(result: PeriodResult) -> Event:
    name, target = f"{result.period:%B}", percent_down(result.term.target)
    if result.verdict == PeriodResult.Verdict.BREACHED:
        found = f"{percent_down(result.uptime_percent)} against {target}"
        return Event(result.computed_at, f"{name} closed: missed", found, "bad")
    if result.verdict == PeriodResult.Verdict.MET:
        return Event(result.computed_at, f"{name} closed: met", f"{percent_down(result.uptime_percent)}", "")
    return Event(
        result.computed_at, f"{name} closed: too little data", f"{percent_down(result.coverage_percent, 1)} measured"
    )


def _credits(contract: Contract) -> list[Event]:
    credits = ServiceCredit.objects.filter(result__term__contract=contract, kind="credit")
    return [Event(each.granted_at, "Credit granted", money(each.amount), "ok") for each in credits if each.granted_at]
