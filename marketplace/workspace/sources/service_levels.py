"""Months that were missed or not measured, disputes, and time that somebody asks not to count."""

import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse

from contracts.service_levels.models import Dispute, Exclusion, Incident, PeriodResult
from marketplace.components.formats import (
    clock_time,
    day,
    local_date,
    moment,
    money,
    percent_down,
    short_day,
    zone_name,
)
from marketplace.permissions import Role, own_organisations

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

UNMEASURED_FOR = datetime.timedelta(days=92)
CONTRACT = ("term__contract__agency", "term__contract__vendor")


def missed_months(reader: Reader) -> QuerySet[PeriodResult]:
    """Breaches that the reader's side may still dispute and has not."""
    ours = Dispute.objects.open().filter(result=OuterRef("pk"), organisation__in=own_organisations(reader.user))
    return (
        PeriodResult.objects.latest_revisions()
        .filter(permitted(reader.user, "contracts.dispute_result", under="result"), ~Exists(ours))
        .filter(verdict=PeriodResult.Verdict.BREACHED, dispute_ends_at__gt=reader.at)
        .select_related(*CONTRACT)
        .defer("inputs", "outages")
        .order_by("dispute_ends_at", "pk")
    )


def tell_missed_month(result: PeriodResult, reader: Reader) -> Step:
    term = result.term
    figures = f"{percent_down(result.uptime_percent)} against {percent_down(term.target)}"
    owed = f" and owes {money((result.credit, result.currency))}" if result.credit else ""
    why = f"{term.title} was {figures}{owed}. It becomes final unless one side disputes it."
    return _month_step(result, "Check", why, mark="Dispute ends", due=result.dispute_ends_at)


def unmeasured_months(reader: Reader) -> QuerySet[PeriodResult]:
    """Months of the last quarter that have too little data for a verdict."""
    return (
        PeriodResult.objects.latest_revisions()
        .filter(permitted(reader.user, "contracts.load_measurements"))
        .filter(verdict=PeriodResult.Verdict.INSUFFICIENT_DATA, period__gt=reader.today - UNMEASURED_FOR)
        .select_related(*CONTRACT)
        .defer("inputs", "outages")
        .order_by("dispute_ends_at", "pk")
    )


def tell_unmeasured_month(result: PeriodResult, reader: Reader) -> Step:
    measured = f"{percent_down(result.coverage_percent, 1)} of the month was measured"
    needed = f"{percent_down(result.term.coverage_required)} is needed for a verdict"
    why = f"{measured} for {result.term.title.lower()}, and {needed}. Measurements loaded late still count."
    return _month_step(result, "Complete", why, mark="Month final", due=result.dispute_ends_at)


def _month_step(result: PeriodResult, verb: str, why: str, *, mark: str, due: datetime.datetime) -> Step:
    contract = result.term.contract
    return Step(
        what=f"{verb} {result.period:%B %Y} of",
        reference=contract.reference,
        url=contract.get_absolute_url(),
        about=contract.title,
        why=why,
        button="Open the month",
        target=f"{contract.get_absolute_url()}?month={result.period:%Y-%m}",
        mark=mark,
        due=due,
    )


def exclusions_to_decide(reader: Reader) -> QuerySet[Exclusion]:
    """Asked for by others; maintenance by its start, then those without a deadline."""
    asked = Exclusion.objects.filter(permitted(reader.user, "contracts.decide_exclusion"))
    return _by_start(asked)


def exclusions_asked_for(reader: Reader) -> QuerySet[Exclusion]:
    """Of the reader's own vendor's contracts, not decided yet."""
    ours = Q(term__contract__vendor__in=own_organisations(reader.user))
    return _by_start(Exclusion.objects.filter(ours, permitted(reader.user, "contracts.request_exclusion")))


def _by_start(exclusions: QuerySet[Exclusion]) -> QuerySet[Exclusion]:
    """Only maintenance has to be decided before it starts."""
    due = Case(When(kind__in=Exclusion.MAINTENANCE_KINDS, then=F("starts_at")))
    waiting = exclusions.filter(status=Exclusion.Status.REQUESTED).select_related(*CONTRACT, "requested_by")
    return waiting.order_by(due.asc(nulls_last=True), "requested_at", "pk")


def tell_exclusion(exclusion: Exclusion, reader: Reader) -> Step:
    stretch = _stretch(exclusion)
    why = f"{exclusion.requested_by} asks that {stretch} does not count: {exclusion.reason}"
    if _began(exclusion, reader):
        why = f"It began without an answer ({stretch}), so it counts; it can only be refused now."
    return _exclusion_step(exclusion, "Decide on", why, "Decide")


