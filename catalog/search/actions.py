"""Keeping the index: after changes, and anew. Readers see the old entry or the new one, never a gap."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from procrastinate.contrib.django import app

from catalog.offerings.models import Offering, OfferingChange
from marketplace.clock import Clock, database_now

from . import ready_counts
from .entries import EntryRow, build_rows, count_words
from .models import SearchEntry, SearchWord

BATCH = 500
# Held while entries are made: whoever comes second reads the offerings later, so that old never overwrites new.
_INDEXING = 20_260_703

_LOCK = "SELECT pg_advisory_xact_lock(%s)"
_UPSERT_ENTRIES = """
INSERT INTO catalog_searchentry AS e
    (offering_id, rank, bits, vendor_id, topic_ids, name_key, month_price, used_by_count, newest_on, title, everything,
    html)
SELECT d.offering_id, d.rank, d.bits, d.vendor_id, d.topic_ids, left(lower(unaccent(d.name)), 200),
    d.month_price, d.used_by_count, d.newest_on, t.title,
    t.title
    || setweight(to_tsvector('catalogue_stems', d.topics), 'B')
    || setweight(to_tsvector('catalogue_stems', d.summary), 'C')
    || setweight(to_tsvector('catalogue_stems', d.description), 'D')
    || setweight(to_tsvector('catalogue_words', d.name), 'A')
    || setweight(to_tsvector('catalogue_words', concat_ws(' ', d.vendor, d.acronyms, d.topics)), 'B')
    || setweight(to_tsvector('catalogue_words', d.summary), 'C'), d.card
FROM jsonb_to_recordset(%s::jsonb) AS d(
    offering_id bigint, rank smallint, bits bigint, vendor_id bigint, topic_ids bigint[], month_price numeric,
    used_by_count integer, newest_on date, name text, vendor text, topics text, summary text, description text,
    acronyms text, card text)
CROSS JOIN LATERAL (SELECT setweight(to_tsvector('catalogue_stems', d.name), 'A')
    || setweight(to_tsvector('catalogue_stems', d.vendor), 'B')
    || setweight(to_tsvector('catalogue_words', d.acronyms), 'B')) AS t(title)
ON CONFLICT (offering_id) DO UPDATE SET
    rank = excluded.rank, bits = excluded.bits, vendor_id = excluded.vendor_id, topic_ids = excluded.topic_ids,
    name_key = excluded.name_key, month_price = excluded.month_price, used_by_count = excluded.used_by_count,
    newest_on = excluded.newest_on, title = excluded.title, everything = excluded.everything,
    html = excluded.html
"""
_ADD_WORDS = """
INSERT INTO catalog_searchword (word, stem, entries)
SELECT word, coalesce((ts_lexize('english_stem', word))[1], word), n FROM (
    SELECT left(unaccent(d.word), 40) AS word, sum(d.entries) AS n
    FROM jsonb_to_recordset(%s::jsonb) AS d(word text, entries integer) GROUP BY 1) counted
ON CONFLICT (word) DO NOTHING
"""


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did."""

    entries: int
    removed: int
    words: int


@transaction.atomic
def index_offerings(*, offering_ids: Collection[int]) -> list[EntryRow]:
    """Brings the entries of these offerings up to date: made, renewed, or removed where they are not listed."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [_INDEXING])
        rows = build_rows(offering_ids)
        gone = set(offering_ids) - {row.offering_id for row in rows}
        SearchEntry.objects.filter(pk__in=gone).delete()
        if rows:
            sent = json.dumps([row.as_json() for row in rows])
            cursor.execute(_UPSERT_ENTRIES, [sent])
            cursor.execute(_ADD_WORDS, [_words_as_json(count_words(rows))])
    return rows


@transaction.atomic
def drain_offering_changes(*, now: Clock = database_now) -> int:
    """Takes in the oldest waiting changes, at most a batch; returns how many. Safe to run twice and side by side."""
    changes = list(OfferingChange.objects.waiting().select_for_update(skip_locked=True)[:BATCH])
    if changes:
        index_offerings(offering_ids={change.offering_id for change in changes})
        OfferingChange.objects.filter(pk__in=[change.pk for change in changes]).update(drained_at=now())
        _tell_keepers({change.offering_id for change in changes})
    return len(changes)


@transaction.atomic
def keep_counts() -> bool:
    """Makes the whole catalogue ready to be counted, unless it is; says whether it had to."""
    if ready_counts.are_ready():
        return False
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [_INDEXING])
    ready_counts.keep()
    return True


def mend_index() -> int:
    """Entries for what is listed without one, none for what is not listed; returns how many were wrong.

    A vendor that is suspended or comes back leaves no note at its offerings.
    """
    listed = Offering.objects.listed()
    wrong = [
        *listed.filter(search_entry__isnull=True).values_list("pk", flat=True),
        *SearchEntry.objects.exclude(offering__in=listed).values_list("pk", flat=True),
    ]
    for start in range(0, len(wrong), BATCH):
        with transaction.atomic():
            index_offerings(offering_ids=wrong[start : start + BATCH])
            _tell_keepers(wrong[start : start + BATCH])
    keep_counts()
    return len(wrong)


def _tell_keepers(offering_ids: Collection[int]) -> None:
    """Wakes the job that holds saved searches against what changed, in the caller's transaction.

    The job is named, not imported: saved searches stand above search.
    """
    app.configure_task("catalog.match_saved_searches").defer(offering_ids=[*sorted(offering_ids)])


def rebuild_index(*, now: Clock = database_now, progress: Callable[[int], object] = lambda done: None) -> Rebuilt:
    """Makes every entry anew, batch by batch, while searches go on; then drops what is left over."""
    waiting = list(OfferingChange.objects.waiting().values_list("pk", flat=True))
    known = set(SearchEntry.objects.values_list("pk", flat=True))
    offering_ids = sorted(known | set(Offering.objects.values_list("pk", flat=True)))
    words: Counter[str] = Counter()
    made: set[int] = set()
    for start in range(0, len(offering_ids), BATCH):
        batch = offering_ids[start : start + BATCH]
        rows = index_offerings(offering_ids=batch)
        words += count_words(rows)
        made |= {row.offering_id for row in rows}
        progress(len(batch))
    replace_words(words=words)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_searchentry")  # how rare a word is rests on the number of entries it keeps
    for start in range(0, len(waiting), BATCH):
        _mark_drained(waiting[start : start + BATCH], now)
    keep_counts()
    return Rebuilt(entries=len(made), removed=len(known - made), words=len(words))


@transaction.atomic
def replace_words(*, words: Counter[str]) -> None:
    """The vocabulary of spelling, anew: words that no listed offering uses any more are gone."""
    SearchWord.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_ADD_WORDS, [_words_as_json(words)])


def _mark_drained(change_ids: Sequence[int], now: Clock) -> None:
    OfferingChange.objects.filter(pk__in=change_ids).update(drained_at=now())


def _words_as_json(words: Counter[str]) -> str:
    return json.dumps([{"word": word, "entries": entries} for word, entries in sorted(words.items())])
