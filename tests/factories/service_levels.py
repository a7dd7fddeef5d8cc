"""Periods for the arithmetic of service levels: stretches of June 2026, terms of a contract, histories of checks."""

from datetime import date, timedelta
from decimal import Decimal

from contracts.agreements.templates_of_terms import Tier
from contracts.service_levels.arithmetic import periods, windows
from contracts.service_levels.arithmetic.attainment import Convention
from contracts.service_levels.arithmetic.maintenance import ExcludedTime
from contracts.service_levels.arithmetic.periods import PeriodTerms, compute_period
from contracts.service_levels.arithmetic.timelines import Check, CheckStatus, Timeline
from contracts.service_levels.arithmetic.windows import Interval

JUNE = windows.month_window(date(2026, 6, 1), "UTC")
NINES = Decimal("99.9")


def steps(*rows: tuple[str, str, str]) -> tuple[Tier, ...]:
    return tuple(Tier(*map(Decimal, row)) for row in rows)


STEPS_10_25_100 = steps(("99.9", "99", "10"), ("99", "95", "25"), ("95", "0", "100"))


def june(minute: float, length: float) -> Interval:
    """A stretch of June that starts `minute` minutes into the month."""
    start = JUNE.start + timedelta(minutes=minute)
    return Interval(start, start + timedelta(minutes=length))


def terms(**changes: object) -> PeriodTerms:
    values = {
        "target": NINES,
        "convention": Convention.REMOVE_BOTH,
        "minimum_outage_seconds": Decimal(0),
        "degraded_counts_as_down": False,
        "coverage_required": Decimal(95),
        "tiers": STEPS_10_25_100,
        "credit_cap_percent": None,
    }
    return PeriodTerms(**(values | changes))


def computed(
    *outages: Interval, excluded: tuple[Interval, ...] = (), agreed=(JUNE,), covered=(JUNE,), fee="12400", **changes
) -> periods.PeriodComputation:
    down = windows.union(outages)
    exclusions = [ExcludedTime(f"EX-{number}", when) for number, when in enumerate(excluded, 1)]
    seen = Timeline(windows.union(covered), down, (), tuple(one.start for one in down))
    return compute_period(agreed=agreed, seen=seen, excluded=exclusions, terms=terms(**changes), fee=Decimal(fee))


def checks(*rows: tuple[float, str], source: str = "probe") -> list[Check]:
    """Checks as (hours into June, status)."""
    return [Check(source, JUNE.start + timedelta(hours=hour), CheckStatus(status)) for hour, status in rows]
