"""The house formats: $16,920.00 · 99.703% · Fri 11 Dec 2026, 2:00 pm Eastern. Decimal only; a float is a bug."""

import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

MINUS = "− "
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
ZONE_NAMES = {
    "EST": "Eastern",
    "EDT": "Eastern",
    "CST": "Central",
    "CDT": "Central",
    "MST": "Mountain",
    "MDT": "Mountain",
    "PST": "Pacific",
    "PDT": "Pacific",
    "AKST": "Alaska",
    "AKDT": "Alaska",
    "HST": "Hawaii",
}
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def exact(value: Any) -> Decimal:
    """A Decimal of an exact number. Raises TypeError for a float, which has already lost what it stood for."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"Decimal or int expected, not {type(value).__name__}")


def money(value: Any, places: int = 2) -> str:
    """$16,920.00; a loss is − $1,692.00. Takes an amount, or a pair of amount and currency code; None gives nothing."""
    if value is None or value == "":
        return ""
    amount, currency = value if isinstance(value, tuple | list) else (value, "USD")
    rounded = exact(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{MINUS if rounded < 0 else ''}{symbol}{abs(rounded):,.{places}f}"


def number(value: Any) -> str:
    """5,200; keeps the decimals a Decimal has."""
    if value is None or value == "":
        return ""
    amount = exact(value)
    return f"{MINUS if amount < 0 else ''}{abs(amount):,f}"


def percent_down(value: Any, places: int = 3) -> str:
    """99.703% of Decimal("99.70395"): rounded down, so that a missed target never looks met. None gives nothing."""
    if value is None or value == "":
        return ""
    cut = exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    return f"{_plain(abs(cut)):f}%" if cut >= 0 else f"{MINUS}{_plain(-cut):f}%"


def plural(noun: str, count: Any) -> str:
    """Agents for five, agent for one; agencies, TB. What ends in s stays as it is."""
    if count == 1 or noun.endswith("s") or noun.isupper():
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def counted(quantity: Any, unit: str) -> str:
    """240 users, 3 agencies, 2.5 TB, 12 × 1,000 accounts. None gives nothing."""
    if quantity is None or quantity == "":
        return ""
    shown = number(_plain(exact(quantity)))
    if unit[:1].isdigit() or " and " in unit:
        return f"{shown} × {unit}"
    return f"{shown} {unit if ' a ' in unit else plural(unit, quantity)}"


def minutes(value: Any) -> str:
    """44,640 min; takes a timedelta or a number of minutes, shows at most two decimals."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.timedelta):
        value = Decimal(value // datetime.timedelta(microseconds=1)) / Decimal(60_000_000)
    amount = _plain(exact(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    return f"{MINUS if amount < 0 else ''}{abs(amount):,f} min"


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def local_date(value: datetime.date) -> datetime.date:
    """The calendar day of a moment in the reader's zone; a date stays what it is."""
    return local(value).date() if isinstance(value, datetime.datetime) else value


def local(value: datetime.datetime) -> datetime.datetime:
    """A moment in the reader's zone. Raises ValueError for a naive datetime."""
    return timezone.localtime(value)


def day(value: datetime.date | None) -> str:
    """Fri 11 Dec 2026."""
    if not value:
        return ""
    on = local_date(value)
    return f"{DAY_NAMES[on.weekday()]} {on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


def short_day(value: datetime.date | None) -> str:
    """11 Dec; for timelines, where the year is plain from the place."""
    if not value:
        return ""
    on = local_date(value)
    return f"{on.day} {MONTH_NAMES[on.month - 1]}"


def date(value: datetime.date | None) -> str:
    """11 Dec 2026; for tables and the chain, where the weekday says nothing."""
    return f"{short_day(value)} {local_date(value).year}" if value else ""


def clock_time(value: datetime.datetime, *, seconds: bool = False) -> str:
    """2:00 pm, or 2:00:03 pm, in the reader's zone."""
    at = local(value)
    second = f":{at.second:02d}" if seconds else ""
    return f"{at.hour % 12 or 12}:{at.minute:02d}{second} {'am' if at.hour < 12 else 'pm'}"


def zone_name(value: datetime.datetime) -> str:
    """Eastern; the reader's zone as people call it, or its abbreviation."""
    at = local(value)
    key = getattr(at.tzinfo, "key", "")
    if key == "America/Phoenix":
        return "Arizona"
    name = at.tzname() or ""
    return ZONE_NAMES.get(name, name) if key.startswith(("America/", "US/", "Pacific/")) else name


def moment(value: datetime.datetime | None, precision: str = "minute") -> str:
    """Fri 11 Dec 2026, 2:00 pm Eastern; `precision="second"` for receipts and refusals."""
    if not value:
        return ""
    return f"{day(value)}, {clock_time(value, seconds=precision == 'second')} {zone_name(value)}"


def utc_time(value: datetime.datetime | None) -> str:
    """19:00 UTC, for readers in other zones."""
    return f"{value.astimezone(datetime.UTC):%H:%M} UTC" if value else ""
