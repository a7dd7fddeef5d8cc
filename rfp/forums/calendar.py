"""Forums as iCalendar (RFC 5545): text lines, escaped, folded at 75 octets, times in UTC."""

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings

from .models import Forum

LINE = 75  # octets, without the line end
NEW_LINE = "\r\n"


def calendar_of(forums: Iterable[Forum], *, name: str) -> str:
    """A calendar with one event a forum; a forum called off stays in it as cancelled."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stoa//Market forums//EN", f"X-WR-CALNAME:{_text(name)}"]
    for forum in forums:
        lines += _event(forum)
    folded = (part for line in [*lines, "END:VCALENDAR"] for part in _folded(line))
    return NEW_LINE.join(folded) + NEW_LINE


def _event(forum: Forum) -> list[str]:
    host = settings.SITE_ADDRESS.split("//")[-1]
    ways = [*([forum.room] if forum.room else []), *(["remote"] if forum.remote else [])]
    return [
        "BEGIN:VEVENT",
        f"UID:{forum.reference}@{host}",
        f"DTSTAMP:{_utc(forum.changed_at)}",
        f"LAST-MODIFIED:{_utc(forum.changed_at)}",
        f"SEQUENCE:{forum.version}",
        f"DTSTART:{_utc(forum.starts_at)}",
        f"DTEND:{_utc(forum.ends_at)}",
        f"SUMMARY:{_text(forum.title)}",
        f"DESCRIPTION:{_text(forum.purpose)}",
        f"LOCATION:{_text(' and '.join(ways))}",
        f"URL:{settings.SITE_ADDRESS}{forum.get_absolute_url()}",
        f"STATUS:{'CANCELLED' if forum.status == Forum.Status.CANCELLED else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _utc(at: datetime.datetime) -> str:
    return f"{at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
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
