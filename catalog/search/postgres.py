"""The search engine on PostgreSQL: one statement finds, counts every facet and picks the page.

Its parts come from the facet registry: hits → counted by their bits → filtered → the best hundred ranked → one page.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from catalog.offerings.plans import price_day

from . import facets, ready_counts
from .engine import Asked
from .entries import merits_of
from .postgres_text import ROUGH, TextQuery
from .prices import FITTING, PRICE
from .query import Audience, Sort
from .result import MARK_START, Found, Hit, Part, Suggestion
from .shown import BARRED_VENDORS, OTHERWISE_NOW, SHOWN
from .suggesting import suggestions
from .words import Words

RANKED = 250
EXACT = 50
BEGINS = 0.5
POINTS_A_NAME = 1200.0

_ORDERS = {
    Sort.BEST: "rank, offering_id",
    Sort.NAME: "name_key, offering_id",
    Sort.PRICE: "month_price NULLS LAST, rank, offering_id",
    Sort.USED: "used_by_count DESC, rank, offering_id",
    Sort.NEWEST: "newest_on DESC NULLS LAST, rank, offering_id",
}


class PostgresEngine:
    """Searches the entries in the database that is there anyway."""

    name = "postgresql"

    def find(self, asked: Asked) -> Found:
        """One page of the entries that match, with all counts: one statement; two where ready counts are missing."""
        return self._of_everything(asked) or self._counted(_Asked(asked), asked)

    def count_everything(self, asked: Asked) -> Found:
        """What a search for nothing counts over every entry, shown or not, barred or not."""
        return self._counted(_Asked(asked, everything=True), asked)

    def _of_everything(self, asked: Asked) -> Found | None:
        """A page of the whole catalogue with its ready counts; None where there are none, or something is asked."""
        if not ready_counts.is_plain(asked):
            return None
        by_rank = asked.query.sort is Sort.BEST
        statement = ready_counts.page_statement(_ORDERS[asked.query.sort], OTHERWISE_NOW, by_rank=by_rank)
        with connection.cursor() as cursor:
            cursor.execute(statement, ready_counts.page_parameters(asked, by_rank=by_rank))
            rows = cursor.fetchall()
        if not rows:
            return None
        found, topics, vendors = (json.loads(text) if text else [] for text in rows[0][:3])
        return Found(
            hits=tuple(_hit(row[3:], asked.words) for row in rows if row[3]),
            total=found["total"],
            matching_text=found["matching_text"],
            holding_all=found["matching_text"],
            counts=found["counts"] | {facets.TOPIC: dict(topics)},
            vendors=tuple((slug, name, number) for slug, name, number in vendors),
            without={},
            engine=self.name,
        )

    def _counted(self, parts: "_Asked", asked: Asked) -> Found:
        with connection.cursor() as cursor:
            cursor.execute(parts.statement(), parts.parameters())
            rows = cursor.fetchall()
        # Django reads jsonb as text, for its own JSONField.
        topics, vendors = (json.loads(text) if text else [] for text in rows[0][1:3])
        found = iter(rows[0][0])
        total, matching_text = next(found), next(found)
        counts = {facet.name: {option.value: next(found) for option in facet.options} for facet in facets.FACETS}
        without = {name: next(found) for name in asked.query.in_use}
        hits = tuple(_hit(row[4:], asked.words) for row in rows if row[4])
        return Found(
            hits=hits,
            total=total,
            matching_text=matching_text,
            holding_all=matching_text if rows[0][3] is None else rows[0][3],
            counts=counts | {facets.TOPIC: dict(topics)},
            vendors=tuple((slug, name, number) for slug, name, number in vendors),
            without=without,
            engine=self.name,
        )

    def fitting(self, asked: Asked, *, among: Collection[int] | None = None) -> frozenset[int]:
        """The ids of everything that `find` would find, on all pages; of these offerings only where some are named."""
        parts = _Asked(asked, among)
        with connection.cursor() as cursor:
            cursor.execute(parts.ids(), parts.parameters())
            return frozenset(offering_id for (offering_id,) in cursor.fetchall())

    def suggest(self, text: str, *, audience: Audience, limit: int) -> tuple[Suggestion, ...]:
        """Offerings, vendors and topics with a word that begins like the text: one statement."""
        return suggestions(text, limit=limit)


class _Asked:
    """One search on its way into SQL. Masks come from the registry; all that people typed travels as parameters."""

    def __init__(self, asked: Asked, among: Collection[int] | None = None, *, everything: bool = False) -> None:
        self.everything = everything
        query = self.query = asked.query
        self.among = among
        self.topic_ids = list(asked.topic_ids)
        self.vendor_ids = list(asked.vendor_ids)
        self.most_vendors = asked.most_vendors
        self.text = TextQuery(asked.words)
        self.masks = {
            facet.name: facet.mask_of(query.selected[facet.name])
            for facet in facets.FACETS
            if query.selected.get(facet.name)
        }

    def fits(self, *, leave_out: str = "", topic: str = "of_topic", vendor: str = "of_vendor") -> str:
        """The condition of every facet in use but one."""
        tests = [f"bits & {mask} <> 0" for name, mask in self.masks.items() if name != leave_out]
        tests += [topic] if self.topic_ids and leave_out != facets.TOPIC else []
        tests += [vendor] if self.vendor_ids and leave_out != facets.VENDOR else []
        tests += ["of_price"] if self.query.price and leave_out != PRICE else []
        return " AND ".join(tests) or "TRUE"

    def sums(self) -> str:
        """Every count that one pass over the groups can give, in the order in which `find` reads them."""
        filters = [self.fits(), "TRUE"]
        for facet in facets.FACETS:
            others = self.fits(leave_out=facet.name)
            filters += [f"bits & {option.mask} <> 0 AND {others}" for option in facet.options]
        filters += [self.fits(leave_out=name) for name in self.query.in_use]
        return ",\n        ".join(f"coalesce(sum(n) FILTER (WHERE {test}), 0)::int" for test in filters)

    def bits(self) -> str:
        """What an entry says, without what its vendor may not now."""
        if self.everything:
            return "e.bits"
        mask = f"~{facets.BARRED_MASK}::bigint"
        return f"CASE WHEN e.vendor_id = ANY (ARRAY({BARRED_VENDORS})) THEN e.bits & {mask} ELSE e.bits END"

    def of_price(self) -> str:
        """Whether it costs no more than asked; the plans are read once for a search, and only where that is asked."""
        return f"e.offering_id IN ({FITTING})" if self.query.price else "TRUE"

    def matches(self) -> str:
        named = "" if self.among is None else "e.offering_id = ANY (%(among)s) AND "
        if not self.query.text:
            return named
        return named + ("e.everything @@ asked.words AND " if self.text.ideas or self.text.excluded else "FALSE AND ")

    def best(self) -> str:
        """The ranked top; of the rest each has less of what was asked, in its title too, and fewer points."""
        if not (self.query.text and self.query.sort is Sort.BEST):
            return "SELECT NULL::bigint AS offering_id, 0::float AS score WHERE FALSE"
        return f"""
    SELECT offering_id, {EXACT} * (name_key = asked.name)::int + {BEGINS} * starts_with(name_key, asked.name)::int
        + {self.text.score()} - rank / {POINTS_A_NAME} AS score
    FROM asked, (SELECT *, {self.text.weights()} AS weights FROM (
        SELECT offering_id, name_key, rank, ts_filter(everything, '{{a,b,c,d}}') AS vector
        FROM catalog_searchentry WHERE offering_id IN (
            (SELECT offering_id FROM chosen, asked WHERE name_key = asked.name)
            UNION (SELECT c.offering_id FROM asked, chosen c JOIN catalog_searchentry t USING (offering_id)
                WHERE t.title @@ asked.any_word
                ORDER BY ts_rank('{ROUGH}', t.title, asked.any_word, 1) DESC, c.rank, c.offering_id LIMIT {RANKED})
            {self._likely()}
            UNION (SELECT offering_id FROM chosen ORDER BY rank, offering_id LIMIT {RANKED}))
        OFFSET 0) taken OFFSET 0) weighed"""  # noqa: S608 only our own words

    def _likely(self) -> str:
        """Those that hold all that is needed, or all but one; where all is needed anyway, they are the chosen."""
        wanted = ("every", "most") if self.text.words.is_loose else ()
        return "\n".join(f"UNION ({self._holding(what)})" for what in wanted)

    def _holding(self, what: str) -> str:
        return f"""SELECT c.offering_id FROM asked, chosen c JOIN catalog_searchentry t USING (offering_id)
                WHERE t.everything @@ asked.{what} ORDER BY c.rank, c.offering_id LIMIT {RANKED}"""  # noqa: S608 only our own words

    def holding_all(self) -> str:
        """How many of the hits hold all that is needed."""
        if not self.text.words.is_loose:
            return "NULL::int"
        return """(SELECT count(*) FROM hits WHERE offering_id IN (
        SELECT e.offering_id FROM catalog_searchentry e, asked WHERE e.everything @@ asked.every))"""

    def found(self) -> str:
        """How a statement begins: everything that matches (`hits`), and of that what fits the filters (`chosen`)."""
        return f"""
