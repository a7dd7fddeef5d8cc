"""Closing a month: its figures, the breach, the credits, and word to both sides."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.offerings.measured import record_measured_levels
from catalog.offerings.standing import record_standing
from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money, percent_down
from marketplace.errors import DomainError
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..arithmetic.periods import Outage, PeriodComputation
from ..models import PeriodResult
from ..queries.audience import people_of
from ..queries.gathering import gather_month
from ..queries.periods import PeriodInputs, agreed_time, computed_of, period_window
from ..queries.standing import CODE, COUNTED_KINDS, counted_standing, measured_standing
from .settling import settle_month

FIGURES = """
agreed_seconds excluded_seconds counting_seconds downtime_seconds covered_seconds allowed_downtime_seconds
coverage_percent uptime_percent uptime_without_exclusions verdict fee credit good total details formula_version
""".split()


class PeriodStillRuns(DomainError):
    """The month has not ended in the contract's zone."""

    sentence = (
        "This month has not ended yet where the contract applies, so it cannot be closed. Close it once it is over."
    )


class PeriodOutsideContract(DomainError):
    """The contract does not run in that month."""

    sentence = "The contract does not run in this month, so there is nothing to close. Choose a month of its term."


class NotMeasured(DomainError):
    """Nobody has handed in a case of this service level."""

    sentence = "No case of this service level is known, so no month of it can be closed. Hand its cases in first."


def close_period(
    *, term: ServiceLevelTerm, period: date, by: Any, now: Clock = database_now
) -> tuple[PeriodResult, bool]:
    """Computes one service level's month and keeps it as a new revision, with the credits that a miss earns.

    Returns the result and whether it is new: with the same inputs the latest revision stands. Raises what
    `close_month` raises.
    """
    return close_month(terms=[term], period=period, by=by, now=now)[0]


@transaction.atomic
def close_month(
    *, terms: Sequence[ServiceLevelTerm], period: date, by: Any, now: Clock = database_now
) -> list[tuple[PeriodResult, bool]]:
    """The same for several service levels, in their order: their evidence is read at once, and all are kept or none.

    Raises PermissionDenied, PeriodStillRuns, PeriodOutsideContract, NotMeasured, EvidenceAltered.
    """
    for term in terms:
        require(by, "contracts.close_period", term)
    locked = ServiceLevelTerm.objects.select_for_update(of=["self"]).select_related("contract__offering")
    # By number, so that two who close the same months wait for each other and never for both.
    held = {term.pk: term for term in locked.filter(pk__in=[term.pk for term in terms]).order_by("pk")}
    terms, at, period = [held[term.pk] for term in terms], now(), period.replace(day=1)
    for term in terms:
        _check_closable(term, period, at)
    found = PeriodResult.objects.latest_revisions().filter(term__in=list(held), period=period)
    latest = {result.term_id: result for result in found}
    return [_closed(inputs, latest.get(inputs.term.pk), by=by, at=at) for inputs in gather_month(terms, period)]


def _check_closable(term: ServiceLevelTerm, period: date, at: datetime) -> None:
    if term.shape == Shape.CASES and not term.cases.exists():
        raise NotMeasured
    if not agreed_time(term, period) or term.contract.signed_at is None:
        raise PeriodOutsideContract
    if at < period_window(term, period).end:
        raise PeriodStillRuns


def _closed(inputs: PeriodInputs, latest: PeriodResult | None, *, by: Any, at: datetime) -> tuple[PeriodResult, bool]:
    if latest and latest.inputs_sha256 == inputs.sha256:
        return latest, False
    result = _keep(inputs, after=latest, by=by, at=at)
    settle_month(result, by=by, at=at)
    data = {name: getattr(result, name) for name in ("period", "revision", "verdict", "credit", "inputs_sha256")}
    uptime = None if result.uptime_percent is None else str(result.uptime_percent)
    record(action="contracts.period_result.computed", obj=result, by=by, at=at, data={**data, "uptime_percent": uptime})
    _note_standing(result, by=by, at=at)
    _tell(result, at=at)
    return result, True


def _keep(inputs: PeriodInputs, *, after: PeriodResult | None, by: Any, at: datetime) -> PeriodResult:
    computed = computed_of(inputs)
    return PeriodResult.objects.create(
        term=inputs.term,
        period=inputs.period,
        revision=after.revision + 1 if after else 1,
        supersedes=after,
        credit_percent=computed.tier.percent if computed.tier else Decimal(),
        currency=inputs.term.contract.currency,
        outages=[_outage_data(one) for one in computed.outages],
        inputs=inputs.as_data,
        inputs_sha256=inputs.sha256,
        computed_at=at,
        computed_by=str(by),
        dispute_ends_at=at + timedelta(days=inputs.term.dispute_days),
        **_figures(computed),
    )


def _figures(computed: PeriodComputation) -> dict[str, Any]:
    return {name: getattr(computed, name) for name in FIGURES}


def _outage_data(outage: Outage) -> dict[str, Any]:
    return {
        "start": outage.when.start.isoformat(),
        "end": outage.when.end.isoformat(),
        "counted": outage.counted,
        "reference": outage.reference,
        "failed_checks": outage.failed_checks,
    }


def _note_standing(result: PeriodResult, *, by: Any, at: datetime) -> None:
    """The catalogue shows what was measured of an offering."""
    offering = result.term.contract.offering
    if offering is None:
        return
    if result.term.kind in COUNTED_KINDS:
        levels = counted_standing(offering, until=result.period)
        record_measured_levels(offering=offering, levels=levels, by=by, at=at)
    if result.term.code != CODE:
        return
    standing = measured_standing(offering, until=result.period)
    if standing:
        record_standing(offering=offering, by=by, at=at, **vars(standing))


def _tell(result: PeriodResult, *, at: datetime) -> None:
    """Both sides hear the same, in the same words."""
    term, contract = result.term, result.term.contract
    month = f"{result.period:%B %Y}"
    if result.verdict == PeriodResult.Verdict.INSUFFICIENT_DATA:
        outcome = f"too little data, coverage {percent_down(result.coverage_percent)}"
    else:
        promised = f"{percent_down(result.uptime_percent)} against {percent_down(term.target)}"
        outcome = f"{result.get_verdict_display().lower()}, {promised}"
    earned = f" It earns a credit of {money((result.credit, result.currency))}." if result.credit else ""
    anew = f" This is revision {result.revision}; it replaces the one before." if result.supersedes else ""
    notify(
        recipients=people_of(contract, at=at),
        key=f"period-result-{result.pk}",
        subject=f"{contract.reference}: {term.title} in {month}: {outcome}",
        body=f"{month} is closed.{earned}{anew} It can be disputed for {term.dispute_days} days.",
        address=contract.get_absolute_url(),
        at=at,
    )
