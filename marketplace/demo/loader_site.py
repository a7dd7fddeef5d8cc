"""Loads what surrounds the story: real facts, guidance and news, the search index; and puts old notices away."""

import datetime

from django.db.models import F

from catalog.offerings.imports import import_listings
from catalog.offerings.models import OfferingChange
from catalog.offerings.usage_imports import COLUMNS as USAGE_COLUMNS
from catalog.offerings.usage_imports import import_usage
from catalog.search.actions import rebuild_index
from cms.actions import publish_guidance, publish_news
from marketplace.clock import Clock
from marketplace.files.intake import SourceFile, read_list, read_table
from marketplace.notifications.models import Notification
from marketplace.organisations.agency_imports import COLUMNS as AGENCY_COLUMNS
from marketplace.organisations.agency_imports import import_agencies
from marketplace.permissions import SYSTEM

from . import world
from .extract_facts import FACTS

SOURCE = "fedramp"
READ_AFTER = datetime.timedelta(days=7)


def load_facts(*, now: Clock) -> int:
    """Import the extract of real offerings, their vendors and the agencies that use them. Returns how many were new."""
    agencies = read_table(FACTS / "agencies.csv", *AGENCY_COLUMNS)
    import_agencies(rows=agencies.rows, **_named(agencies), now=now)
    offerings = read_list(FACTS / "offerings.json", "offerings")
    report = import_listings(entries=offerings.rows, source=SOURCE, **_named(offerings), now=now)
    usage = read_table(FACTS / "agency_usage.csv", *USAGE_COLUMNS)
    import_usage(rows=usage.rows, source=SOURCE, **_named(usage), now=now)
    return report.created


def _named(file: SourceFile) -> dict:
    return {"file_name": file.name, "digest": file.digest, "by": SYSTEM}


def load_words(*, today: datetime.date) -> int:
    """Publish guidance and news. Returns how many pages of guidance were new."""
    for item in world.story()["news"]:
        published_on = world.on_day(-item["days_ago"], today=today)
        publish_news(**{key: item[key] for key in ("title", "slug", "lead", "text")}, published_on=published_on)
    return publish_guidance()


def index_what_changed(*, now: Clock) -> int:
    """Make the search index anew where an offering waits for it. Returns how many entries it holds then."""
    if not OfferingChange.objects.waiting().exists():
        return 0
    return rebuild_index(now=now).entries


def put_notices_away(*, now: Clock) -> int:
    """Nobody is mailed about the past, and what is a week old was read. Returns how many notices there were."""
    at = now()
    waiting = Notification.objects.filter(mailed_at=None)
    waiting.filter(at__lt=at - READ_AFTER, read_at=None).update(read_at=F("at"))
    return waiting.update(mailed_at=F("at"))
