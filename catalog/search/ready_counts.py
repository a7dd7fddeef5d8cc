"""The whole catalogue, ready to be counted for any filter without reading an entry, and its pages.

They are kept as bitmaps in the order of the plain catalogue, and each process holds those that it read last. A trigger
takes them away in the transaction that changes any entry, until a job draws them anew; meanwhile everything is counted
live. One statement brings the rows of a page and says by which state of things they are found: with other bitmaps or
names of topics, or with other things withdrawn or barred, than this process reckoned with, it reckons again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import connection, transaction

from marketplace.prepared import listed

from . import bitmaps, facets
from .analysis import KnownTopic, fold
from .bitmaps import Bitmaps, Tally
from .engine import VENDORS_COUNTED
from .models import ReadyCounts, SearchEntry
from .query import CatalogueQuery, Sort
from .shown import BARRED_VENDORS, HIDDEN_OFFERINGS, HIDDEN_VENDORS

_STATE = f"""jsonb_build_array(
    (SELECT concat(r.xmin, ' ', r.ctid) FROM catalog_readycounts r WHERE r.registry = %(registry)s),
    (SELECT md5(string_agg(concat(t.xmin, t.ctid), ',' ORDER BY t.id)) FROM catalog_topic t),
    ARRAY({HIDDEN_OFFERINGS}), ARRAY({HIDDEN_VENDORS}), ARRAY({BARRED_VENDORS}))::text"""  # noqa: S608 our own words
# What kind of row, an id, up to three texts, three numbers: the state of things, names of vendors, offerings.
_PAGE = f"""
SELECT 's', 0::bigint, {_STATE}, NULL, NULL, 0::bigint, 0, 0::bigint
UNION ALL SELECT 'v', v.id, v.slug, v.name, v.sort_name, 0, 0, 0
    FROM organisations_organisation v WHERE v.id = ANY (%(vendors)s::bigint[])
UNION ALL SELECT 'o', e.offering_id, e.html, NULL, NULL, e.bits, e.used_by_count, e.place FROM ({{offerings}}) e"""  # noqa: S608 our own words
_BY_ID = """SELECT e.*, array_position(%(ids)s::bigint[], e.offering_id) AS place
    FROM catalog_searchentry e WHERE e.offering_id = ANY (%(ids)s::bigint[])"""
_IN_ORDER = """SELECT e.*, row_number() OVER (ORDER BY {order}) AS place
    FROM catalog_searchentry e ORDER BY {order} LIMIT %(size)s OFFSET %(before)s"""
_LOOK_UP = f"""
SELECT {_STATE}, r.ids, r.vendors, r.keys, r.bitmaps,
    (SELECT jsonb_agg(jsonb_build_array(t.id, t.slug, t.name)) FROM catalog_topic t)
FROM catalog_readycounts r WHERE r.registry = %(registry)s"""  # noqa: S608 our own words
ENTRIES = ("offering_id", "bits", "vendor_id", "topic_ids")


class Row(NamedTuple):
    """One offering of a page as its entry has it."""

    offering_id: int
    html: str
    bits: int
    used_by_count: int
    barred: bool


@dataclass(frozen=True)
class Shelf:
    """The bitmaps of one state of things, with what must not be found now, or not be ordered."""

    state: str
    bitmaps: Bitmaps
    topics: Sequence[KnownTopic]
    drawn: dict[Any, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def seen(self) -> int:
        hidden = self.bitmaps.of_offerings(set(self._lists[0])) | self.bitmaps.of_vendors(set(self._lists[1]))
        return self.bitmaps.everything & ~hidden

    @cached_property
    def barred(self) -> int:
        return self.bitmaps.of_vendors(set(self._lists[2]))

    @cached_property
    def everything(self) -> Tally:
        return self.bitmaps.tally({}, self.seen, self.barred, VENDORS_COUNTED)

    @cached_property
    def _lists(self) -> list[list[int]]:
        return json.loads(self.state)[2:]

    @cached_property
    def topic_ids(self) -> dict[str, int]:
        return {topic.slug: topic.pk for topic in self.topics}

    def tally(self, wanted: Mapping[str, Sequence[str]], most_vendors: int) -> Tally:
        """Every number for these values, by id where they are topics or vendors."""
        if not wanted and most_vendors == VENDORS_COUNTED:
            return self.everything
        return self.bitmaps.tally(wanted, self.seen, self.barred, most_vendors)


class Page(NamedTuple):
    """A page of the catalogue: its rows in order, all numbers, and the named vendors (slug, name, number)."""

    shelf: Shelf
    tally: Tally
    rows: Sequence[Row]
    vendors: tuple[tuple[str, str, int], ...]


_held: dict[str, Shelf] = {}


@cache
def registry() -> str:
    """Changes with the facets: counts of another list of values are nobody's."""
    return sha256(repr(facets.FACETS).encode()).hexdigest()[:16]


