"""Deadlines of solicitations as iCalendar."""

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings

from marketplace.components.icalendar import calendar_text, escaped, utc_stamp

from .models import Solicitation

DEADLINES = (("questions_due_at", "Questions close"), ("bids_due_at", "Responses close"))


def calendar_of(solicitations: Iterable[Solicitation], *, name: str) -> str:
    """One event a deadline; those of a cancelled request stay in it as cancelled."""
    events = (event for one in solicitations for event in _events(one))
    return calendar_text(events, name=name, product="Opportunities")


def _events(one: Solicitation) -> Iterator[list[str]]:
    for field, words in DEADLINES:
        at: datetime.datetime = getattr(one, field)
        yield [
            f"UID:{one.reference}-{field}@{settings.SITE_ADDRESS.split('//')[-1]}",
            f"DTSTAMP:{utc_stamp(one.changed_at)}",
            f"LAST-MODIFIED:{utc_stamp(one.changed_at)}",
            f"SEQUENCE:{one.version}",
            f"DTSTART:{utc_stamp(at)}",
            f"DTEND:{utc_stamp(at)}",
            f"SUMMARY:{escaped(f'{words}: {one.title}')}",
            f"DESCRIPTION:{escaped(f'{one.get_kind_display()} {one.reference}, {one.agency}')}",
            f"URL:{settings.SITE_ADDRESS}{one.get_absolute_url()}",
            f"STATUS:{'CANCELLED' if one.status == Solicitation.Status.CANCELLED else 'CONFIRMED'}",
        ]
