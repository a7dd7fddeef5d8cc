"""Months of a contract for programs, and the door through which monitors send what they measured."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import AwareDatetime, Field

from contracts.agreements.models import Contract
from marketplace.clock import database_now
from marketplace.organisations.token_auth import MEASURE
from marketplace.schemas import Input, Schema

from .actions import load_measurements
from .arithmetic.attainment import rounded_down
from .arithmetic.timelines import CheckStatus
from .models import PeriodResult, ServiceCredit
from .queries import latest_of, ledger
from .readings import EARLIEST, LONGEST_CELL, SLOWEST_MS, Reading

router = Router(tags=["service levels"])
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
MOST_MEASUREMENTS = 20_000


class CreditOut(Schema):
    reference: str
    kind: str
    status: str
    amount: Decimal
    currency: str
    debtor: str
    creditor: str

    @staticmethod
    def resolve_debtor(credit: ServiceCredit) -> str:
        return credit.debtor.name

    @staticmethod
    def resolve_creditor(credit: ServiceCredit) -> str:
        return credit.creditor.name


class LedgerLine(Schema):
    what: str
    how: str
    value: str


class LevelResultOut(Schema):
    """One service level's month. `uptime_percent` is as measured, `uptime_shown` rounded down to three places."""

    objective: str
    title: str
    target: Decimal
    verdict: str
    uptime_percent: Decimal | None
    uptime_shown: str | None
    uptime_without_exclusions: Decimal | None
    coverage_percent: Decimal
    agreed_seconds: Decimal
    excluded_seconds: Decimal
    downtime_seconds: Decimal
    covered_seconds: Decimal
    fee: Decimal
    credit: Decimal
    currency: str
    credits: list[CreditOut]
    revision: int
    formula_version: int
    computed_at: datetime.datetime
    dispute_ends_at: datetime.datetime
    final: bool
    inputs_sha256: str
    inputs: dict[str, Any]
    outages: list[dict[str, Any]]
    ledger: list[LedgerLine]

    @staticmethod
    def resolve_objective(result: PeriodResult) -> str:
        return result.term.code

    @staticmethod
    def resolve_title(result: PeriodResult) -> str:
        return result.term.title

    @staticmethod
    def resolve_target(result: PeriodResult) -> Decimal:
        return result.term.target

    @staticmethod
    def resolve_uptime_shown(result: PeriodResult) -> str | None:
        return None if result.uptime_percent is None else str(rounded_down(result.uptime_percent))

    @staticmethod
    def resolve_credits(result: PeriodResult) -> list[ServiceCredit]:
        return list(result.service_credits.all())

    @staticmethod
    def resolve_ledger(result: PeriodResult) -> list[Any]:
        return ledger(result)


class PeriodOut(Schema):
    contract: str
    period: str
    time_zone: str
    results: list[LevelResultOut]


class MeasurementIn(Input):
    at: AwareDatetime = Field(ge=EARLIEST)
    status: CheckStatus
    http_code: int | None = Field(None, ge=0, le=999)
    response_ms: int | None = Field(None, ge=0, le=SLOWEST_MS)


class MeasurementsIn(Input):
    """Rows of one monitor about one service level."""

    objective: str = Field(max_length=40)
    source: str = Field(min_length=1, max_length=LONGEST_CELL)
    measurements: list[MeasurementIn] = Field(min_length=1, max_length=MOST_MEASUREMENTS)


class LoadOut(Schema):
    """`loaded` rows were new, `known` were held already; `batch` is null where none was new."""

    loaded: int
    known: int
    batch: int | None
    sha256: str | None


def _readable(request: HttpRequest) -> QuerySet[Contract]:
    """Signed contracts are public, as in the register; drafts are their parties' own."""
    return Contract.objects.signed() | Contract.objects.visible_to(request.user)


@router.get("/{reference}/periods/{period}", response=PeriodOut, url_name="contract_period")
def get_period(request: HttpRequest, reference: str, period: str) -> dict[str, Any]:
    """A closed month of a contract: every service level's figures, credits and calculation, latest revision."""
    month = MONTH.fullmatch(period)
    if month is None:
        raise Http404("A month is written like 2026-10.")
    contract = get_object_or_404(_readable(request), reference=reference)
    first = datetime.date(int(month[1]), int(month[2]), 1)
    latest = latest_of(contract, first)
    results = list(
        latest.select_related("term")
        .prefetch_related("service_credits__debtor", "service_credits__creditor")
        .order_by("term_id")
    )
    if not results:
        raise Http404("This month has not been closed for this contract.")
    final = set(latest.final(at=database_now()).values_list("pk", flat=True))
    for result in results:
        result.final = result.pk in final
    return {"contract": reference, "period": period, "time_zone": contract.time_zone, "results": results}


@router.post(
    "/{reference}/measurements",
    response={200: LoadOut, 201: LoadOut},
    auth=MEASURE,
    url_name="contract_measurements",
)
def post_measurements(request: HttpRequest, reference: str, sent: MeasurementsIn) -> Status[dict[str, Any]]:
    """Takes a batch of measurements in. Sending it again changes nothing: 201 with new rows, 200 without."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), reference=reference)
    term = get_object_or_404(contract.service_level_terms, code=sent.objective)
    report = load_measurements(term=term, readings=_readings(sent), by=request.user)
    batch = report.batch
    answer = {
        "loaded": report.fresh,
        "known": report.known,
        "batch": batch.pk if batch else None,
        "sha256": batch.sha256 if batch else None,
    }
    return Status(201 if batch else 200, answer)


def _readings(sent: MeasurementsIn) -> list[Reading]:
    """Rows are numbered from 1, as they stand in the list."""
    return [
        Reading(number, sent.source, one.at.astimezone(datetime.UTC), one.status, one.http_code, one.response_ms)
        for number, one in enumerate(sent.measurements, 1)
    ]
