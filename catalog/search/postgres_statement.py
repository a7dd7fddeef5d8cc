"""The one statement that finds, counts every facet and picks the page, put together from the facet registry."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from catalog.offerings.plans import price_day
from marketplace.prepared import listed

from . import facets
from .engine import Asked
from .grouped import FLAGS
from .postgres_text import REST, ROUGH, TextQuery
from .prices import PRICE, fitting
from .query import Sort
from .shown import BARRED_VENDORS, SEEN, UNSEEN

RANKED = 100
EXACT = 50
BEGINS = 0.5
POINTS_A_NAME = 1200.0

ORDERS = {
    Sort.BEST: "rank, offering_id",
    Sort.NAME: "name_key, offering_id",
    Sort.PRICE: "month_price NULLS LAST, rank, offering_id",
    Sort.USED: "used_by_count DESC, rank, offering_id",
    Sort.NEWEST: "newest_on DESC NULLS LAST, rank, offering_id",
}
# What an order reads beside points and id: every hit carries it.
_SORTED_BY = {
    Sort.BEST: "",
    Sort.NAME: ", e.name_key",
    Sort.PRICE: ", e.month_price",
    Sort.USED: ", e.used_by_count",
    Sort.NEWEST: ", e.newest_on",
}


class Statement:
    """One search on its way into SQL. Masks come from the registry; all that people typed travels as parameters."""

    def __init__(self, asked: Asked, among: Collection[int] | None = None) -> None:
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
        tests = [f"bits & %(mask_{name})s::bigint <> 0" for name in self.masks if name != leave_out]
        tests += [topic] if self.topic_ids and leave_out != facets.TOPIC else []
        tests += [vendor] if self.vendor_ids and leave_out != facets.VENDOR else []
        tests += ["of_price"] if self.query.price and leave_out != PRICE else []
        return " AND ".join(tests) or "TRUE"

    def bits(self) -> str:
        """What an entry says, without what its vendor may not now."""
        mask = f"~{facets.BARRED_MASK}::bigint"
        return f"CASE WHEN e.vendor_id = ANY (ARRAY({BARRED_VENDORS})) THEN e.bits & {mask} ELSE e.bits END"

    def of_price(self) -> str:
        """Whether it costs no more than asked; the plans are read once for a search, and only where that is asked."""
        return f"e.offering_id IN ({fitting()})" if self.query.price else "TRUE"

    @property
    def is_filtered(self) -> bool:
        return bool(self.query.in_use) or self.among is not None

    def matching(self) -> list[tuple[str, bool]]:
        """What matches, as conditions no two of which hold for one entry; and whether that is all that is needed."""
        named = "TRUE" if self.among is None else "e.offering_id = ANY (%(among)s::bigint[])"
        if not self.query.text:
            return [(named, True)]
        if not (self.text.ideas or self.text.excluded):
            return [("FALSE", True)]
        return [(f"{named} AND {self._holds(part)}", part not in REST) for part in self.text.parts()]

    def _holds(self, part: str) -> str:
        """Rows of words are looked through once: that takes longest."""
        phrased = "(SELECT offering_id FROM phrased)"
        if part == self.text.phrased:
            return f"e.offering_id IN {phrased}"
        beside = f" AND e.offering_id NOT IN {phrased}" if self.text.phrased and part in REST else ""
        return f"e.everything @@ asked.{part}{beside}"

    def phrased(self) -> str:
        """What holds all that is needed by words in a row, where less is enough."""
        if not self.text.phrased:
            return ""
        return f"""