def serves(query: CatalogueQuery) -> bool:
    """Whether a search is about facets alone, and in an order that can be had."""
    return not query.text and not query.price and (query.sort is Sort.BEST or not query.in_use)


def page_of(query: CatalogueQuery, vendor_ids: Sequence[int], most_vendors: int, order: str) -> Page | None:
    """A page of what fits these facets: one statement, three after a change.

    None where nothing is ready, a topic is not known, or another order is asked for while something is withdrawn.
    """
    shelf = _held.get(registry()) or _look_up()
    for _ in range(2):
        if shelf is None or not _knows(shelf, query):
            return None
        if page := _asked(shelf, query, vendor_ids, most_vendors, order):
            return page
        shelf = _look_up()
    return None


def _knows(shelf: Shelf, query: CatalogueQuery) -> bool:
    known = all(slug in shelf.topic_ids for slug in query.selected.get(facets.TOPIC, ()))
    return known and (query.sort is Sort.BEST or shelf.seen == shelf.bitmaps.everything)


def _asked(
    shelf: Shelf, query: CatalogueQuery, vendor_ids: Sequence[int], most_vendors: int, order: str
) -> Page | None:
    """The page as this process knows the catalogue; None where PostgreSQL finds it in another state."""
    tally = shelf.tally(_wanted(shelf, query, vendor_ids), most_vendors)
    before = (query.page - 1) * query.size
    asked = {"registry": registry(), "vendors": listed(pk for pk, _ in tally.vendors)}
    if query.sort is Sort.BEST:
        offerings = _BY_ID
        asked["ids"] = listed(shelf.bitmaps.ids[place] for place in _places(tally, shelf, before, query.size))
    else:
        offerings = _IN_ORDER.format(order=order)
        asked |= {"size": str(query.size), "before": str(before)}
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(offerings=offerings), asked)
        (_, _, state, *_), *rows = cursor.fetchall()
    if state != shelf.state:
        return None
    found = sorted((row for row in rows if row[0] == "o"), key=lambda row: row[7])
    names = {pk: (slug, name, key) for what, pk, slug, name, key, *_ in rows if what == "v"}
    counted = sorted((-number, names[pk][2], pk) for pk, number in tally.vendors if pk in names)
    return Page(
        shelf=shelf,
        tally=tally,
        rows=[Row(pk, html, bits, used, _is_barred(shelf, pk, bits)) for _, pk, html, _, _, bits, used, _ in found],
        vendors=tuple((names[pk][0], names[pk][1], -number) for number, _, pk in counted),
    )


def _wanted(shelf: Shelf, query: CatalogueQuery, vendor_ids: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """The chosen values; those of topics and vendors by their ids."""
    wanted = {name: values for name, values in query.selected.items() if name in facets.BY_NAME}
    if topics := query.selected.get(facets.TOPIC):
        wanted[facets.TOPIC] = tuple(str(shelf.topic_ids[slug]) for slug in topics)
    if vendor_ids:
        wanted[facets.VENDOR] = tuple(map(str, vendor_ids))
    return wanted


def _places(tally: Tally, shelf: Shelf, before: int, size: int) -> Sequence[int]:
    """Where everything is seen, the next place is the next number."""
    if tally.fitting == shelf.bitmaps.everything:
        return range(before, min(before + size, tally.total))
    return bitmaps.places(tally.fitting, before, size)


def _is_barred(shelf: Shelf, offering_id: int, bits: int) -> bool:
    if not (shelf.barred and bits & facets.BARRED_MASK):
        return False
    return bool(shelf.barred >> shelf.bitmaps.ids.index(offering_id) & 1)


def _look_up() -> Shelf | None:
    """What is kept now, for this process to hold; None where nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, {"registry": registry()})
        row = cursor.fetchone()
    if row is None:
        _held.clear()
        return None
    state, ids, vendors, keys, kept, topics = row
    known = [KnownTopic(*topic) for topic in json.loads(topics or "[]")]
    shelf = Shelf(
        state=state,
        bitmaps=bitmaps.read(ids, vendors, [(name, value) for name, value in json.loads(keys)], kept),
        topics=sorted(known, key=lambda topic: fold(topic.name)),
    )
    _held[registry()] = shelf
    return shelf


def are_ready() -> bool:
    """Whether the counts of now are kept."""
    return ReadyCounts.objects.filter(registry=registry()).exists()


@transaction.atomic
def keep() -> None:
    """Draws the bitmaps of every entry; the caller holds the lock of indexing."""
    entries = SearchEntry.objects.order_by("rank", "offering_id").values_list(*ENTRIES)
    drawn = bitmaps.drawn(entries.iterator(chunk_size=10_000))
    ReadyCounts.objects.update_or_create(
        registry=registry(),
        defaults={
            "ids": drawn.ids.tobytes(),
            "vendors": drawn.vendors.tobytes(),
            "keys": list(drawn.values),
            "bitmaps": drawn.as_bytes(),
        },
    )
