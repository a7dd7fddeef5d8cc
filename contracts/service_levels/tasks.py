"""Background work: closing months that have ended, granting credits whose results are final."""

from collections import defaultdict
from datetime import date
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from contracts.agreements.models import ServiceLevelTerm
from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .evidence_files import EvidenceAltered
from .models import ServiceCredit
from .queries import unsettled_periods
from .queries.compaction import months_to_compact

AT_ONCE = 25
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="20 6 * * *")
@app.task(name="contracts.close_ended_periods", queueing_lock="contracts.close_ended_periods")
def close_ended_periods(timestamp: int) -> None:
    """Enqueues a job for every so many service levels whose month is over without a final result."""
    months: defaultdict[date, list[int]] = defaultdict(list)
    for term, period in unsettled_periods(at=database_now()):
        months[period].append(term.pk)
    jobs: list[dict[str, Any]] = [
        {"term_ids": terms[first : first + AT_ONCE], "period": period.isoformat()}
        for period, terms in months.items()
        for first in range(0, len(terms), AT_ONCE)
    ]
    if jobs:
        app.configure_task("contracts.close_month").batch_defer(*jobs)


@app.task(name="contracts.close_month", retry=RETRY)
def close_month(term_ids: list[int], period: str) -> None:
    """Closes one month of several service levels; one bad file among them stops its own month only."""
    terms = list(ServiceLevelTerm.objects.filter(pk__in=term_ids).order_by("pk"))
    try:
        actions.close_month(terms=terms, period=date.fromisoformat(period), by=SYSTEM)
    except EvidenceAltered:
        jobs: list[dict[str, Any]] = [{"term_id": term.pk, "period": period} for term in terms]
        app.configure_task("contracts.close_period").batch_defer(*jobs)


@app.task(name="contracts.close_period", retry=RETRY)
def close_period(term_id: int, period: str) -> None:
    """Closes one month of one service level; with the same inputs a second run changes nothing."""
    term = ServiceLevelTerm.objects.get(pk=term_id)
    actions.close_period(term=term, period=date.fromisoformat(period), by=SYSTEM)


@app.periodic(cron="50 6 * * *")
@app.task(name="contracts.grant_final_credits", queueing_lock="contracts.grant_final_credits")
def grant_final_credits(timestamp: int) -> None:
    """Enqueues one job for each credit below the limit that has become final without having been granted."""
    owed = ServiceCredit.objects.granted_by_itself(at=database_now())
    jobs = [{"credit_id": pk} for pk in owed.values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.grant_credit").batch_defer(*jobs)


@app.task(name="contracts.grant_credit", retry=RETRY)
def grant_credit(credit_id: int) -> None:
    """Grants one credit whose result is final; one granted meanwhile is left as it is."""
    credit = ServiceCredit.objects.filter(pk=credit_id, status=ServiceCredit.Status.PROPOSED).first()
    if credit:
        actions.grant_credit(credit=credit, by=SYSTEM)


@app.periodic(cron="10 4 * * *")
@app.task(name="contracts.compact_ended_months", queueing_lock="contracts.compact_ended_months")
def compact_ended_months(timestamp: int) -> None:
    """Enqueues a job for each monitor's ended month that lies in several files."""
    jobs: list[dict[str, Any]] = [
        {"term_id": term, "source": source, "month": month.isoformat()}
        for term, source, month in months_to_compact(at=database_now())
    ]
    if jobs:
        app.configure_task("contracts.compact_evidence").batch_defer(*jobs)


@app.task(name="contracts.compact_evidence", retry=RETRY)
def compact_evidence(term_id: int, source: str, month: str) -> None:
    """Draws one month's file; a second run with the same batches changes nothing."""
    term = ServiceLevelTerm.objects.get(pk=term_id)
    actions.compact_evidence(term=term, source=source, month=date.fromisoformat(month), by=SYSTEM)
