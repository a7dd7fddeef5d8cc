"""Reading what a month's figures follow from: of one service level, or of many with the same statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import prefetch_related_objects

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind
from contracts.agreements.templates_of_terms import Tier
from contracts.orders.service_clock import look_up_beginnings

from ..arithmetic.attainment import Convention
from ..arithmetic.counted_periods import Counts
from ..arithmetic.maintenance import ExcludedTime, within_caps
from ..arithmetic.periods import PeriodTerms
from ..arithmetic.timelines import Timeline
from ..arithmetic.windows import Interval, intersect
from ..models import EvidenceBatch, Exclusion
from .counting import counted_terms, counts_in
from .evidence import evidence_of, seen_by_term
from .fees import fees_of
from .periods import PeriodInputs, agreed_time, maintenance_rules, period_window

NOTHING_SEEN = Timeline((), (), ())


def gather_inputs(term: ServiceLevelTerm, period: date, *, until: datetime | None = None) -> PeriodInputs:
    """Reads terms, fee, approved exclusions and evidence of one month, up to `until`. Raises EvidenceAltered."""
    return gather_month([term], period, until=until)[0]


def gather_month(
    terms: Sequence[ServiceLevelTerm], period: date, *, until: datetime | None = None
) -> list[PeriodInputs]:
    """The same for many service levels, in their order: statements grow with time zones, not with service levels.

    What is counted and not timed is still read one by one. Raises EvidenceAltered.
    """
    prefetch_related_objects(terms, "tiers")
    by_window: defaultdict[Interval, list[ServiceLevelTerm]] = defaultdict(list)
    for term in terms:
        by_window[period_window(term, period)].append(term)
    found: dict[int, PeriodInputs] = {}
    for window, group in by_window.items():
        for inputs in _gathered(group, period.replace(day=1), window, until):
            found[inputs.term.pk] = inputs
    return [found[term.pk] for term in terms]


def _gathered(
    terms: Sequence[ServiceLevelTerm], period: date, window: Interval, until: datetime | None
) -> Iterable[PeriodInputs]:
    timed = [term for term in terms if term.kind == ObjectiveKind.AVAILABILITY]
    evidence = evidence_of(terms, window)
    timed_ones = {term.pk for term in timed}
    seen = seen_by_term(timed, window, [one for one in evidence if one.term_id in timed_ones]) if timed else {}
    touching: defaultdict[int, list[EvidenceBatch]] = defaultdict(list)
    for batch in evidence:
        if batch.last_at >= window.start:
            touching[batch.term_id].append(batch)
    approved: defaultdict[int, list[Exclusion]] = defaultdict(list)
    for one in Exclusion.objects.approved().filter(term__in=[term.pk for term in terms]).touching(window):
        approved[one.term_id].append(one)
    fees = fees_of([term.contract for term in terms], period)
    look_up_beginnings(term.contract for term in terms)
    for term in terms:
        agreed = agreed_time(term, period)
        if until is not None:
            agreed = intersect(agreed, [Interval(min(window.start, until), until)])
        is_timed = term.pk in timed_ones
        asked = _stretches(approved[term.pk], window)
        yield PeriodInputs(
            term=term,
            period=period,
            agreed=agreed,
            seen=seen.get(term.pk, NOTHING_SEEN),
            approved=tuple(approved[term.pk]),
            excluded=_excluded(term, asked),
            emergency=tuple(asked.get(Exclusion.Kind.EMERGENCY, ())),
            evidence=tuple(touching[term.pk]),
            terms=_terms_of(term),
            fees=tuple(fees[term.contract_id]),
            counted=None if is_timed else counted_terms(term),
            counts=Counts() if is_timed else counts_in(term, agreed, window),
        )


def _terms_of(term: ServiceLevelTerm) -> PeriodTerms:
    return PeriodTerms(
        target=term.target,
        convention=Convention(term.convention),
        minimum_outage_seconds=Decimal(term.minimum_outage_seconds),
        degraded_counts_as_down=term.degraded_counts_as_down,
        coverage_required=term.coverage_required,
        tiers=tuple(Tier(row.upper_exclusive, row.lower_inclusive, row.percent) for row in term.tiers.all()),
        credit_cap_percent=term.credit_cap_percent,
    )


def _excluded(
    term: ServiceLevelTerm, asked: Mapping[Exclusion.Kind, Sequence[ExcludedTime]]
) -> tuple[ExcludedTime, ...]:
    """What is taken out of the count: maintenance of each kind cut to its monthly cap, and other causes whole."""
    planned, emergency = (asked.get(kind, ()) for kind in Exclusion.MAINTENANCE_KINDS)
    others = [one for kind, stretches in asked.items() if kind not in Exclusion.MAINTENANCE_KINDS for one in stretches]
    return (*within_caps(planned, emergency, maintenance_rules(term)), *others)


def _stretches(approved: Sequence[Exclusion], window: Interval) -> dict[Exclusion.Kind, list[ExcludedTime]]:
    """Approved stretches inside the month by their kind, maintenance as long as it really took."""
    found: defaultdict[Exclusion.Kind, list[ExcludedTime]] = defaultdict(list)
    for one in approved:
        if one.taken_out is None:
            continue
        start, end = max(one.taken_out[0], window.start), min(one.taken_out[1], window.end)
        if start < end:
            found[Exclusion.Kind(one.kind)].append(ExcludedTime(one.reference, Interval(start, end)))
    return found
