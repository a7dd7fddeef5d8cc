"""Whether the ready page of an offering is still true, in one statement.

A page's version is made of the versions that PostgreSQL gives to every row the page shows, of the day, and of the code
that drew it. Whatever changes a row, by whichever way, changes the version in the same transaction: there is nothing to
clear and nobody who could forget to. What changes at a second, not with a row or a day, is asked anew each time: so far
whether the vendor is admitted now, in which its declaration and its sanctions count.
"""

import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone

from marketplace.prepared import PreparedQuery

from .models import Offering
from .plans import price_day
from .ready_pages import ReadyPage

# Rows of which there are several, by what joins them to the offering; `x` and `y` are their versions.
_SEVERAL = [
    "FROM catalog_offering_topics x JOIN catalog_topic y ON y.id = x.topic_id WHERE x.offering_id = o.id",
    "FROM catalog_plan x JOIN catalog_plan y USING (id) WHERE x.offering_id = o.id",
    "FROM catalog_offeredservicelevel x JOIN catalog_offeredservicelevel y USING (id) WHERE x.offering_id = o.id",
    "FROM catalog_agencyuse x JOIN organisations_organisation y ON y.id = x.agency_id WHERE x.offering_id = o.id",
    "FROM catalog_offeringlikeness x JOIN catalog_offering y ON y.id = x.other_id WHERE x.offering_id = o.id",
    "FROM catalog_evidencefile x LEFT JOIN accounts_user y ON y.id = x.verified_by_id"
    " WHERE o.answers <> '{}' AND (x.organisation_id = o.vendor_id"
    " OR x.organisation_id IN (SELECT predecessor_id FROM organisations_merger))",
]
_LOOK_UP = """
WITH admitted AS MATERIALIZED ({of_vendor}),
now AS MATERIALIZED (
    SELECT o.id, md5(concat_ws('|', %(drawn)s::text, (SELECT array_agg(vendor_admitted) FROM admitted),
        o.xmin, o.ctid, v.xmin, v.ctid, a.xmin, a.ctid, f.xmin, f.ctid,
        q.xmin, q.ctid, s.xmin, s.ctid, '', {each})) AS version
    FROM catalog_offering o JOIN organisations_organisation v ON v.id = o.vendor_id
    LEFT JOIN catalog_assessor a ON a.id = o.assessor_id LEFT JOIN catalog_offeringfacts f ON f.offering_id = o.id
    LEFT JOIN catalog_questionsetversion q ON q.id = o.question_set_version_id
    LEFT JOIN catalog_questionset s ON s.id = q.question_set_id
    WHERE o.slug = %(slug)s AND o.live AND v.status IN ('listed', 'verified'))
SELECT now.id, now.version, r.html FROM now
LEFT JOIN catalog_readypage r ON r.offering_id = now.id AND r.version = now.version
"""
_KEEP = """
INSERT INTO catalog_readypage (offering_id, version, html, drawn_on)
VALUES (%(offering)s::bigint, %(version)s, %(html)s, %(on)s)
ON CONFLICT (offering_id) DO UPDATE SET
    version = excluded.version, html = excluded.html, drawn_on = excluded.drawn_on
"""


def also_shown(rows: str) -> None:
    """Registers further rows that a page shows, kept above the catalogue, by what joins them to the offering."""
    _SEVERAL.append(rows)


class Version(NamedTuple):
    """The version that the page of a listed offering has now, and the page itself where it is ready."""

    offering_id: int
    version: str
    html: str | None


def version_of(request: HttpRequest, slug: str) -> Version | None:
    """The version of what is asked for; None where the answer is for one reader, not listed, or to be worked out."""
    if settings.DEBUG or request.GET or request.COOKIES or request.user.is_authenticated:
        return None
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"slug": slug, "drawn": f"{_release()} {_days()}", "at": timezone.now()}
        cursor.execute(_statement(), asked)
        row = cursor.fetchone()
    return Version(*row) if row else None


def keep(request: HttpRequest, version: Version, response: HttpResponse) -> None:
    """Keeps the page that was drawn after its version was read. One that carries a secret of its reader is left out."""
    if response.status_code == 200 and "CSRF_COOKIE" not in request.META:
        kept: dict[str, Any] = {"offering": str(version.offering_id), "version": version.version}
        kept |= {"html": response.content.decode(), "on": timezone.localdate()}
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, kept)


def clear_pages() -> int:
    """Deletes pages that nobody is shown again: of an earlier day, or of an offering that is not listed; how many."""
    shown = Offering.objects.listed().filter(pk=OuterRef("pk"))
    dead = ReadyPage.objects.filter(Q(drawn_on__lt=timezone.localdate()) | ~Exists(shown))
    return dead.delete()[0]


@cache
def _statement() -> str:
    """The look-up with the rules of admission in it (admitted.py), which are put into SQL once a process.

    The ORM takes longer over them than all else that a ready page needs.
    """
    at, slug = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC), "slug-of-the-offering"
    admitted = Offering.objects.filter(slug=slug).with_admission(at=at).values("vendor_admitted")
    of_vendor = PreparedQuery(admitted, at=at, slug=slug).sql
    versions = "string_agg(concat(x.xmin, x.ctid, y.xmin, y.ctid), ',' ORDER BY x.id)"
    each = ", ".join(f"(SELECT {versions} {rows})" for rows in _SEVERAL)  # noqa: S608 only our own words
    return _LOOK_UP.replace("{of_vendor}", of_vendor).replace("{each}", each)


def _days() -> tuple[datetime.date, datetime.date]:
    """The day of the reader's calendar, and that of the office's prices."""
    return timezone.localdate(), price_day(timezone.now())


@cache
def _release() -> str:
    """Changes with the code and the templates that draw a page, and with the names on it."""
    names = (settings.DEMO, settings.BODY_NAME, settings.SITE_ADDRESS, static("stoa/css/stoa.css"))
    digest = sha256(repr(names).encode())
    for folder in ("catalog", "marketplace"):
        for path in sorted(Path(settings.ROOT, folder).rglob("*")):
            if path.suffix in {".py", ".html"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
