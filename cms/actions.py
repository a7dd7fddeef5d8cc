"""Laying out the site's pages. Editors change them in Wagtail afterwards; what exists is never overwritten."""

import datetime
import json
from pathlib import Path

from django.db import transaction

from .pages.guidance import GuidanceIndexPage, GuidancePage
from .pages.news import NewsIndexPage, NewsPage

GUIDANCE = Path(__file__).parent / "guidance" / "pages.json"


@transaction.atomic
def publish_guidance() -> int:
    """Publishes the guidance that comes with Stoa; returns how many pages were new."""
    index = GuidanceIndexPage.objects.get()
    present = set(GuidancePage.objects.child_of(index).values_list("slug", flat=True))
    missing = [page for page in json.loads(GUIDANCE.read_text()) if page["slug"] not in present]
    for page in missing:
        body = json.dumps(page.pop("body"))
        index.add_child(instance=GuidancePage(**page, body=body)).save_revision().publish()
    return len(missing)


@transaction.atomic
def publish_news(*, title: str, slug: str, published_on: datetime.date, lead: str, text: str = "") -> NewsPage:
    """Publishes one piece of news, once: a second call with the same slug changes nothing."""
    index = NewsIndexPage.objects.get()
    present = NewsPage.objects.child_of(index).filter(slug=slug).first()
    if present:
        return present
    body = json.dumps([{"type": "prose", "value": text}] if text else [])
    page = index.add_child(instance=NewsPage(title=title, slug=slug, published_on=published_on, lead=lead, body=body))
    page.save_revision().publish()
    return page
