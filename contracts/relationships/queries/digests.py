"""What goes into an agency's month: what was spent, what failed, what is owed on both sides, what ends soon."""

import datetime
from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse

from contracts.agreements.models import Contract
from contracts.costs.models import Charge
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.billing.models import Invoice
from marketplace.clock import office_day
from marketplace.components.formats import date, money, percent_down
from marketplace.organisations.models import Organisation

from ..models import Commitment, Complaint, FollowUp

SERVICES_NAMED = 5
LINES_NAMED = 8
ENDS_WITHIN = datetime.timedelta(days=120)
Line = dict[str, str]


def first_of(day: datetime.date, *, back: int = 0) -> datetime.date:
    """The first day of the month of `day`, or of a month so many before."""
    months = day.year * 12 + day.month - 1 - back
    return datetime.date(months // 12, months % 12 + 1, 1)


def sections_of(agency: Organisation, month: datetime.date, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """The month in sections of sentences, as it stands at `at`. Nine statements, however much happened.

    A section without lines says in one sentence that there is nothing.
    """
    today = office_day(at)
    told = (
        ("What was spent", _spent(agency, month), "Nothing was charged in this month."),
        ("What failed", _failed(agency, month), "Every service level with a verdict was met."),
        ("What we owe you", _owed_to(agency, today), "Nothing is open from our side."),
        ("What you owe", _owed_by(agency, today, at), "Nothing is open from your side."),
        ("What ends soon", _ending(agency, today), "No contract ends in the coming four months."),
    )
    return [{"title": title, "lines": lines or [{"words": none, "address": ""}]} for title, lines, none in told]


def _line(words: str, address: str = "") -> Line:
    return {"words": words, "address": address}


def _spent(agency: Organisation, month: datetime.date) -> list[Line]:
    rows = Charge.objects.spend().filter(agency=agency, month__in=[month, first_of(month, back=1)]).order_by()
    sums: Any = rows.values("month", "service_name").annotate(sum=Sum("effective_cost"))
    now = {row["service_name"]: row["sum"] for row in sums if row["month"] == month}
    before = sum((row["sum"] for row in sums if row["month"] != month), start=0)
    if not now:
        return []
    total = sum(now.values())
    change = f", {money(abs(total - before))} {'more' if total >= before else 'less'} than the month before"
    words = f"{money(total)} in all{change if before else ''}."
    named = sorted(now.items(), key=lambda pair: (-pair[1], pair[0]))[:SERVICES_NAMED]
    address = reverse("cost_bill", args=[agency.slug, f"{month:%Y-%m}"])
    return [_line(words, address), *(_line(f"{money(cost)} for {name}.") for name, cost in named)]


def _failed(agency: Organisation, month: datetime.date) -> list[Line]:
    results = PeriodResult.objects.latest_revisions().filter(term__contract__agency=agency, period=month)
    missed = results.filter(verdict=PeriodResult.Verdict.BREACHED).select_related("term__contract").order_by("pk")
    credited = dict(
        ServiceCredit.objects.standing()
        .filter(result__in=missed, kind=ServiceCredit.Kind.CREDIT)
        .order_by()
        .values("result")
        .annotate(sum=Sum("amount"))
        .values_list("result", "sum")
    )
    lines = []
    for row in missed[:LINES_NAMED]:
        reached = f"reached {percent_down(row.uptime_percent)} of {percent_down(row.term.target)} promised"
        credit = f"; {money(credited[row.pk])} are credited" if credited.get(row.pk) else ""
        contract = row.term.contract
        lines.append(_line(f"{row.term.title} of {contract.title} {reached}{credit}.", contract.get_absolute_url()))
    return lines


def _promises(agency: Organisation, today: datetime.date, owing: Q) -> list[Line]:
    rows = Commitment.objects.filter(owing, agency=agency, status=Commitment.Status.OPEN).select_related("owner")
    place = f"/agencies/{agency.slug}/promises/"
    words = (
        f"{row.words}: {row.owner}, {'late since' if row.due_on < today else 'until'} {date(row.due_on)}."
        for row in rows.order_by("due_on", "pk")[:LINES_NAMED]
    )
    return [_line(one, place) for one in words]


def _owed_to(agency: Organisation, today: datetime.date) -> list[Line]:
    lines = _promises(agency, today, Q(owed_to=agency))
    complaints = Complaint.objects.open().filter(organisation=agency).order_by("raised_at")[:LINES_NAMED]
    for row in complaints:
        words = f"Your complaint {row.reference}, {row.title}: {row.get_status_display().lower()}."
        lines.append(_line(words, row.get_absolute_url()))
    calls = FollowUp.objects.open().filter(answer__survey__organisation=agency).count()
    if calls:
        lines.append(_line(f"A call about {calls} rating{'' if calls == 1 else 's'} under four of five."))
    return lines


def _owed_by(agency: Organisation, today: datetime.date, at: datetime.datetime) -> list[Line]:
    lines = _promises(agency, today, Q(owed_by=agency))
    for bill in Invoice.objects.filter(payer=agency).open().order_by("due_at", "pk")[:LINES_NAMED]:
        left = money(bill.total - bill.paid - bill.credited)
        state = "overdue since" if bill.due_at <= at else "due by"
        words = f"{left} of the bill {bill.reference}, {bill.title}, {state} {date(office_day(bill.due_at))}."
        lines.append(_line(words, bill.get_absolute_url()))
    return lines


def _ending(agency: Organisation, today: datetime.date) -> list[Line]:
    ending = Contract.objects.running(on=today).filter(agency=agency, ends_on__lte=today + ENDS_WITHIN)
    lines = []
    for row in ending.order_by("ends_on", "pk")[:LINES_NAMED]:
        renews = row.renews_for_months and row.renewal_refused_at is None
        what = f"renews itself for {row.renews_for_months} months" if renews else "ends"
        lines.append(_line(f"{row.title}, {row.reference}, {what} on {date(row.ends_on)}.", row.get_absolute_url()))
    return lines
