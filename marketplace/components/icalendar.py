"""Calendars for programs (iCalendar, RFC 5545): text lines, escaped, folded at 75 octets, times in UTC."""

import datetime
from collections.abc import Iterable, Iterator

LINE = 75  # octets, without the line end
NEW_LINE = "\r\n"


def calendar_text(events: Iterable[Iterable[str]], *, name: str, product: str) -> str:
    """A calendar of events, each as its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Stoa//{product}//EN", f"X-WR-CALNAME:{escaped(name)}"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    folded = (part for line in [*lines, "END:VCALENDAR"] for part in _folded(line))
    return NEW_LINE.join(folded) + NEW_LINE


def utc_stamp(at: datetime.datetime) -> str:
    return f"{at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escaped(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return r"\n".join("".join(char for char in line if char.isprintable()) for line in escaped.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Cut between characters, never inside one: each line after the first begins with a space."""
    part = ""
    for char in line:
        if len((part + char).encode()) > LINE:
            yield part
            part = " "
        part += char
    yield part
