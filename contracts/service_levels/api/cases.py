"""The door through which a desk tells what happened to its cases, and by which their clocks are read."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import AwareDatetime, Field

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.organisations.token_auth import MEASURE, READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from ..actions import Told, record_clock_events
from ..actions.cases import LONGEST_NUMBER, LONGEST_SUBJECT, MOST_EVENTS
from ..arithmetic.clocks import Step
from ..models import Case
from ..queries.counting import clock_of
from .measurements import measured_term

router = Router(tags=["service levels"])


class ClockEventIn(Schema):
    """One event of a case. A pause says for whom it waits; no other step has a reason."""

    case: str = Field(min_length=1, max_length=LONGEST_NUMBER)
    step: Literal["started", "paused", "resumed", "stopped"]
    at: AwareDatetime
    reason: Literal["", "agency", "third_party"] = ""
    subject: str = Field("", max_length=LONGEST_SUBJECT)


class ClockEventsIn(Schema):
    events: Annotated[list[ClockEventIn], Field(min_length=1, max_length=MOST_EVENTS)]


class CasesOut(Schema):
    """`fresh` events were new, `known` were held already."""

    fresh: int
    known: int


class CaseOut(Schema):
    """`due_at` is null while the clock stands paused. `elapsed_seconds` and `promised_seconds` are service time."""

    number: str
    subject: str
    state: str
    started_at: datetime.datetime
    due_at: datetime.datetime | None
    stopped_at: datetime.datetime | None
    elapsed_seconds: int
    promised_seconds: int


@router.post(
    "/{reference}/service-levels/{code}/cases",
    response={200: CasesOut, 201: CasesOut},
    auth=MEASURE,
    url_name="contract_cases",
)
def post_cases(request: HttpRequest, reference: str, code: str, sent: ClockEventsIn) -> Status[dict[str, Any]]:
    """Takes events of cases in, whole or not at all: 201 with new ones, 200 without. Safe to repeat."""
    term, _ = measured_term(request, reference, code)
    told = [Told(one.case, Step(one.step), one.at, one.reason, one.subject) for one in sent.events]
    report = record_clock_events(term=term, events=told, by=request.user)
    return Status(201 if report.fresh else 200, {"fresh": report.fresh, "known": report.known})


@router.get("/{reference}/service-levels/{code}/cases", response=Paged[CaseOut], auth=READ, url_name="contract_cases")
def list_cases(request: HttpRequest, reference: str, code: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The cases of a service level, newest first, each with its clock as it stands now."""
    seen = ServiceLevelTerm.objects.visible_to(request.user).select_related("contract")
    term = get_object_or_404(seen, contract__reference=reference, code=code)
    cases = term.cases.prefetch_related("events") if term.shape == Shape.CASES else Case.objects.none()
    answer = paged(request, cases, asked)
    at = timezone.now()
    return answer | {"items": [_shown(case, term, at) for case in answer["items"]]}


def _shown(case: Case, term: ServiceLevelTerm, at: datetime.datetime) -> dict[str, Any]:
    clock = clock_of(case, term, at=at)
    return {
        "number": case.number,
        "subject": case.subject,
        "state": clock.state,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "stopped_at": clock.stopped_at,
        "elapsed_seconds": clock.elapsed,
        "promised_seconds": clock.target,
    }
