"""How much of this month's error budget is left, and what the pace of the last days comes to, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from zoneinfo import ZoneInfo

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind, Shape
from marketplace.components.formats import minutes, percent_down

from ..arithmetic.attainment import HUNDRED, allowed_downtime, budget_left_percent, burn_rate
from ..arithmetic.rollups import HOUR
from ..arithmetic.windows import Interval, intersect, month_window, total_seconds
from ..models import Exclusion, HourlyRollup
from .periods import agreed_time

LOOKED_BACK = timedelta(days=7)
A_DAY = Decimal(86_400)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Budget:
    """One service level's budget: what is left of it in percent, the burn rate, days until it is gone, and a sentence.

    `days_left` is None where it lasts to the end of the month at this pace.
    """

    term: ServiceLevelTerm
    left_percent: Decimal
    burn: Decimal
    days_left: Decimal | None
    sentence: str
    tone: str


def budgets_of(contract: Contract, terms: Sequence[ServiceLevelTerm], *, at: datetime) -> list[Budget]:
    """The budgets of what is timed or counted by the hour and was measured this month. Two statements."""
    period = at.astimezone(ZoneInfo(contract.time_zone)).date().replace(day=1)
    window = month_window(period, contract.time_zone)
    since = min(window.start, at - LOOKED_BACK)
    hours = HourlyRollup.objects.filter(term__in=[term.pk for term in terms], hour__gte=since - HOUR, hour__lt=at)
    by_term: dict[int, list[HourlyRollup]] = {}
    for hour in hours:
        by_term.setdefault(hour.term_id, []).append(hour)
    if not by_term:
        return []
    excluded: dict[int, list[Interval]] = {}
    for one in Exclusion.objects.approved().filter(term__in=list(by_term)).touching(Interval(since, at)):
        excluded.setdefault(one.term_id, []).append(Interval(one.starts_at, one.ends_at))
    found = [
        _budget(term, by_term[term.pk], excluded.get(term.pk, []), window, at)
        for term in terms
        if term.pk in by_term and term.shape != Shape.CASES and term.target < HUNDRED
    ]
    return [budget for budget in found if budget is not None]


def _budget(
    term: ServiceLevelTerm, hours: Sequence[HourlyRollup], holes: Sequence[Interval], window: Interval, at: datetime
) -> Budget | None:
    agreed = agreed_time(term, at.astimezone(ZoneInfo(term.contract.time_zone)).date())
    month = [hour for hour in hours if hour.hour >= window.start]
    if not agreed or not month:
        return None
    week = [hour for hour in hours if hour.hour >= at - LOOKED_BACK]
    left = Interval(at, max(at, agreed[-1].end)).seconds
    if term.kind == ObjectiveKind.AVAILABILITY:
        whole = total_seconds(agreed)
        lost, recent = (sum((_lost(hour, holes, term) for hour in part), Decimal()) for part in (month, week))
        seen = sum((hour.covered_seconds for hour in week), Decimal())
    else:
        passed = total_seconds(intersect(agreed, [Interval(window.start, at)])) or Decimal(1)
        # What the rest of the month will count is taken to be like what it has counted so far.
        whole = _counted(month) * total_seconds(agreed) / passed
        lost, recent, seen = _failed(month), _failed(week), _counted(week)
    remaining = budget_left_percent(term.target, whole, lost)
    burn = burn_rate(term.target, recent, seen) if seen else Decimal()
    if remaining is None or burn is None:
        return None
    days = _days_until_gone(remaining, burn, total_seconds(agreed))
    lasts = days is None or days * A_DAY >= left
    gone = None if lasts else days
    sentence, tone = _said(term, remaining, gone, allowed_downtime(term.target, whole), at)
    return Budget(term, remaining, burn, gone, sentence, tone)


def _counted(hours: Sequence[HourlyRollup]) -> Decimal:
    return Decimal(sum(hour.total or 0 for hour in hours))


def _failed(hours: Sequence[HourlyRollup]) -> Decimal:
    return Decimal(sum((hour.total or 0) - (hour.good or 0) for hour in hours))


def _lost(hour: HourlyRollup, holes: Sequence[Interval], term: ServiceLevelTerm) -> Decimal:
    """Lost seconds of an hour that no exclusion can take out."""
    down = hour.down_seconds + (hour.degraded_seconds if term.degraded_counts_as_down else Decimal())
    taken = total_seconds(intersect(holes, [Interval(hour.hour, hour.hour + HOUR)]))
    return min(down, Decimal(3600) - taken)


def _days_until_gone(remaining: Decimal, burn: Decimal, whole_seconds: Decimal) -> Decimal | None:
    """remaining ÷ (burn · the pace that would just use up the whole); None at no pace (reference §9.7)."""
    if remaining <= 0:
        return Decimal()
    return remaining / HUNDRED * whole_seconds / A_DAY / burn if burn else None


def _said(
    term: ServiceLevelTerm, remaining: Decimal, gone: Decimal | None, allowed: Decimal, at: datetime
) -> tuple[str, str]:
    owed = "a credit is owed" if term.tiers.all() else "the promise is missed"
    month = f"{at.astimezone(ZoneInfo(term.contract.time_zone)):%B}"
    by_time = term.kind == ObjectiveKind.AVAILABILITY
    lost = f"{minutes(allowed / 60)} may be lost in {month}"
    room = lost if by_time else f"{percent_down(HUNDRED - term.target)} may fail"
    if remaining <= 0:
        return f"All that may be lost in {month} is lost already: {owed} if nothing is agreed not to count.", "bad"
    if gone is not None:
        days = int(gone.to_integral_value(ROUND_CEILING))
        number = NUMBERS[days] if days < len(NUMBERS) else str(days)
        return f"{number.capitalize()} day{'' if days == 1 else 's'} of this and {owed}.", "warn"
    left = percent_down(remaining, 0)
    return f"At the pace of the last seven days {month} keeps its promise. {room}, and {left} of that is left.", "ok"
