"""Forums as iCalendar."""

from collections.abc import Iterable

from django.conf import settings

from marketplace.components.icalendar import calendar_text, escaped, utc_stamp

from .models import Forum


def calendar_of(forums: Iterable[Forum], *, name: str) -> str:
    """A calendar with one event a forum; a forum called off stays in it as cancelled."""
    return calendar_text((_event(forum) for forum in forums), name=name, product="Market forums")


def _event(forum: Forum) -> list[str]:
    host = settings.SITE_ADDRESS.split("//")[-1]
    ways = [*([forum.room] if forum.room else []), *(["remote"] if forum.remote else [])]
    return [
        f"UID:{forum.reference}@{host}",
        f"DTSTAMP:{utc_stamp(forum.changed_at)}",
        f"LAST-MODIFIED:{utc_stamp(forum.changed_at)}",
        f"SEQUENCE:{forum.version}",
        f"DTSTART:{utc_stamp(forum.starts_at)}",
        f"DTEND:{utc_stamp(forum.ends_at)}",
        f"SUMMARY:{escaped(forum.title)}",
        f"DESCRIPTION:{escaped(forum.purpose)}",
        f"LOCATION:{escaped(' and '.join(ways))}",
        f"URL:{settings.SITE_ADDRESS}{forum.get_absolute_url()}",
        f"STATUS:{'CANCELLED' if forum.status == Forum.Status.CANCELLED else 'CONFIRMED'}",
    ]
