"""Every service level of a contract against its promise, in two statements however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind
from marketplace.components.charts import Chart
from marketplace.components.charts.targets import target_chart
from marketplace.permissions import allowed

from ..models import PeriodResult
from ..words import counted_by, promise_of
from .ledger_rows import LedgerRow
from .ledgers import ledger, source_line
from .months import YearView, year_view


@dataclass(frozen=True)
class LevelView:
    """One service level: its promise in words, the month looked at, twelve months, who counts."""

    term: ServiceLevelTerm
    year: YearView
    latest: PeriodResult | None
    promise: str
    counted_by: str
    chart: Chart
    ledger: Sequence[LedgerRow]
    sources: Sequence[str]
    may_load: bool


def main_term(terms: Sequence[ServiceLevelTerm]) -> ServiceLevelTerm | None:
    """The one whose month is drawn hour by hour: time in service where it is promised."""
    return next((term for term in terms if term.kind == ObjectiveKind.AVAILABILITY), terms[0] if terms else None)


def level_views(
    contract: Contract, terms: Sequence[ServiceLevelTerm], *, until: date, reader: Any, party: bool
) -> list[LevelView]:
    """The views in the order of the contract; calculations of the month looked at come with them."""
    found = PeriodResult.objects.latest_revisions().filter(term__contract=contract).defer("outages")
    by_term: dict[int, list[PeriodResult]] = {term.pk: [] for term in terms}
    known = {term.pk: term for term in terms}
    for result in found.filter(period__lte=until):
        result.term = known[result.term_id]
        by_term[result.term_id].append(result)
    return [_view(term, by_term[term.pk], until, reader, party) for term in terms]


def _view(term: ServiceLevelTerm, results: list[PeriodResult], until: date, reader: Any, party: bool) -> LevelView:
    year = year_view(term, results, until=until)
    latest = year.results[-1]
    counted = latest is not None and term.kind != ObjectiveKind.AVAILABILITY
    return LevelView(
        term=term,
        year=year,
        latest=latest,
        promise=promise_of(term),
        counted_by=counted_by(term),
        chart=target_chart(year.months, target=term.target, subject=f"{term.title} by month", caption=_caption(year)),
        ledger=ledger(latest) if latest is not None and counted else (),
        sources=source_line(latest) if latest is not None and counted else (),
        may_load=party and allowed(reader, term.measuring_action, term),
    )


def _caption(year: YearView) -> str:
    return f"{year.met} of {len(year.measured)} measured months met the promise of {year.term.target.normalize():f}%."
