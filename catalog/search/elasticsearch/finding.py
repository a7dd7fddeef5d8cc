"""The engine: asks within its time, and lets nothing through that PostgreSQL does not list at this moment."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.offerings.plans import price_day
from catalog.search import facets, postgres
from catalog.search.engine import Asked, Engine, EngineUnavailable
from catalog.search.entries import merits_of
from catalog.search.models import SearchEntry
from catalog.search.prices import PriceLimit, fitting
from catalog.search.query import Audience
from catalog.search.result import MARK_START, Found, Hit, Part, Suggestion
from catalog.search.shown import BARRED_VENDORS, HIDDEN_VENDORS
from catalog.search.words import Words
from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation

from .asking import EXACT, OTHERWISE, TYPED, Now, body_of
from .connection import SEARCH_SECONDS, client, translated

# With more than these withdrawn and still indexed the index is too old to answer.
MOST_WITHDRAWN = 5_000

# What the index may still hold and nobody may find: unpublished or deleted since, or of a vendor no longer shown.
_NO_LONGER_SHOWN = f"""
SELECT ARRAY(SELECT c.offering_id FROM catalog_offeringchange c LEFT JOIN catalog_offering o ON o.id = c.offering_id
        WHERE o.live IS NOT TRUE AND (c.drained_at IS NULL OR c.drained_at > now() - interval '1 hour')),
    ARRAY({HIDDEN_VENDORS}), ARRAY({BARRED_VENDORS})
"""  # noqa: S608 only our own words


class ElasticsearchEngine:
    """Searches the index behind the alias."""

    name = "elasticsearch"

    def find(self, asked: Asked) -> Found:
        """One page and all counts. Raises EngineUnavailable."""
        with connection.cursor() as cursor:
            cursor.execute(_NO_LONGER_SHOWN)
            withdrawn, hidden_vendors, barred_vendors = cursor.fetchone()
            priced = _fitting(cursor, asked.query.price)
        if len(withdrawn) > MOST_WITHDRAWN:
            raise EngineUnavailable("The index lags too far behind.")
        now = Now(withdrawn, hidden_vendors, barred_vendors, priced)
        body = body_of(asked, now)
        with translated():
            answer = client(seconds=SEARCH_SECONDS).search(
                index=settings.ELASTICSEARCH_INDEX, body=body, allow_partial_search_results=False
            )
        if "hits" not in answer or "aggregations" not in answer:
            raise EngineUnavailable("Something answers that is no search engine.")
        counted = answer["aggregations"]
        return Found(
            hits=_hits(answer["hits"]["hits"], asked.words, barred_vendors),
            total=answer["hits"]["total"]["value"],
            matching_text=counted["text"]["doc_count"],
            holding_all=counted.get("every", counted["text"])["doc_count"],
            counts=_counts(counted),
            vendors=_vendors(counted[facets.VENDOR]),
            without={name: counted[name]["doc_count"] for name in asked.query.in_use},
            engine=self.name,
        )

    def suggest(self, text: str, *, audience: Audience, limit: int) -> tuple[Suggestion, ...]:
        """As PostgreSQL suggests: its prefix table answers in half a millisecond."""
        return postgres.ENGINE.suggest(text, audience=audience, limit=limit)


def _fitting(cursor: Any, price: PriceLimit | None) -> list[int]:
    """What costs no more than asked, as PostgreSQL reckons it: one arithmetic for both engines."""
    if price is None:
        return []
    cursor.execute(fitting(), price.parameters(price_day(timezone.now())))
    return sorted({offering_id for (offering_id,) in cursor.fetchall()})


def _hits(found: Sequence[Mapping[str, Any]], words: Words, barred_vendors: Collection[int]) -> tuple[Hit, ...]:
    """The hits whose offering is listed now, each with its stored row and its merits."""
    listed = Offering.objects.listed().filter(pk__in=[int(hit["_id"]) for hit in found])
    rows = SearchEntry.objects.filter(offering__in=listed).values_list(
        "offering_id", "html", "offering__vendor_id", "bits", "used_by_count"
    )
    kept = {row[0]: row[1:] for row in rows}
    return tuple(_hit(hit, kept[int(hit["_id"])], words, barred_vendors) for hit in found if int(hit["_id"]) in kept)


def _hit(hit: Mapping[str, Any], kept: Sequence[Any], words: Words, barred_vendors: Collection[int]) -> Hit:
    card, vendor_id, bits, used_by_count = kept
    barred = vendor_id in barred_vendors
    marked = {Part(part): texts[0] for part, texts in hit.get("highlight", {}).items() if MARK_START in texts[0]}
    held = set(hit.get("matched_queries", ()))
    places = [n for n in range(len(words.ideas)) if f"{OTHERWISE}{n}" in held and f"{TYPED}{n}" not in held]
    return Hit(
        offering_id=int(hit["_id"]),
        score=hit["_score"] or 0.0,
        card=card,
        matched=tuple(part for part in Part if part in marked or (part is Part.EXACT_NAME and EXACT in held)),
        merits=merits_of(bits & ~facets.BARRED_MASK if barred else bits, used_by_count),
        fragment=marked[Part.DESCRIPTION] if set(marked) == {Part.DESCRIPTION} else "",
        other_wordings=tuple(words.ideas[place].typed for place in places),
        barred=barred,
    )


def _buckets(counted: Mapping[str, Any], name: str = "values") -> dict[Any, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in counted.get(name, {}).get("buckets", ())}


def _counts(counted: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {facet.name: _buckets(counted[facet.name]) for facet in facets.FACETS}
    for name, values in facets.NOT_WHILE_BARRED.items():
        barred = _buckets(counted[name].get("barred", {}))
        counts[name] |= {value: counts[name][value] - barred[value] for value in values if value in barred}
    numbers = _buckets(counted[facets.TOPIC])
    slugs = Topic.objects.filter(pk__in=numbers).values_list("pk", "slug") if numbers else ()
    return counts | {facets.TOPIC: {slug: numbers[pk] for pk, slug in slugs}}


def _vendors(counted: Mapping[str, Any]) -> tuple[tuple[str, str, int], ...]:
    chosen, most = _buckets(counted, "chosen"), _buckets(counted)
    numbers: dict[int, int] = chosen | most
    known = Organisation.objects.listed().in_bulk(list(numbers))
    return tuple((known[pk].slug, known[pk].name, number) for pk, number in numbers.items() if pk in known)


ENGINE: Engine = ElasticsearchEngine()
