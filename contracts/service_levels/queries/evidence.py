"""Which evidence speaks of a window, what it says, and which of new rows are not held already."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contracts.agreements.models import ServiceLevelTerm

from ..arithmetic.timelines import HOLD, Timeline, timeline
from ..arithmetic.windows import Interval
from ..evidence_files import read_said
from ..evidence_spells import Monitor, read_spells
from ..models import EvidenceBatch
from ..readings import Count, MeasurementsRefused, Problem, Row


def evidence_of(terms: Iterable[ServiceLevelTerm], window: Interval) -> list[EvidenceBatch]:
    """Batches of all these terms with rows in the window, or held into it; by term and time. One statement."""
    every = EvidenceBatch.objects.filter(term__in=[term.pk for term in terms])
    return list(every.filter(last_at__gte=window.start - HOLD, first_at__lt=window.end).with_files())


def seen_by_term(
    terms: Sequence[ServiceLevelTerm], window: Interval, evidence: Sequence[EvidenceBatch] | None = None
) -> dict[int, Timeline]:
    """What all monitors of each term together say of `window`, however many terms. Raises EvidenceAltered."""
    if evidence is None:
        evidence = evidence_of(terms, window)
    spells = read_spells(evidence, window, _going_on(terms, window))
    return {term.pk: timeline(spells.get(term.pk, ())).within(window) for term in terms}


def _going_on(terms: Sequence[ServiceLevelTerm], window: Interval) -> dict[Monitor, datetime]:
    """When each monitor's first row after the window came. Its file need not be read: whatever it says, the row
    before it stands until then."""
    later = EvidenceBatch.objects.filter(term__in=[term.pk for term in terms], first_at__gte=window.end)
    rows = later.order_by("term", "source", "first_at").distinct("term", "source")
    return {(term, source): at for term, source, at in rows.values_list("term", "source", "first_at")}


def seen_in(term: ServiceLevelTerm, window: Interval) -> Timeline:
    """What all monitors of a term together say of `window`. Raises EvidenceAltered."""
    return seen_by_term([term], window)[term.pk]


def fresh_readings(term: ServiceLevelTerm, readings: Sequence[Row]) -> list[Row]:
    """Those of `readings` (one source, in order of time) that are not held for this term yet.

    Raises MeasurementsRefused where one contradicts the evidence held, EvidenceAltered where that was tampered with.
    """
    if not readings:
        return []
    source, first, last = readings[0].source, readings[0].at, readings[-1].at
    overlapping = term.evidence_batches.filter(source=source, first_at__lte=last, last_at__gte=first).with_files()
    held = read_said(list(overlapping), source, first, last, counted=isinstance(readings[0], Count))
    contradictions = [
        Problem(
            reading.line,
            f"It says {reading.said} at {reading.at:%Y-%m-%d %H:%M:%S} UTC, the evidence held says "
            f"{held[reading.at]}. Evidence is never overwritten.",
        )
        for reading in readings
        if held.get(reading.at, reading.said) != reading.said
    ]
    if contradictions:
        raise MeasurementsRefused(contradictions)
    return [reading for reading in readings if reading.at not in held]
