"""Closed months of a contract, for programs."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from contracts.agreements.models import Contract
from marketplace.clock import database_now
from marketplace.schemas import Schema

from ..arithmetic.attainment import rounded_down
from ..models import PeriodResult, ServiceCredit
from ..openslo import of_contract
from ..queries import latest_of, ledger

router = Router(tags=["service levels"])
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


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


@router.get("/{reference}/openslo", response=list[dict[str, Any]], url_name="contract_openslo")
def get_openslo(request: HttpRequest, reference: str) -> list[dict[str, Any]]:
    """What the contract promises as OpenSLO v1 documents: a service, and an objective for each service level."""
    return of_contract(get_object_or_404(_readable(request), reference=reference))
