"""What happened by kind: meetings, promises, ratings and complaints of this slice, and the records of those below."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from contracts.service_levels.models import Incident, PeriodResult
from marketplace.billing.models import Invoice
from marketplace.clock import office_day
from marketplace.organisations.models import Organisation

from .history import Source, add_source, day_in_words, end_of_day, happened, joined, path_of
from .models import AgencyMeeting, Commitment, Complaint, FollowUp, MeetingMove, OutcomeWord, SurveyAnswer

Found = Iterator[QuerySet]


def _either(test: Q, yes: str, no: str) -> Case:
    return Case(When(test, then=Value(yes)), default=Value(no), output_field=CharField())


def meetings(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Held and to come, and each move with the day before it; what was called off is left out."""
    rows = AgencyMeeting.objects.visible_to(user).filter(agency=agency).exclude(status=AgencyMeeting.Status.CANCELLED)
    kinds = [When(kind=key, then=Value(label)) for key, label in AgencyMeeting.Kind.choices]
    tone = _either(Q(starts_at__gt=at), "next", "")
    about = Case(*kinds, output_field=CharField())
    address = path_of(f"agencies/{agency.slug}/meetings", "pk")
    yield happened(rows, kind="meetings", at="starts_at", what=F("title"), about=about, address=address, tone=tone)
    moves = MeetingMove.objects.visible_to(user).filter(meeting__agency=agency)
    was = joined(F("meeting__title"), ", was to be on ", day_in_words("was_at"))
    address = path_of(f"agencies/{agency.slug}/meetings", "meeting_id")
    yield happened(moves, kind="meetings", at="moved_at", what="Meeting moved", about=was, address=address)


def promises(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Done in time or late, and those whose day passed undone."""
    rows = Commitment.objects.visible_to(user).filter(agency=agency).binding().with_day()
    place = joined(f"/agencies/{agency.slug}/promises/#promise-", F("pk"))
    told: dict[str, Any] = {"kind": "promises", "about": F("words"), "address": place}
    in_time = Q(done_on__lte=F("due_on"))
    kept, tone = _either(in_time, "Promise kept", "Promise kept late"), _either(in_time, "ok", "bad")
    yield happened(rows.filter(done_at__isnull=False), at="done_at", what=kept, tone=tone, **told)
    late = rows.filter(done_at__isnull=True, due_on__lt=office_day(at))
    yield happened(late, at=end_of_day("due_on"), what="Promise missed", tone="bad", **told)


def orders(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Sent, and accepted or declined."""
    rows = Order.objects.visible_to(user).filter(agency=agency, submitted_at__isnull=False)
    told: dict[str, Any] = {"kind": "orders", "about": F("offering_name"), "address": path_of("orders")}
    told["amount"] = "total_value"
    yield happened(rows, at="submitted_at", what="Order sent", **told)
    yield happened(rows.filter(accepted_at__isnull=False), at="accepted_at", what="Order accepted", tone="ok", **told)


def contracts(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Signed, and over."""
    rows = Contract.objects.visible_to(user).filter(agency=agency).signed()
    told: dict[str, Any] = {"kind": "contracts", "about": F("title"), "address": path_of("contracts")}
    yield happened(rows, at="signed_at", what="Contract signed", tone="ok", amount="value", **told)
    yield happened(rows.filter(ended_at__lte=at), at="ended_at", what="Contract ended", **told)


def levels(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Months in which a service level was missed, and incidents."""
    rows = PeriodResult.objects.visible_to(user).latest_revisions().filter(term__contract__agency=agency)
    missed = rows.filter(verdict=PeriodResult.Verdict.BREACHED)
    about = joined(F("term__title"), ", ", F("term__contract__title"))
    told: dict[str, Any] = {"kind": "service-levels", "tone": "bad"}
    place = path_of("contracts", "term__contract__reference")
    yield happened(missed, at="computed_at", what="Service level missed", about=about, address=place, **told)
    faults = Incident.objects.visible_to(user).filter(contract__agency=agency)
    faults = faults.exclude(status=Incident.Status.WITHDRAWN)
    yield happened(faults, at="starts_at", what="Incident", about=F("summary"), address=path_of("incidents"), **told)


def bills(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Issued, and those that are past their day."""
    rows = Invoice.objects.visible_to(user).standing().filter(payer=agency, issued_at__isnull=False)
    told: dict[str, Any] = {"kind": "bills", "about": F("title"), "address": path_of("invoices"), "amount": "total"}
    yield happened(rows, at="issued_at", what="Bill issued", **told)
    yield happened(rows.overdue(at=at), at="due_at", what="Bill overdue", tone="bad", **told)


def ratings(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """What the agency's people answered, and what came of low ratings."""
    rows = SurveyAnswer.objects.visible_to(user).filter(survey__organisation=agency)
    what = joined("Rating of ", F("rating"), " of 5")
    tone = _either(Q(rating__lt=4), "bad", "ok")
    told: dict[str, Any] = {"kind": "surveys", "address": path_of("surveys", "survey_id")}
    yield happened(rows, at="answered_at", what=what, about=F("comment"), tone=tone, **told)
    closed = FollowUp.objects.visible_to(user).filter(answer__survey__organisation=agency, closed_at__isnull=False)
    words = OutcomeWord.objects.visible_to(user).filter(follow_up__answer__survey__organisation=agency)
    told["address"] = path_of("follow-ups", "follow_up_id")
    said = _either(Q(content=True), "Outcome confirmed", "Outcome contested")
    tone = _either(Q(content=True), "ok", "bad")
    yield happened(words, at="given_at", what=said, about=F("words"), tone=tone, **told)
    told["address"] = path_of("follow-ups", "pk")
    yield happened(closed, at="closed_at", what="Follow-up closed", about=F("outcome"), tone="ok", **told)


def complaints(agency: Organisation, user: Any, at: datetime.datetime) -> Found:
    """Made, and closed."""
    rows = Complaint.objects.visible_to(user).filter(organisation=agency)
    told: dict[str, Any] = {"kind": "complaints", "about": F("title"), "address": path_of("complaints")}
    yield happened(rows, at="raised_at", what="Complaint", tone="bad", **told)
    yield happened(rows.filter(closed_at__isnull=False), at="closed_at", what="Complaint closed", tone="ok", **told)


for source in (
    Source("meetings", "Meetings", meetings),
    Source("promises", "Promises", promises),
    Source("orders", "Orders", orders),
    Source("contracts", "Contracts", contracts),
    Source("service-levels", "Service levels", levels),
    Source("bills", "Bills", bills),
    Source("surveys", "Surveys", ratings),
    Source("complaints", "Complaints", complaints),
):
    add_source(source)