def tell_asked_exclusion(exclusion: Exclusion, reader: Reader) -> Step:
    why = f"{_stretch(exclusion)} counts unless the other side agrees."
    if _began(exclusion, reader):
        why = "It began without an answer, so the time counts. Ask earlier next time."
    return _exclusion_step(exclusion, "No answer yet on", why, "See the request")


def _began(exclusion: Exclusion, reader: Reader) -> bool:
    """Whether it is maintenance that nobody can approve any more."""
    return exclusion.is_maintenance and exclusion.starts_at <= reader.at


def _stretch(exclusion: Exclusion) -> str:
    """Sat 5 Dec 2026, 10:00 pm to 11:00 pm Eastern; both days where they differ."""
    start, end = exclusion.starts_at, exclusion.ends_at
    if local_date(start) != local_date(end):
        return f"{moment(start)} to {moment(end)}"
    return f"{day(start)}, {clock_time(start)} to {clock_time(end)} {zone_name(end)}"


def _exclusion_step(exclusion: Exclusion, what: str, why: str, button: str) -> Step:
    page = reverse("exclusion_page", args=[exclusion.reference])
    return Step(
        what=what,
        reference=exclusion.reference,
        url=page,
        about=f"{exclusion.get_kind_display().lower()} of {exclusion.term.contract.title}",
        why=why,
        button=button,
        mark="Exclusion due",
        due=exclusion.starts_at if exclusion.is_maintenance else None,
        since=exclusion.requested_at,
    )


def disputes_to_decide(reader: Reader) -> QuerySet[Dispute]:
    """Open ones that somebody else raised, the longest wait first."""
    waiting = Dispute.objects.open().filter(permitted(reader.user, "contracts.decide_dispute"))
    related = [f"result__{path}" for path in CONTRACT]
    return (
        waiting.select_related("organisation", *related)
        .defer("result__inputs", "result__outages")
        .order_by("raised_at", "pk")
    )


def tell_dispute(dispute: Dispute, reader: Reader) -> Step:
    result = dispute.result
    contract = result.term.contract
    return Step(
        what=f"Decide the dispute over {result.period:%B %Y} of",
        reference=contract.reference,
        url=contract.get_absolute_url(),
        about=contract.title,
        why=f"{dispute.organisation} disputes it since {short_day(dispute.raised_at)}: “{dispute.reason[:160]}”",
        button="Decide",
        target=reverse("dispute_page", args=[dispute.pk]),
        since=dispute.raised_at,
    )


def incidents_to_answer(reader: Reader) -> QuerySet[Incident]:
    """Proposed by the other side, the longest wait first."""
    waiting = Incident.objects.filter(permitted(reader.user, "contracts.answer_incident"))
    return (
        waiting.filter(status=Incident.Status.PROPOSED)
        .select_related("contract", "proposed_for")
        .order_by("proposed_at", "pk")
    )


def tell_incident(incident: Incident, reader: Reader) -> Step:
    return Step(
        what="Agree on or contest",
        reference=incident.reference,
        url=incident.get_absolute_url(),
        about=f"an incident of {incident.contract.title}",
        why=f"{incident.proposed_for} says what happened {short_day(incident.starts_at)}: {incident.summary}",
        button="Answer",
        since=incident.proposed_at,
    )


PARTIES = frozenset({Role.APPROVER, Role.AGENCY_ADMIN, Role.SIGNATORY, Role.VENDOR_ADMIN})
MANAGERS = frozenset({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER})

MISSED_MONTHS = Source(
    "missed-months", "missed month to check", "missed months to check", PARTIES, missed_months, tell_missed_month
)
UNMEASURED_MONTHS = Source(
    "unmeasured-months",
    "month with too little data",
    "months with too little data",
    MANAGERS,
    unmeasured_months,
    tell_unmeasured_month,
)
EXCLUSIONS_TO_DECIDE = Source(
    "exclusions-to-decide",
    "exclusion to decide",
    "exclusions to decide",
    MANAGERS | {Role.APPROVER, Role.AGENCY_ADMIN},
    exclusions_to_decide,
    tell_exclusion,
)
EXCLUSIONS_ASKED_FOR = Source(
    "exclusions-asked-for",
    "exclusion without an answer",
    "exclusions without an answer",
    frozenset({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}),
    exclusions_asked_for,
    tell_asked_exclusion,
)
INCIDENTS_TO_ANSWER = Source(
    "incidents-to-answer",
    "incident to answer",
    "incidents to answer",
    PARTIES | {Role.CONTRACT_MANAGER, Role.CIO},
    incidents_to_answer,
    tell_incident,
)
DISPUTES_TO_DECIDE = Source(
    "disputes-to-decide",
    "dispute to decide",
    "disputes to decide",
    frozenset({Role.PERFORMANCE_OFFICER, Role.CIO}),
    disputes_to_decide,
    tell_dispute,
)
