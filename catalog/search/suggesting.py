"""What begins like the text that somebody types: one statement over the beginnings of names."""

import re
from typing import Any

from django.db import connection

from .analysis import key_of
from .result import Kind, Suggestion
from .shown import SEEN, UNSEEN

# A word of so many letters is itself a key (beginnings.py); of a longer one all keys that begin with it are looked up.
_SHORT = 3
_LONGEST_KEY = 40
# The word that the fewest names hold is looked up; nobody needs to know by how many it is not.
_COUNTED = 500
# Keys stand in the order of suggestions: the first names that fit are read and no more. Each is asked of apart: in a
# join PostgreSQL would rather read all names that fit.
_FIRST = """SELECT DISTINCT {inside} AS inside, one.rank, one.offering_id FROM keys
        CROSS JOIN unnest(%({flags})s::boolean[]) AS flag CROSS JOIN LATERAL (
            SELECT b.rank, b.offering_id FROM catalog_namebeginning b WHERE b.key = keys.key AND b.inside = flag
                AND (SELECT {fits} AND {shown} FROM catalog_searchentry e WHERE e.offering_id = b.offering_id)
            ORDER BY b.rank, b.offering_id LIMIT %(limit)s) one
        WHERE keys.word = ({word}) ORDER BY one.rank, one.offering_id LIMIT %(limit)s"""
_BEGINS = _FIRST.format(
    inside="FALSE", flags="first", fits="starts_with(e.name_key, %(name)s)", shown=SEEN, word="SELECT %(word)s"
)
_INSIDE = _FIRST.format(
    inside="TRUE",
    flags="any",
    fits="e.name_key ~ %(pattern)s AND NOT starts_with(e.name_key, %(name)s)",
    shown=SEEN,
    word="SELECT word FROM rarest",
)
# Topics and vendors are few and take two places each at most; a name that begins with the text goes before one that
# only has it inside.
_SUGGESTIONS = f"""
WITH RECURSIVE {UNSEEN},
walked (word, key) AS (
    SELECT word, CASE WHEN length(word) <= {_SHORT} THEN word
        ELSE (SELECT min(b.key) FROM catalog_namebeginning b WHERE b.key >= word) END
    FROM unnest(%(words)s::text[]) AS word
    UNION ALL
    SELECT word, (SELECT min(b.key) FROM catalog_namebeginning b WHERE b.key > walked.key)
    FROM walked WHERE length(word) > {_SHORT} AND starts_with(key, word)),
keys AS MATERIALIZED (SELECT word, key FROM walked WHERE starts_with(key, word)),
rarest AS MATERIALIZED (
    SELECT word FROM unnest(%(words)s::text[]) AS word ORDER BY length(word) = 1, (SELECT count(*) FROM (
        SELECT FROM keys JOIN catalog_namebeginning b USING (key) WHERE keys.word = word.word LIMIT {_COUNTED}) few)
    LIMIT 1),
offerings AS (
    SELECT 'offering' AS kind, o.name AS label, o.slug::text AS slug, v.name AS detail, inside, rank
    FROM (SELECT * FROM (({_BEGINS}) UNION ALL ({_INSIDE})) either LIMIT %(limit)s) found
    JOIN catalog_offering o ON o.id = found.offering_id JOIN organisations_organisation v ON v.id = o.vendor_id),
vendors AS (
    SELECT 'vendor' AS kind, named.name AS label, slug::text AS slug, '' AS detail, inside, 0 AS rank
    FROM (SELECT *, NOT starts_with(lower(unaccent(name)), %(name)s) AS inside FROM organisations_organisation
        WHERE strpos(lower(name), %(word)s) > 0 AND lower(name) ~ %(pattern)s
            OR octet_length(name) <> char_length(name) AND lower(unaccent(name)) ~ %(pattern)s
        ORDER BY inside, sort_name OFFSET 0) named
    WHERE EXISTS (SELECT FROM catalog_searchentry e WHERE e.vendor_id = named.id AND {SEEN}) LIMIT 2),
topics AS (
    SELECT 'topic' AS kind, t.name AS label, t.slug::text AS slug, '' AS detail,
        NOT starts_with(lower(unaccent(t.name)), %(name)s) AS inside, 0 AS rank
    FROM catalog_topic t
    WHERE lower(unaccent(t.name)) ~ %(pattern)s
        AND EXISTS (SELECT FROM catalog_searchentry e WHERE e.topic_ids @> ARRAY[t.id]::bigint[] AND {SEEN})
    ORDER BY inside, t.name LIMIT 2)
SELECT kind, label, slug, detail FROM (
    SELECT 0 AS place, * FROM topics UNION ALL SELECT 1, * FROM vendors UNION ALL SELECT 2, * FROM offerings) found
ORDER BY place, inside, rank, label"""  # noqa: S608 only our own words


def suggestions(text: str, *, limit: int) -> tuple[Suggestion, ...]:
    """Offerings, vendors and topics with a word that begins like the text."""
    words = key_of(text).split()
    if not words:
        return ()
    asked: dict[str, Any] = {
        "words": [word[:_LONGEST_KEY] for word in words],
        "word": words[0][:_LONGEST_KEY],
        "name": " ".join(words),
        "pattern": r"\m" + ".*\\m".join(map(re.escape, words)),
        "first": [False],
        # What holds one word and does not begin with it has it behind others.
        "any": [True] if len(words) == 1 else [False, True],
        "limit": str(limit),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUGGESTIONS, asked)
        rows = cursor.fetchall()
    return tuple(Suggestion(Kind(kind), label, slug, detail) for kind, label, slug, detail in rows[:limit])
