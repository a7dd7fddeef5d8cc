"""Reading records: until when each kind is kept, and what of a bid is shown to whoever asks."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from marketplace.clock import office_day
from rfp.awards.models import LIVE, Award, Challenge
from rfp.bids.models import Bid
from rfp.bids.queries import Proposal, prices_of, proposals_of
from rfp.holds.models import LegalHold
from rfp.solicitations.models import Solicitation

from .models import Disclosure, RetentionSchedule
from .schedule import BY_KEY, Facts, Kind, kept_until, kinds_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One kind of record of a procurement; `until` is None while the day that it counts from has not come."""

    kind: Kind
    years: int | None
    until: datetime.date | None


@dataclass(frozen=True)
class Due:
    """A bid whose day has come, and by which schedule."""

    bid: Bid
    kind: Kind
    until: datetime.date
    schedule: str


@dataclass(frozen=True)
class Holding:
    """What the page of a procurement's records shows."""

    rows: list[Row]
    hold: LegalHold | None
    earlier: list[LegalHold]
    destroyed: int
    left: int


def kept_procurements(user: Any, *, at: datetime.datetime) -> QuerySet[Solicitation]:
    """Those that are over or closed, with whether a hold stands; the latest first."""
    rows = Solicitation.objects.visible_to(user).published().select_related("agency")
    return rows.filter(Q(status__in=["awarded", "cancelled"]) | Q(kind="rfi", bids_due_at__lte=at)).prefetch_related(
        "holds"
    )


def facts_of(solicitation: Solicitation, *, at: datetime.datetime) -> Facts:
    """The days of a whole procurement, those of its last lot. One statement."""
    awards = Award.objects.announced().filter(lot__solicitation=solicitation)
    told = awards.aggregate(announced=Max("approved_at"), ends=Max("contract__ends_on"))
    closed = solicitation.bids_due_at if solicitation.is_closed(at=at) else None
    return Facts(
        closed_on=_day(closed),
        cancelled_on=_day(solicitation.cancelled_at),
        announced_on=_day(told["announced"]),
        contract_ends_on=told["ends"],
    )


def _day(at: datetime.datetime | None) -> datetime.date | None:
    return office_day(at) if at else None


def holding_of(solicitation: Solicitation, *, at: datetime.datetime) -> Holding:
    """Five statements."""
    facts, schedule = facts_of(solicitation, at=at), schedule_on(office_day(at))
    holds = list(solicitation.holds.select_related("placed_by", "lifted_by"))
    rows = []
    for kind in kinds_of(is_rfi=solicitation.kind == "rfi"):
        years = schedule.years_of(kind.key) if schedule else None
        rows.append(Row(kind, years, kept_until(kind, years, facts)))
    standing = [one for one in holds if one.lifted_at is None]
    bids = Bid.objects.filter(lot__solicitation=solicitation, version__gte=1)
    gone = bids.filter(destroyed_at__isnull=False).count()
    lifted = [one for one in holds if one.lifted_at]
    return Holding(rows, standing[0] if standing else None, lifted, destroyed=gone, left=bids.count() - gone)


def schedule_on(day: datetime.date) -> RetentionSchedule | None:
    """The schedule that holds on a day; without one nothing is ever destroyed. One statement."""
    return RetentionSchedule.objects.begun(on=day).order_by("-holds_from").first()


def other_schedules(user: Any, *, at: datetime.datetime) -> list[RetentionSchedule]:
    """Drafts, and what comes or held before; without what was dropped."""
    holding = schedule_on(office_day(at))
    rows = RetentionSchedule.objects.visible_to(user).exclude(status=RetentionSchedule.Status.DROPPED)
    return list(rows.exclude(pk=holding.pk) if holding else rows)


