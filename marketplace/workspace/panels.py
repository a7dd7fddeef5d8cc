"""What stands beside the steps: what was decided lately, running contracts, needs on their way, the audit trail."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Cast
from django.urls import reverse

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from contracts.service_levels.models import Dispute, Exclusion, PeriodResult
from marketplace.audit.models import AuditEvent, Checkpoint
from marketplace.permissions import Role, allowed, holds
from rfp.needs.models import Need

from .reader import Reader

EVENTS_SHOWN = 5
RECENT = datetime.timedelta(days=90)
CONTRACTS_SHOWN = 6
DECIDED_WITHIN = datetime.timedelta(days=30)
STALE_AFTER = datetime.timedelta(hours=26)
WATCHERS = {Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER, Role.RELATIONSHIP_MANAGER, Role.CIO}
# Kind of record → what decides on it, and where it is read, made from the event.
DECISIONS: dict[type, tuple[str, ...]] = {
    Order: ("approved", "returned", "rejected", "accepted", "declined"),
    Need: ("in_triage", "decided"),
    Exclusion: ("approved", "refused"),
    Dispute: ("upheld", "rejected"),
}
WORDS = {
    "contracts.order.returned": "returned for changes",
    "rfp.need.in_triage": "taken up",
}
TONES = {"returned": "warn", "approved": "ok", "accepted": "ok", "upheld": "ok", "decided": "info", "in_triage": "info"}


@dataclass(frozen=True)
class Decided:
    """Something about the reader's own record that somebody else decided."""

    label: str
    url: str
    words: str
    tone: str
    by: str
    at: datetime.datetime


def recently_decided(reader: Reader) -> list[Decided]:
    """The last five decisions of others, of three months, about what the reader asked for. One statement."""
    me = reader.user.pk
    own = (
        (Order, Order.objects.filter(Q(requester=me) | Q(submitted_by=me) | Q(approved_by=me))),
        (Need, Need.objects.filter(stated_by=me)),
        (Exclusion, Exclusion.objects.filter(requested_by=me)),
        (Dispute, Dispute.objects.filter(raised_by=me)),
    )
    since = reader.at - RECENT
    first, *others = (_decisions(model, records, me).filter(at__gt=since) for model, records in own)
    return [_told(event) for event in first.union(*others, all=True).order_by("-pk")[:EVENTS_SHOWN]]


def _decisions(model: Any, records: QuerySet, me: int) -> QuerySet[AuditEvent]:
    """Each kind by itself, so that the index over records serves every one of them."""
    meta = model._meta
    actions = [f"{meta.app_label}.{meta.model_name}.{verb}" for verb in DECISIONS[model]]
    keys = records.order_by().annotate(key=Cast("pk", CharField())).values("key")
    events = AuditEvent.objects.filter(object_type=meta.label_lower, object_id__in=keys, action__in=actions)
    return events.exclude(actor_id=me).order_by()


def _told(event: AuditEvent) -> Decided:
    verb = event.action.rpartition(".")[2]
    words = WORDS.get(event.action, verb)
    return Decided(event.object_label, _address(event), words, TONES.get(verb, "bad"), event.actor_label, event.at)


def _address(event: AuditEvent) -> str:
    """Events outlive their records: the address comes from the label, which begins with the reference."""
    reference = event.object_label.partition(" ")[0]
    if event.object_type == Dispute._meta.label_lower:
        return reverse("dispute_page", args=[event.object_id])
    pages = {Order: "order_page", Need: "need_page", Exclusion: "exclusion_page"}
    return next(
        reverse(page, args=[reference]) for m, page in pages.items() if m._meta.label_lower == event.object_type
    )


@dataclass(frozen=True)
class Running:
    """Running contracts with the verdict on last month, and how many there are in all."""

    title: str
    month: datetime.date
    contracts: Sequence[Contract]
    total: int


def running_contracts(reader: Reader) -> Running | None:
    """Those of the reader's agency or vendor; for the managers of the broker office those that missed last month.

    One statement. None for everybody else, and where there is nothing to show.
    """
    month = (reader.today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    running = Contract.objects.visible_to(reader.user).running(on=reader.today).annotate(verdict=_worst(month))
    if parties := [held.organisation_id for held in reader.user.standing if held.kind != "broker"]:
        title = "Running contracts"
        running = running.filter(Q(agency__in=parties) | Q(vendor__in=parties))
    elif holds(reader.user, WATCHERS):
        title, running = f"Missed in {month:%B}", running.filter(verdict=PeriodResult.Verdict.BREACHED)
    else:
        return None
    shown = running.select_related("agency", "vendor").annotate(in_all=Window(Count("*"))).order_by("ends_on", "pk")
    contracts = list(shown[:CONTRACTS_SHOWN])
    return Running(title, month, contracts, contracts[0].in_all) if contracts else None


def _worst(month: datetime.date) -> Subquery:
    """The worst verdict of a contract's service levels in a month: a miss, then a gap, then met."""
    verdict = PeriodResult.Verdict
    rank = Case(
        When(verdict=verdict.BREACHED, then=Value(0)),
        When(verdict=verdict.INSUFFICIENT_DATA, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    results = PeriodResult.objects.latest_revisions().filter(term__contract=OuterRef("pk"), period=month)
    return Subquery(results.order_by(rank).values("verdict")[:1])


@dataclass(frozen=True)
class Needs:
    """How many needs stand where; decided ones of the last thirty days."""

    stated: int
    in_triage: int
    decided: int
    overdue: int


def needs_on_their_way(reader: Reader) -> Needs | None:
    """For those who decide on needs. One statement."""
    if not allowed(reader.user, "rfp.triage_need"):
        return None
    status = Need.Status
    late = Q(status__in=[status.STATED, status.IN_TRIAGE], decision_due_at__lte=reader.at)
    counts = Need.objects.visible_to(reader.user).aggregate(
        stated=Count("pk", filter=Q(status=status.STATED)),
        in_triage=Count("pk", filter=Q(status=status.IN_TRIAGE)),
        decided=Count("pk", filter=Q(status=status.DECIDED, decided_at__gt=reader.at - DECIDED_WITHIN)),
        overdue=Count("pk", filter=late),
    )
    return Needs(**counts)


@dataclass(frozen=True)
class Trail:
    """The last signed checkpoint of the audit trail; `stale` where a day has passed without one."""

    checkpoint: Checkpoint | None
    events: int
    stale: bool


def trail_state(reader: Reader) -> Trail | None:
    """For those who read the trail. One statement."""
    if not allowed(reader.user, "audit.read"):
        return None
    last = Checkpoint.objects.order_by("-pk").first()
    events = sum(number for number, _ in last.heads.values()) if last else 0
    return Trail(last, events, stale=last is None or last.at < reader.at - STALE_AFTER)
