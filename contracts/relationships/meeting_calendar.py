"""Meetings as iCalendar: one, or all of an agency's."""

import datetime
from collections.abc import Iterable

from django.conf import settings

from marketplace.components.icalendar import calendar_text, escaped, utc_stamp

from .models import AgencyMeeting

A_YEAR = datetime.timedelta(days=365)


def calendar_of(meetings: Iterable[AgencyMeeting], *, name: str, at: datetime.datetime) -> str:
    """A calendar with one event a meeting; a later file moves the event of an earlier one, or calls it off.

    How long a meeting takes is nowhere said, so that an event has no end.
    """
    return calendar_text((_event(meeting, at) for meeting in meetings), name=name, product="Meetings")


def _event(meeting: AgencyMeeting, at: datetime.datetime) -> list[str]:
    host = settings.SITE_ADDRESS.split("//")[-1]
    off = meeting.status == AgencyMeeting.Status.CANCELLED
    return [
        f"UID:agency-meeting-{meeting.pk}@{host}",
        f"DTSTAMP:{utc_stamp(at)}",
        f"SEQUENCE:{len(meeting.moves.all()) + off}",
        f"DTSTART:{utc_stamp(meeting.starts_at)}",
        f"SUMMARY:{escaped(f'{meeting.title}: {meeting.agency}')}",
        f"DESCRIPTION:{escaped(meeting.reason or meeting.agenda)}",
        f"LOCATION:{escaped(meeting.place)}",
        f"URL:{settings.SITE_ADDRESS}{meeting.get_absolute_url()}",
        f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}",
    ]
