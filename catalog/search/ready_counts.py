"""The whole catalogue without words or filters: its counts are kept ready, and its pages found without skipping rows.

They are true by two things: a trigger takes them away in the transaction that changes any entry, and they are left
aside while an entry must not be shown, or not as it stands: withdrawn, or of a vendor no longer shown or under a
sanction. Then everything is counted live.
"""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation

from . import facets
from .engine import VENDORS_COUNTED, Asked
from .models import ReadyCounts
from .result import Found

# So many entries lie between two marks: a page far down reads on from the last mark before it.
APART = 500
_HIDDEN = """
SELECT FROM catalog_offeringchange c JOIN catalog_searchentry e USING (offering_id)
LEFT JOIN catalog_offering o ON o.id = c.offering_id WHERE c.drained_at IS NULL AND o.live IS NOT TRUE
"""
_MARKS = """
SELECT coalesce(jsonb_agg(jsonb_build_array(rank, offering_id) ORDER BY place), '[]') FROM (
    SELECT rank, offering_id, row_number() OVER (ORDER BY rank, offering_id) - 1 AS place FROM catalog_searchentry
) placed WHERE place %% %(apart)s = 0
"""
_PAGE = """
WITH ready AS MATERIALIZED (
    SELECT found, topics, vendors, marks -> %(mark)s::int AS mark FROM catalog_readycounts
    WHERE registry = %(registry)s AND NOT EXISTS ({withdrawn})
        AND NOT EXISTS (SELECT FROM catalog_searchentry e WHERE e.vendor_id = ANY (ARRAY({vendors})))),
told AS MATERIALIZED (
    SELECT found, (SELECT jsonb_object_agg(t.slug, k.n) FROM jsonb_to_recordset(ready.topics) AS k(id bigint, n integer)
            JOIN catalog_topic t USING (id)) AS topics,
        (SELECT jsonb_agg(jsonb_build_array(v.slug, v.name, k.n) ORDER BY k.n DESC, v.sort_name)
            FROM jsonb_to_recordset(ready.vendors) AS k(id bigint, n integer)
            JOIN (SELECT * FROM organisations_organisation WHERE id = ANY (ARRAY(
                SELECT (counted ->> 'id')::bigint FROM jsonb_array_elements(ready.vendors) AS counted)) OFFSET 0) v
            USING (id)) AS vendors
    FROM ready),
picked AS (
    SELECT offering_id, bits, used_by_count, html, row_number() OVER () AS place FROM (
        SELECT offering_id, bits, used_by_count, html FROM catalog_searchentry {since}
        ORDER BY {order} LIMIT %(size)s OFFSET %(before)s) page)
SELECT CASE WHEN first THEN told.found END, CASE WHEN first THEN told.topics END,
    CASE WHEN first THEN told.vendors END,
    picked.offering_id, 0, picked.html, picked.bits, picked.used_by_count, FALSE, NULL, NULL, NULL
FROM told LEFT JOIN picked ON TRUE
CROSS JOIN LATERAL (SELECT coalesce(picked.place = 1, TRUE)) AS told_once(first) ORDER BY picked.place
"""
# The first row of the page is found by its place in the index, not by reading all before it.
_SINCE = """WHERE (rank, offering_id) >= (
            SELECT (mark ->> 0)::smallint, (mark ->> 1)::bigint FROM ready)"""


@cache
def registry() -> str:
    """Changes with the facets: counts of another list of values are nobody's."""
    return sha256(repr(facets.FACETS).encode()).hexdigest()[:16]


def is_plain(asked: Asked) -> bool:
    """Whether this asks for the whole catalogue, and for no more of it than is kept."""
    return not asked.query.text and not asked.query.in_use and asked.most_vendors == VENDORS_COUNTED


def page_statement(order: str, vendors_otherwise_now: str, *, by_rank: bool) -> str:
    """One page and the ready counts; no row where they are not ready."""
    since = _SINCE if by_rank else ""
    return _PAGE.format(withdrawn=_HIDDEN, vendors=vendors_otherwise_now, since=since, order=order)


def page_parameters(asked: Asked, *, by_rank: bool) -> dict[str, Any]:
    """The mark to read from, and how many rows to pass over from there."""
    before = (asked.query.page - 1) * asked.query.size
    mark, rest = divmod(before, APART) if by_rank else (0, before)
    return {"registry": registry(), "mark": str(mark), "before": str(rest), "size": str(asked.query.size)}


def are_ready() -> bool:
    """Whether the counts of now are kept."""
    return ReadyCounts.objects.filter(registry=registry()).exists()


@transaction.atomic
def keep(found: Found) -> None:
    """Keeps what was counted over every entry; the caller holds the lock of indexing since before it counted."""
    slugs = [slug for slug, _, _ in found.vendors]
    vendors = dict(Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    topics = dict(Topic.objects.values_list("slug", "pk"))
    of_topics = found.counts[facets.TOPIC]
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, {"apart": APART})
        marks = json.loads(cursor.fetchone()[0])
    ReadyCounts.objects.update_or_create(
        registry=registry(),
        defaults={
            "found": {
                "total": found.total,
                "matching_text": found.matching_text,
                "counts": {name: counts for name, counts in found.counts.items() if name != facets.TOPIC},
            },
            "topics": [{"id": topics[slug], "n": number} for slug, number in of_topics.items()],
            "vendors": [{"id": vendors[slug], "n": number} for slug, _, number in found.vendors],
            "marks": marks,
        },
    )
