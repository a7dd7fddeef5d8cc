"""Market reports for programs: released ones, to everybody."""

import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from marketplace.schemas import Schema

from .models import MarketReport

router = Router(tags=["opportunities"])


class ReportEntryOut(Schema):
    """One question. `yes` and `no` are null where the answer is words; `words` say what the answers say together."""

    lot: int
    code: str
    question: str
    answered: int
    yes: int | None
    no: int | None
    words: str


class MarketReportOut(Schema):
    """What the market said, without names."""

    reference: str
    responses: int
    summary: str
    released_at: datetime.datetime
    entries: list[ReportEntryOut]

    @staticmethod
    def resolve_reference(report: MarketReport) -> str:
        return report.solicitation.reference

    @staticmethod
    def resolve_entries(report: MarketReport) -> list:
        return list(report.entries.all())


@router.get("/{reference}/market-report", response=MarketReportOut, url_name="market_report")
def get_market_report(request: HttpRequest, reference: str) -> MarketReport:
    """What the market said to a request for information, once it is released."""
    rows = MarketReport.objects.visible_to(request.user).filter(released_at__isnull=False)
    return get_object_or_404(
        rows.select_related("solicitation").prefetch_related("entries"), solicitation__reference=reference
    )