WITH ideas AS MATERIALIZED (SELECT {self.text.columns()}),
asked AS MATERIALIZED (SELECT {self.text.whole()} AS words, {self.text.every()} AS every,
    {self.text.most()} AS most, {self.text.any_word()} AS any_word,
    lower(unaccent(%(text)s)) AS name, ideas.* FROM ideas),
hits AS MATERIALIZED (
    SELECT e.offering_id, e.rank, {self.bits()} AS bits, e.vendor_id, e.topic_ids, e.name_key, e.month_price,
        e.used_by_count, e.newest_on, e.topic_ids && %(topics)s::bigint[] AS of_topic,
        e.vendor_id = ANY (%(vendors)s) AS of_vendor, {self.of_price()} AS of_price
    FROM asked, catalog_searchentry e WHERE {self.matches()}{"TRUE" if self.everything else SHOWN}),
chosen AS (SELECT * FROM hits WHERE {self.fits()})"""  # noqa: S608 only our own words

    def ids(self) -> str:
        return f"{self.found()} SELECT offering_id FROM chosen"  # noqa: S608 only our own words

    def statement(self) -> str:
        order = f"score DESC NULLS LAST, {_ORDERS[self.query.sort]}"
        return f"""{self.found()},
totals AS (SELECT ARRAY[
        {self.sums()}] AS counts, {self.holding_all()} AS holding_all
    FROM (SELECT bits, of_topic, of_vendor, of_price, count(*) AS n FROM hits GROUP BY 1, 2, 3, 4) groups),