def bids_due(solicitation: Solicitation, *, on: datetime.date) -> list[Due]:
    """The bids of a procurement that is over whose time of keeping has ended, by the schedule of that day. What won is
    kept with its contract, and as long as that is not drawn up. Four statements."""
    schedule = schedule_on(on)
    is_rfi = solicitation.kind == "rfi"
    if schedule is None or not (is_rfi or solicitation.status in {"awarded", "cancelled"}):
        return []
    # What answers a request for information lies open from its receipt; the day it counts from is its deadline.
    facts = facts_of(solicitation, at=_end_of(on))
    bids = Bid.objects.filter(lot__solicitation=solicitation, destroyed_at__isnull=True)
    live = Award.objects.filter(lot__solicitation=solicitation, status__in=LIVE)
    won = dict(live.values_list("bid_id", "contract__ends_on"))
    found = []
    for bid in bids.select_related("lot__solicitation", "vendor").order_by("pk"):
        kind = BY_KEY["answers" if is_rfi else "winning" if bid.pk in won else "others"]
        own = Facts(contract_ends_on=won[bid.pk]) if bid.pk in won else facts
        until = kept_until(kind, schedule.years_of(kind.key), own)
        if until is not None and on >= until:
            found.append(Due(bid, kind, until, schedule.reference))
    return found


def _end_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.max, datetime.UTC)


def procurements_due(*, on: datetime.date) -> Iterator[Solicitation]:
    """Those with a bid whose day has come: no hold stands, nobody asked to see them, no challenge is open."""
    if schedule_on(on) is None:
        return
    over = Q(status__in=["awarded", "cancelled"]) | Q(kind="rfi", published_at__isnull=False)
    held = LegalHold.objects.standing().filter(solicitation=OuterRef("pk"))
    asked = Disclosure.objects.filter(solicitation=OuterRef("pk"), status=Disclosure.Status.OPEN)
    challenged = Challenge.objects.filter(award__lot__solicitation=OuterRef("pk")).open()
    left = Bid.objects.filter(lot__solicitation=OuterRef("pk"), destroyed_at__isnull=True)
    rows = Solicitation.objects.filter(over & Exists(left) & ~Exists(held) & ~Exists(asked) & ~Exists(challenged))
    yield from (one for one in rows.order_by("pk") if bids_due(one, on=on))


def redacted_copies(solicitation: Solicitation, *, left_out: dict[int, str], only: Iterable[int] = ()) -> list[Json]:
    """What is shown of each opened bid: answers as they are, marked ones by their redacted copy with the reason.

    `left_out` maps bids to the reason why nothing of them is shown; `only` limits to some bids. Prices are shown where
    they were opened: they are never confidential.
    """
    found, wanted = [], set(only)
    for lot in solicitation.lots.all():
        prices = {one.bid.pk: one for one in prices_of(lot)}
        questions = {one.code: one.text for one in lot.requirements.all()}
        for proposal in proposals_of(lot):
            if wanted and proposal.bid.pk not in wanted:
                continue
            price = prices.get(proposal.bid.pk)
            total = None if price is None or price.total is None else str(price.total)
            found.append(_copy(proposal, lot.number, questions, total, left_out.get(proposal.bid.pk, "")))
    return found


def _copy(proposal: Proposal, lot: int, questions: dict[str, str], total: str | None, reason: str) -> Json:
    head: Json = {"vendor": proposal.vendor.name, "lot": lot, "left_out": reason or proposal.fault}
    if head["left_out"]:
        return head | {"answers": [], "price": None}
    answers = [
        {"question": questions.get(code, ""), **_answer(code, answer, proposal.files)}
        for code, answer in sorted(proposal.answers.items())
    ]
    return head | {"answers": answers, "price": total}


def _answer(code: str, answer: dict[str, str], files: dict[str, dict[str, str]]) -> Json:
    """The answer, or what its vendor gave to be shown instead."""
    if answer.get("confidential"):
        shown = answer.get("redacted") or _name(files, answer.get("redacted_file", ""))
        return {"code": code, "shown": shown, "left_out_because": answer.get("reason", "")}
    shown = answer.get("text") or answer.get("yes_no") or _name(files, answer.get("file", ""))
    return {"code": code, "shown": shown, "left_out_because": ""}


def _name(files: dict[str, dict[str, str]], code: str) -> str:
    return f"Document: {files[code]['name']}" if code in files else ""


def bids_asked_for(solicitation: Solicitation) -> QuerySet[Bid]:
    """Those that were submitted and opened."""
    return Bid.objects.submitted().filter(lot__solicitation=solicitation).select_related("vendor", "lot")
