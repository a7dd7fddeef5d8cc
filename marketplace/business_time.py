"""Working time: opening hours a weekday, holidays, special openings, in one time zone.

Spans are half-open, counted in whole elapsed seconds: a change of the clocks is neither lost nor counted twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

Opening = tuple[time, time]
Week = Mapping[int, tuple[Opening, ...]]

MIDNIGHT = time(0)
DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = range(5)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# No due time lies further ahead; a calendar that stays shut for so long has run out of openings.
SEARCH_LIMIT_DAYS = 3 * 366


class CalendarError(ValueError):
    """A calendar, or a question put to it, makes no sense. The message is a sentence."""


@dataclass(frozen=True)
class BusinessCalendar:
    """When somebody is at work.

    `week` maps 0 (Monday) to 6 (Sunday) to openings in local time, several a day where there is a lunch break; an
    opening that ends at midnight ends the day. `closed` names each closed day. `openings` replaces the hours of
    single days. Raises CalendarError when these contradict themselves.
    """

    zone: str
    week: Week
    closed: Mapping[date, str] = field(default_factory=dict)
    openings: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_zone(self.zone)
        for weekday, hours in self.week.items():
            if weekday not in range(7):
                raise CalendarError(f"Weekday {weekday} does not exist. Use 0 for Monday to 6 for Sunday.")
            _check_openings(WEEKDAYS[weekday], hours)
        for day, hours in self.openings.items():
            _check_openings(f"{day:%-d %B %Y}", hours)
            if day in self.closed:
                raise CalendarError(
                    f"{day:%-d %B %Y} is closed ({self.closed[day]}) and has a special opening. Keep one of them."
                )
        if not any(self.week.values()) and not any(self.openings.values()):
            raise CalendarError("This calendar never opens. Give at least one opening in the week.")
        for name in ("week", "closed", "openings"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def hours_on(self, day: date) -> tuple[Opening, ...]:
        """The openings of one local day, in order."""
        if day in self.closed:
            return ()
        return tuple(sorted(self.openings.get(day, self.week.get(day.weekday(), ()))))


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CalendarError(f"The time zone “{zone}” is not known. Use a name such as America/New_York.") from error


def _check_openings(label: str, hours: Iterable[Opening]) -> None:
    ordered = sorted(hours)
    for opens, closes in ordered:
        if closes != MIDNIGHT and closes <= opens:
            raise CalendarError(
                f"{label}: an opening from {opens:%H:%M} to {closes:%H:%M} ends before it starts. "
                "Split hours past midnight into two days."
            )
    for (_, closes), (opens, _) in pairwise(ordered):
        if closes == MIDNIGHT or opens < closes:
            raise CalendarError(f"{label}: two openings overlap at {opens:%H:%M}. Make them one, or part them.")


def weekly(hours: Iterable[Opening], days: Iterable[int] = MONDAY_TO_FRIDAY) -> dict[int, tuple[Opening, ...]]:
    """The same openings on each of `days`, Monday to Friday by default."""
    openings = tuple(hours)
    return dict.fromkeys(days, openings)


def public_holidays(years: Iterable[int], *, named: Mapping[date, str] | None = None) -> dict[date, str]:
    """United States federal holidays of `years`, observed days with them, and the days that `named` adds."""
    return {**dict(holidays.country_holidays("US", years=list(years)).items()), **(named or {})}


def business_seconds(start: datetime, end: datetime, calendar: BusinessCalendar) -> int:
    """Working seconds in [start, end); 0 where end is not after start. Raises CalendarError for times without zone."""
    start, end = _whole_second(start), _whole_second(end)
    if end <= start:
        return 0
    last = _local_day(end, calendar)
    spans = _spans_from(_local_day(start, calendar), calendar, until=last)
    return sum(_seconds(max(opens, start), min(closes, end)) for opens, closes in spans)


def openings_between(start: datetime, end: datetime, calendar: BusinessCalendar) -> list[tuple[datetime, datetime]]:
    """The working time of [start, end) as stretches in UTC, in order. Raises CalendarError for times without zone."""
    start, end = _whole_second(start), _whole_second(end)
    spans = _spans_from(_local_day(start, calendar), calendar, until=_local_day(end, calendar))
    cut = [(max(opens, start), min(closes, end)) for opens, closes in spans]
    return [(opens, closes) for opens, closes in cut if opens < closes]


def business_add(start: datetime, seconds: int, calendar: BusinessCalendar) -> datetime:
    """The moment (UTC) at which `seconds` of working time have passed since `start`.

    Time that runs out at closing is due at closing, not at the next opening; 0 seconds give the moment the clock
    starts. Raises CalendarError for a negative number, or when three years of openings do not suffice.
    """
    if seconds < 0:
        raise CalendarError("Working time cannot be added backwards. Give zero or more seconds.")
    start, left = _whole_second(start), seconds
    for opens, closes in _spans_from(_local_day(start, calendar), calendar):
        begins = max(opens, start)
        there = _seconds(begins, closes)
        if there and left <= there:
            return begins + timedelta(seconds=left)
        left -= there
    raise CalendarError("The openings of the next three years do not hold that much working time. Add some.")


def is_working_day(day: date, calendar: BusinessCalendar) -> bool:
    """Whether anybody is at work at some time of this local day."""
    return bool(calendar.hours_on(day))


def next_working_day(day: date, calendar: BusinessCalendar) -> date:
    """The first working day after `day`. Raises CalendarError when the calendar runs out of openings."""
    for later in range(1, SEARCH_LIMIT_DAYS):
        if is_working_day(day + later * DAY, calendar):
            return day + later * DAY
    raise CalendarError("The calendar has no openings left in the next three years. Add some.")


def add_working_days(at: datetime, days: int, calendar: BusinessCalendar) -> datetime:
    """The same local time of day, `days` working days later, in UTC. The day of `at` itself is not counted.

    A time of day that the change of the clocks leaves out moves to the moment of the change. Raises CalendarError
    for a negative number or a time without zone.
    """
    if days < 0:
        raise CalendarError("Working days cannot be added backwards. Give zero or more days.")
    local = _aware(at).astimezone(ZoneInfo(calendar.zone))
    day = local.date()
    for _ in range(days):
        day = next_working_day(day, calendar)
    return at.astimezone(UTC) if days == 0 else _instant(day, local.time(), calendar.zone)


def close_of_business(at: datetime, days: int, calendar: BusinessCalendar) -> datetime:
    """When the last opening closes (UTC) on the working day that lies `days` working days after the day of `at`.

    For people's deadlines: nobody is asked for an answer at 2:57 in the morning. Raises CalendarError like
    add_working_days, and for less than one day.
    """
    if days < 1:
        raise CalendarError("The day of the question itself is no deadline. Give one working day or more.")
    day = _local_day(_aware(at), calendar)
    for _ in range(days):
        day = next_working_day(day, calendar)
    closes = calendar.hours_on(day)[-1][1]
    return _instant(day + DAY if closes == MIDNIGHT else day, closes, calendar.zone)


def working_days_between(on: date, until: date, calendar: BusinessCalendar) -> int:
    """Working days from `on` to `until`, both counted ("4 working days, counting today"); 0 once `until` is past."""
    return sum(is_working_day(on + later * DAY, calendar) for later in range((until - on).days + 1))


def holidays_between(on: date, until: date, calendar: BusinessCalendar) -> list[tuple[date, str]]:
    """The closed days from `on` to `until` that would have been working days, for a screen that names them."""
    return [
        (day, name)
        for day, name in sorted(calendar.closed.items())
        if on <= day <= until and calendar.week.get(day.weekday())
    ]


@lru_cache(maxsize=4_096)
def local_midnight(day: date, zone: str) -> datetime:
    """The moment (UTC) at which `day` begins in `zone`."""
    return _instant(day, MIDNIGHT, zone)


def _spans_from(
    day: date, calendar: BusinessCalendar, *, until: date | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """Openings in UTC from the local `day` on, to the local day `until` where that is given."""
    days = SEARCH_LIMIT_DAYS if until is None else (until - day).days + 1
    for today in (day + later * DAY for later in range(days)):
        for opens, closes in calendar.hours_on(today):
            ends = (today + DAY, MIDNIGHT) if closes == MIDNIGHT else (today, closes)
            yield _instant(today, opens, calendar.zone), _instant(*ends, calendar.zone)


def _instant(day: date, clock: time, zone: str) -> datetime:
    """A local time as UTC: the first of two equal ones in autumn, the change itself for one left out in spring."""
    tz = ZoneInfo(zone)
    local = datetime.combine(day, clock, tzinfo=tz).replace(fold=0)
    instant = local.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    before, after = local.replace(fold=1).astimezone(UTC), instant
    offset = before.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if middle.astimezone(tz).utcoffset() == offset else (before, middle)
    return after.replace(microsecond=0)


def _local_day(at: datetime, calendar: BusinessCalendar) -> date:
    return at.astimezone(ZoneInfo(calendar.zone)).date()


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def _whole_second(at: datetime) -> datetime:
    return _aware(at).astimezone(UTC).replace(microsecond=0)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise CalendarError(f"{at:%Y-%m-%d %H:%M} has no time zone, so it is not a moment. Give one.")
    return at
