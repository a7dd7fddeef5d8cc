"""What begins like the text that somebody types: one statement over the entries."""

import re

from django.db import connection

from .analysis import key_of
from .result import Kind, Suggestion
from .shown import SHOWN

# Topics and vendors are few and take two places each at most; a name that begins with the text goes before one that
# only has it inside.
_SUGGESTIONS = f"""
WITH offerings AS (
    SELECT 'offering' AS kind, o.name AS label, o.slug::text AS slug, v.name AS detail,
        NOT starts_with(e.name_key, %(name)s) AS inside, e.rank
    FROM catalog_searchentry e JOIN catalog_offering o ON o.id = e.offering_id
    JOIN organisations_organisation v ON v.id = e.vendor_id
    WHERE e.everything @@ to_tsquery('catalogue_words', %(begins)s) AND e.name_key ~ %(pattern)s AND {SHOWN}
    ORDER BY inside, e.rank, e.name_key LIMIT %(limit)s),
vendors AS (
    SELECT 'vendor' AS kind, v.name AS label, v.slug::text AS slug, '' AS detail,
        NOT starts_with(lower(unaccent(v.name)), %(name)s) AS inside, 0 AS rank
    FROM organisations_organisation v
    WHERE lower(unaccent(v.name)) ~ %(pattern)s
        AND EXISTS (SELECT FROM catalog_searchentry e WHERE e.vendor_id = v.id AND {SHOWN})
    ORDER BY inside, v.sort_name LIMIT 2),
topics AS (
    SELECT 'topic' AS kind, t.name AS label, t.slug::text AS slug, '' AS detail,
        NOT starts_with(lower(unaccent(t.name)), %(name)s) AS inside, 0 AS rank
    FROM catalog_topic t
    WHERE lower(unaccent(t.name)) ~ %(pattern)s
        AND EXISTS (SELECT FROM catalog_searchentry e WHERE e.topic_ids @> ARRAY[t.id]::bigint[] AND {SHOWN})
    ORDER BY inside, t.name LIMIT 2)
SELECT kind, label, slug, detail FROM (
    SELECT 0 AS place, * FROM topics UNION ALL SELECT 1, * FROM vendors UNION ALL SELECT 2, * FROM offerings) found
ORDER BY place, inside, rank, label"""  # noqa: S608 only our own words


def suggestions(text: str, *, limit: int) -> tuple[Suggestion, ...]:
    """Offerings, vendors and topics with a word that begins like the text."""
    words = key_of(text).split()
    if not words:
        return ()
    begins = " & ".join(f"'{word}':*" for word in words)
    pattern = r"\m" + ".*\\m".join(map(re.escape, words))
    with connection.cursor() as cursor:
        cursor.execute(_SUGGESTIONS, {"begins": begins, "pattern": pattern, "name": " ".join(words), "limit": limit})
        rows = cursor.fetchall()
    return tuple(Suggestion(Kind(kind), label, slug, detail) for kind, label, slug, detail in rows[:limit])