phrased AS MATERIALIZED (SELECT e.offering_id FROM asked, catalog_searchentry e
    WHERE e.everything @@ asked.{self.text.phrased}),"""  # noqa: S608 only our own words

    def best(self) -> str:
        """The ranked top; of the rest each has less of what was asked, in its title too, and fewer points."""
        if not (self.query.text and self.query.sort is Sort.BEST):
            return "SELECT NULL::bigint AS offering_id, 0::float AS score WHERE FALSE"
        return f"""
    SELECT offering_id, rank, bits, {EXACT} * (name_key = asked.name)::int
        + {BEGINS} * starts_with(name_key, asked.name)::int + {self.text.score()} - rank / {POINTS_A_NAME} AS score
    FROM asked, (SELECT *, {self.text.weights()} AS weights FROM (
        SELECT e.offering_id, e.name_key, e.rank, {self.bits()} AS bits,
            ts_filter(e.everything, '{{a,b,c,d}}') AS vector
        FROM catalog_searchentry e WHERE e.offering_id IN (
            (SELECT offering_id FROM asked JOIN catalog_searchentry t ON t.name_key = asked.name
                JOIN chosen USING (offering_id))
            UNION (SELECT e.offering_id FROM {self._titled()}
                ORDER BY ts_rank('{ROUGH}', e.title, asked.any_word, 1) DESC, e.rank, e.offering_id LIMIT {RANKED})
            {self._likely()}
            UNION (SELECT offering_id FROM chosen ORDER BY rank, offering_id LIMIT {RANKED}))
        OFFSET 0) taken OFFSET 0) weighed"""  # noqa: S608 only our own words

    def to_sort(self) -> str:
        """Where the page is picked from: a page within the ranked top leaves the rest aside."""
        is_ranked = self.query.text and self.query.sort is Sort.BEST
        if is_ranked and self.query.page * self.query.size <= RANKED:
            return "SELECT * FROM best"
        return "SELECT chosen.*, best.score FROM chosen LEFT JOIN best USING (offering_id)"

    def _titled(self) -> str:
        """The chosen with a word in their titles; where any word is enough and nothing is filtered, all with one."""
        titled = "asked, catalog_searchentry e"
        if self.text.any_is_enough and not self.is_filtered:
            return f"{titled} WHERE e.title @@ asked.any_word AND {SEEN}"
        return f"{titled} JOIN chosen USING (offering_id) WHERE e.title @@ asked.any_word"

    def _likely(self) -> str:
        """Those that hold all that is needed, or all but one; where that is enough anyway, they are the chosen."""
        if not self.text.words.is_loose:
            return ""
        holding = ["SELECT offering_id, rank FROM chosen WHERE whole"]
        if not self.text.most_is_enough:
            holding.append("""SELECT c.offering_id, c.rank FROM asked, chosen c
                JOIN catalog_searchentry t USING (offering_id) WHERE t.everything @@ asked.most""")
        return "\n".join(
            f"UNION (SELECT offering_id FROM ({each}) t{place} ORDER BY rank, offering_id LIMIT {RANKED})"  # noqa: S608 only our own words
            for place, each in enumerate(holding)
        )

    def holding_all(self) -> str:
        """How many of a group of hits hold all that is needed, where less is enough."""
        return "count(*) FILTER (WHERE whole)" if self.text.words.is_loose else "NULL::int"

    def asked(self) -> str:
        """The queries that the statement asks the index for."""
        made = self.text.parts() | {"most": self.text.most()}
        return ", ".join(f"{query} AS {name}" for name, query in made.items())

    def found(self) -> str:
        """How a statement begins: everything that matches (`hits`), and of that what fits the filters (`chosen`)."""
        of_topic = "e.topic_ids && %(topics)s::bigint[]" if self.topic_ids else "FALSE"
        of_vendor = "e.vendor_id = ANY (%(vendors)s::bigint[])" if self.vendor_ids else "FALSE"
        hits = " UNION ALL ".join(
            f"""
    SELECT e.offering_id, e.rank, {self.bits()} AS bits, e.vendor_id, e.topic_ids{_SORTED_BY[self.query.sort]},
        {of_topic} AS of_topic, {of_vendor} AS of_vendor, {self.of_price()} AS of_price, {whole} AS whole
    FROM asked, catalog_searchentry e WHERE {matches} AND {SEEN}"""  # noqa: S608 only our own words
            for matches, whole in self.matching()
        )
        return f"""