topics AS (SELECT jsonb_object_agg(t.slug, c.n) AS counts
    FROM (SELECT topic_id, count(*) AS n FROM hits, unnest(topic_ids) AS topic_id
        WHERE {self.fits(leave_out=facets.TOPIC)} GROUP BY 1) c JOIN catalog_topic t ON t.id = c.topic_id),
vendors AS (SELECT jsonb_agg(jsonb_build_array(v.slug, v.name, c.n) ORDER BY c.n DESC, v.sort_name) AS counts
    FROM (SELECT vendor_id, count(*) AS n FROM hits WHERE {self.fits(leave_out=facets.VENDOR)} GROUP BY 1
        ORDER BY vendor_id = ANY (%(vendors)s) DESC, n DESC, min(name_key) LIMIT %(most_vendors)s) c
    JOIN organisations_organisation v ON v.id = c.vendor_id),
best AS ({self.best()}),
top AS (SELECT chosen.*, best.score FROM chosen LEFT JOIN best USING (offering_id)
    ORDER BY {order} LIMIT %(size)s OFFSET %(before)s),
page AS (SELECT offering_id, bits, coalesce(score, 0) AS score, row_number() OVER (ORDER BY {order}) AS place FROM top)
SELECT totals.counts, topics.counts, vendors.counts, totals.holding_all, page.offering_id,
    round(page.score::numeric, 4), card.html, page.bits, entry.used_by_count, page.bits <> entry.bits,
    {self.text.reasons()}
FROM totals CROSS JOIN topics CROSS JOIN vendors CROSS JOIN asked
LEFT JOIN (page JOIN catalog_searchcard card USING (offering_id) JOIN catalog_searchentry entry USING (offering_id)
    JOIN catalog_offering o ON o.id = page.offering_id) ON TRUE ORDER BY page.place"""  # noqa: S608 only our own words

    def parameters(self) -> dict[str, Any]:
        price = self.query.price
        limits = price.parameters(price_day(timezone.now())) if price else {}
        return (
            self.text.parameters
            | limits
            | {
                "text": self.query.text,
                "among": list(self.among or ()),
                "topics": self.topic_ids,
                "vendors": self.vendor_ids,
                "most_vendors": self.most_vendors,
                "size": self.query.size,
                "before": (self.query.page - 1) * self.query.size,
            }
        )


def _hit(row: Sequence[Any], words: Words) -> Hit:
    offering_id, score, card, bits, used_by_count, barred, matched, otherwise, fragment = row
    return Hit(
        offering_id=offering_id,
        score=float(score),
        card=card,
        matched=tuple(Part(part) for part in matched or ()),
        merits=merits_of(bits, used_by_count),
        other_wordings=tuple(words.ideas[place].typed for place in otherwise or ()),
        barred=barred,
        fragment=fragment if fragment and MARK_START in fragment else "",
    )


ENGINE = PostgresEngine()
