"""A likelier spelling of words that no listed offering uses."""

import re

from django.db import connection

_WORD = re.compile(r"[^\W\d_]{4,40}")
MOST_WORDS = 8

# The nearest by trigrams, then the one that takes the fewest letters to change; short words may change less.
_NEAREST = """
SELECT asked.word, near.word
FROM unnest(%(words)s::text[]) AS asked(word)
CROSS JOIN LATERAL (
    SELECT w.word, w.entries, levenshtein(w.word, unaccent(asked.word)) AS letters
    FROM catalog_searchword w ORDER BY w.word <-> unaccent(asked.word), w.word LIMIT 20
) near
WHERE NOT EXISTS (SELECT FROM catalog_searchword w
        WHERE w.word = unaccent(asked.word) OR w.word LIKE unaccent(asked.word) || '_%%')
    AND NOT EXISTS (
        SELECT FROM catalog_searchentry e WHERE e.everything @@ plainto_tsquery('catalogue_stems', asked.word))
    AND near.letters <= CASE WHEN length(asked.word) < 5 THEN 1 ELSE 2 END
ORDER BY asked.word, near.letters, near.entries DESC, near.word
"""


def correct(text: str) -> str:
    """The text with each unknown word replaced by the nearest in use; empty where there is none. One statement."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))[:MOST_WORDS]
    if not words:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"words": words})
        nearest: dict[str, str] = {}
        for asked, near in cursor.fetchall():
            nearest.setdefault(asked, near)
    corrected = _WORD.sub(lambda found: nearest.get(found[0].lower(), found[0]), text)
    return corrected if corrected != text else ""
