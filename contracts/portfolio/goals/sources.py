"""The named questions by which a goal can be measured: ours, with their rows, and never a query that somebody sends."""

import datetime
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum

from contracts.costs.models import Charge
from contracts.orders.models import Order
from contracts.relationships.models import CONTENT_FROM, Complaint, FollowUp, Survey
from contracts.relationships.queries.satisfaction import LEAST_SHOWN
from contracts.service_levels.models import PeriodResult
from marketplace.organisations.models import Organisation

from .models import Question, quarter_after

THOUSANDTH, HUNDRED = Decimal("0.001"), Decimal(100)
SECONDS_A_DAY = Decimal(86_400)
MOST_ROWS = 2_000


@dataclass(frozen=True)
class Measured:
    """A value with what it rests on; without a value the note says why there is none."""

    value: Decimal | None
    note: str
    inputs: list[dict[str, Any]] = field(default_factory=list)


Ask = Callable[[Organisation, datetime.date, datetime.datetime], Measured]


def _window(quarter: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    zone = ZoneInfo(settings.TIME_ZONE)
    begins, ends = (
        datetime.datetime(day.year, day.month, day.day, tzinfo=zone) for day in (quarter, quarter_after(quarter))
    )
    return begins, ends


def _share(good: int, inputs: list[dict[str, Any]], of: str) -> Measured:
    if not inputs:
        return Measured(None, f"No {of} in this quarter.")
    value = (HUNDRED * good / len(inputs)).quantize(THOUSANDTH, ROUND_HALF_UP)
    return Measured(value, f"{good} of {len(inputs)} {of}", inputs)


def promises_kept(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """Final months of service levels in the agency's contracts that were met, of those with a verdict."""
    final = PeriodResult.objects.final(at=at).filter(
        term__contract__agency=agency, period__gte=quarter, period__lt=quarter_after(quarter)
    )
    rows = final.exclude(verdict=PeriodResult.Verdict.INSUFFICIENT_DATA).order_by("pk")
    inputs = [
        {"contract": contract, "level": title, "month": f"{period:%Y-%m}", "revision": revision, "verdict": verdict}
        for contract, title, period, revision, verdict in rows.values_list(
            "term__contract__reference", "term__title", "period", "revision", "verdict"
        )[:MOST_ROWS]
    ]
    met = sum(row["verdict"] == PeriodResult.Verdict.MET for row in inputs)
    return _share(met, inputs, "months of service levels with a verdict")


def people_satisfied(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """Fours and fives of all answers; under five answers nothing, or single persons could be read out of it."""
    begins, ends = _window(quarter)
    answered = Survey.objects.filter(
        organisation=agency, answer__answered_at__gte=begins, answer__answered_at__lt=min(ends, at)
    )
    ratings = list(answered.order_by("answer__rating").values_list("answer__rating", flat=True))
    if len(ratings) < LEAST_SHOWN:
        return Measured(None, f"Fewer than {LEAST_SHOWN} answers in this quarter.")
    inputs = [{"rating": rating} for rating in ratings]
    return _share(sum(rating >= CONTENT_FROM for rating in ratings), inputs, "answers")


def complaints_in_time(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """Complaints acknowledged within their business day, of those due in the quarter."""
    begins, ends = _window(quarter)
    due = Complaint.objects.filter(
        organisation=agency, acknowledge_due_at__gte=begins, acknowledge_due_at__lt=min(ends, at)
    ).order_by("pk")
    inputs: list[dict[str, Any]] = [
        {"complaint": one.reference, "in_time": _in_time(one.acknowledged_at, one.acknowledge_due_at)}
        for one in due[:MOST_ROWS]
    ]
    return _share(sum(row["in_time"] for row in inputs), inputs, "complaints")


def calls_in_time(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """Low ratings whose giver was called within two business days, of those due in the quarter."""
    begins, ends = _window(quarter)
    due = FollowUp.objects.filter(
        answer__survey__organisation=agency, due_at__gte=begins, due_at__lt=min(ends, at)
    ).order_by("pk")
    inputs: list[dict[str, Any]] = [
        {"follow_up": one.pk, "in_time": _in_time(one.contacted_at, one.due_at)} for one in due[:MOST_ROWS]
    ]
    return _share(sum(row["in_time"] for row in inputs), inputs, "low ratings")


def days_to_approve(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """Median calendar days from sending a request to its approval, of those approved in the quarter."""
    begins, ends = _window(quarter)
    approved = Order.objects.filter(
        agency=agency, submitted_at__isnull=False, approved_at__gte=begins, approved_at__lt=min(ends, at)
    ).order_by("pk")
    inputs = [
        {"order": reference, "days": str(_days(sent, decided))}
        for reference, sent, decided in approved.values_list("reference", "submitted_at", "approved_at")[:MOST_ROWS]
        if sent is not None and decided is not None
    ]
    if not inputs:
        return Measured(None, "No request was approved in this quarter.")
    middle = statistics.median(Decimal(row["days"]) for row in inputs)
    return Measured(Decimal(middle).quantize(THOUSANDTH, ROUND_HALF_UP), f"{len(inputs)} approved requests", inputs)


def spend_under_list(agency: Organisation, quarter: datetime.date, at: datetime.datetime) -> Measured:
    """What was contracted below list price, as a share of list price, of the quarter's charges."""
    months = Charge.objects.filter(agency=agency, month__gte=quarter, month__lt=quarter_after(quarter))
    rows = months.values("service_name").annotate(listed=Sum("list_cost"), paid=Sum("contracted_cost"))
    inputs = [
        {"service": row["service_name"], "list": str(row["listed"]), "contracted": str(row["paid"])}
        for row in rows.order_by("service_name")[:MOST_ROWS]
    ]
    listed = sum((Decimal(row["list"]) for row in inputs), Decimal())
    if not listed:
        return Measured(None, "Nothing was charged in this quarter.")
    paid = sum((Decimal(row["contracted"]) for row in inputs), Decimal())
    value = (HUNDRED * (listed - paid) / listed).quantize(THOUSANDTH, ROUND_HALF_UP)
    return Measured(value, f"{len(inputs)} services charged", inputs)


def _in_time(done: datetime.datetime | None, due: datetime.datetime) -> bool:
    return done is not None and done <= due


def _days(sent: datetime.datetime, decided: datetime.datetime) -> Decimal:
    return (Decimal((decided - sent).total_seconds()) / SECONDS_A_DAY).quantize(THOUSANDTH, ROUND_HALF_UP)


SOURCES: dict[str, Ask] = {
    Question.PROMISES: promises_kept,
    Question.SATISFIED: people_satisfied,
    Question.COMPLAINTS: complaints_in_time,
    Question.CALLS: calls_in_time,
    Question.APPROVAL: days_to_approve,
    Question.SAVED: spend_under_list,
}
