"""Which evidence speaks of a window, what it says, and which of new rows are not held already."""

from collections.abc import Sequence

from contracts.agreements.models import ServiceLevelTerm

from ..arithmetic.timelines import HOLD, Timeline, timeline
from ..arithmetic.windows import Interval
from ..evidence_files import read_said, read_spells
from ..models import EvidenceBatch
from ..readings import Count, MeasurementsRefused, Problem, Row


def evidence_for(term: ServiceLevelTerm, window: Interval) -> list[EvidenceBatch]:
    """Batches that say something of `window`: rows in it, rows held into it, and each monitor's first row after it."""
    speaking = term.evidence_batches.filter(last_at__gte=window.start - HOLD, first_at__lt=window.end)
    after = (
        term.evidence_batches.filter(first_at__gte=window.end).order_by("source", "first_at", "pk").distinct("source")
    )
    return [*speaking, *after]


def seen_in(term: ServiceLevelTerm, window: Interval) -> Timeline:
    """What all monitors of a term together say of `window`. Raises EvidenceAltered."""
    return timeline(read_spells(evidence_for(term, window), window)).within(window)


def fresh_readings(term: ServiceLevelTerm, readings: Sequence[Row]) -> list[Row]:
    """Those of `readings` (one source, in order of time) that are not held for this term yet.

    Raises MeasurementsRefused where one contradicts the evidence held, EvidenceAltered where that was tampered with.
    """
    if not readings:
        return []
    source, first, last = readings[0].source, readings[0].at, readings[-1].at
    overlapping = term.evidence_batches.filter(source=source, first_at__lte=last, last_at__gte=first)
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