WITH {UNSEEN}, ideas AS MATERIALIZED (SELECT {self.text.columns()}),
asked AS MATERIALIZED (SELECT {self.asked()}, {self.text.any_word()} AS any_word,
    lower(unaccent(%(text)s)) AS name, ideas.* FROM ideas),{self.phrased()}
hits AS MATERIALIZED ({hits}),
chosen AS NOT MATERIALIZED (SELECT * FROM hits WHERE {self.fits()})"""  # noqa: S608 only our own words

    def ids(self) -> str:
        return f"{self.found()} SELECT offering_id FROM chosen"  # noqa: S608 only our own words

    def statement(self) -> str:
        order = f"score DESC NULLS LAST, {ORDERS[self.query.sort]}"
        return f"""{self.found()},
groups AS (SELECT string_agg(concat_ws(' ', bits, flags, n), ' ') AS numbers, sum(whole)::int AS holding_all
    FROM (SELECT bits, {FLAGS[facets.TOPIC]} * of_topic::int + {FLAGS[facets.VENDOR]} * of_vendor::int
        + {FLAGS[PRICE]} * of_price::int AS flags, count(*) AS n, {self.holding_all()} AS whole
        FROM hits GROUP BY 1, 2) grouped),
topics AS (SELECT jsonb_object_agg(t.slug, c.n) AS counts
    FROM (SELECT topic_id, sum(n) AS n FROM (
            SELECT topic_ids, count(*) AS n FROM hits WHERE {self.fits(leave_out=facets.TOPIC)} GROUP BY 1) sets,
        unnest(topic_ids) AS topic_id GROUP BY 1) c JOIN catalog_topic t ON t.id = c.topic_id),
vendors AS (SELECT jsonb_agg(jsonb_build_array(v.slug, v.name, c.n) ORDER BY c.n DESC, v.sort_name) AS counts
    FROM (SELECT vendor_id, count(*) AS n FROM hits WHERE {self.fits(leave_out=facets.VENDOR)} GROUP BY 1
        ORDER BY vendor_id = ANY (%(vendors)s::bigint[]) DESC, n DESC, vendor_id LIMIT %(most_vendors)s) c
    JOIN organisations_organisation v ON v.id = c.vendor_id),
best AS ({self.best()}),
top AS ({self.to_sort()}
    ORDER BY {order} LIMIT %(size)s OFFSET %(before)s),
page AS (SELECT offering_id, bits, coalesce(score, 0) AS score, row_number() OVER (ORDER BY {order}) AS place FROM top)
SELECT groups.numbers, topics.counts, vendors.counts, groups.holding_all, page.offering_id,
    round(page.score::numeric, 4), entry.html, page.bits, entry.used_by_count, page.bits <> entry.bits,
    said.parts, said.otherwise, {self.text.fragment()}
FROM groups CROSS JOIN topics CROSS JOIN vendors CROSS JOIN asked
LEFT JOIN (page JOIN catalog_searchentry entry USING (offering_id)
    JOIN catalog_offering o ON o.id = page.offering_id
    CROSS JOIN LATERAL (SELECT ts_filter(entry.everything, '{{a,b,c,d}}') AS vector OFFSET 0) AS texts
    CROSS JOIN LATERAL (SELECT {self.text.reasons()} OFFSET 0) AS said)
    ON TRUE ORDER BY page.place"""  # noqa: S608 only our own words

    def parameters(self) -> dict[str, Any]:
        price = self.query.price
        limits = price.parameters(price_day(timezone.now())) if price else {}
        return (
            self.text.parameters
            | limits
            | {
                "text": self.query.text,
                "among": listed(self.among or ()),
                "topics": listed(self.topic_ids),
                "vendors": listed(self.vendor_ids),
                "most_vendors": str(self.most_vendors),
                "size": str(self.query.size),
                "before": str((self.query.page - 1) * self.query.size),
            }
            | {f"mask_{name}": str(mask) for name, mask in self.masks.items()}
        )
