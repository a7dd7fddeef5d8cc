"""From a typed query to what Elasticsearch is asked. What people type travels as values: it has no syntax here."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from catalog.search import facets
from catalog.search.engine import Asked
from catalog.search.prices import PRICE
from catalog.search.query import Sort
from catalog.search.result import MARK_END, MARK_START
from catalog.search.words import Idea, Term, Words

from .mapping import WINDOW

PARTS = ("name", "vendor", "topics", "summary", "description")
_WEIGHTS = (6, 4, 4, 3, 1)
_STEMS = [f"{part}^{weight}" for part, weight in zip(PARTS, _WEIGHTS, strict=True)]
_WORDS = [f"{part}.words^{weight}" for part, weight in zip(PARTS, _WEIGHTS, strict=True)]
# What a hit says of itself: the name is what was typed; which ideas it holds as typed, which in another wording.
EXACT, TYPED, OTHERWISE = "exact", "typed", "otherwise"
_POINTS_WEIGH = 0.02

_ORDERS: dict[Sort, list[dict[str, str]]] = {
    Sort.BEST: [{"_score": "desc"}, {"points": "desc"}],
    Sort.NAME: [{"name_key": "asc"}],
    Sort.PRICE: [{"month_price": "asc"}, {"points": "desc"}],
    Sort.USED: [{"used_by_count": "desc"}, {"points": "desc"}],
    Sort.NEWEST: [{"newest_on": "desc"}, {"points": "desc"}],
}


@dataclass(frozen=True)
class Now:
    """What only PostgreSQL knows at this moment: withdrawn offerings, vendors hidden or barred, what fits a price."""

    withdrawn: Collection[int]
    hidden_vendors: Collection[int]
    barred_vendors: Collection[int]
    priced: Collection[int]

    @property
    def barred(self) -> Query:
        return Q("terms", vendor_id=sorted(self.barred_vendors))


def body_of(asked: Asked, now: Now) -> dict[str, Any]:
    """The request: hits after all facets, every facet counted without itself, nothing of what is no longer shown."""
    query = asked.query
    shown = Q("terms", offering_id=sorted(now.withdrawn)) | Q("terms", vendor_id=sorted(now.hidden_vendors))
    found = Q("bool", must=[_matches(asked.words)], must_not=[shown])
    first = (query.page - 1) * query.size
    size = query.size if first + query.size <= WINDOW else 0
    return {
        "query": _ranked(found, asked.words).to_dict(),
        "post_filter": _fits(asked, now).to_dict(),
        "aggs": _counts(asked, now),
        "highlight": _highlights(asked.words),
        "_source": False,
        "track_total_hits": True,
        "track_scores": True,
        "sort": [*_ORDERS[query.sort], {"offering_id": "asc"}],
        "from": first if size else 0,
        "size": size,
    }


def _matches(words: Words) -> Query:
    if not words.text:
        return Q("match_all")
    if not words:
        return Q("match_none")
    ideas = [_idea(idea, place) for place, idea in enumerate(words.ideas)]
    enough = [Q("bool", filter=[ideas[place] for place in some]) for some in words.enough]
    matches = [Q("bool", should=enough, minimum_should_match=1)] if words.ideas else []
    return Q("bool", filter=matches, should=ideas, must_not=[_term(term) for term in words.excluded])


def _every(words: Words) -> Query:
    return Q("bool", filter=[_idea(words.ideas[place], place) for place in words.needed])


def _idea(idea: Idea, place: int) -> Query:
    """Its best wording; a hit names those it matched, as typed or otherwise."""
    best = max(term.weight for term in idea.terms)
    typed = [_term(term) for term in idea.terms if term.weight == best]
    others = [_term(term) for term in idea.terms if term.weight < best]
    ways = [Q("dis_max", queries=typed, _name=f"{TYPED}{place}")]
    ways += [Q("dis_max", queries=others, _name=f"{OTHERWISE}{place}")] if others else []
    return Q("dis_max", queries=ways)


def _term(term: Term) -> Query:
    text = " ".join(term.words)
    if term.unfinished and not term.exact:
        return Q("dis_max", queries=[_finished(term, text), _begun(term, text)])
    return _finished(term, text)


def _finished(term: Term, text: str) -> Query:
    """Weighed as BM25F does, over all fields at once; a row of words by its words, wherever it stands."""
    words = Q("combined_fields", query=text, fields=_STEMS, operator="and", boost=term.weight)
    if not term.exact and len(term.words) == 1:
        return words
    return Q("bool", must=[words], filter=[Q("multi_match", query=text, fields=list(PARTS), type="phrase")])


def _begun(term: Term, text: str) -> Query:
    kind = "phrase_prefix" if len(term.words) > 1 else "bool_prefix"
    return Q("multi_match", query=text, fields=_WORDS, type=kind, boost=term.weight)


def _ranked(found: Query, words: Words) -> Query:
    """Exact names above all, names that begin so next; points decide between equals and weigh little otherwise."""
    by_points = {"field_value_factor": {"field": "points", "factor": _POINTS_WEIGH}, "boost_mode": "sum"}
    if not words.text:
        return found
    named = [
        Q("constant_score", filter=Q("term", name_key=words.name), boost=1000, _name=EXACT),
        Q("constant_score", filter=Q("prefix", name_key=words.name), boost=20),
    ]
    return Q("function_score", query=Q("bool", must=[found], should=named), **by_points)


def _has(name: str, values: Collection[str], barred: Query) -> Query:
    """Whether it has one of the values; what its vendor may not now is not had."""
    lost = [value for value in values if value in facets.NOT_WHILE_BARRED.get(name, ())]
    if not lost:
        return Q("terms", **{name: list(values)})
    kept = [value for value in values if value not in lost]
    still = Q("bool", filter=[Q("terms", **{name: lost})], must_not=[barred])
    return Q("bool", should=[still, *([Q("terms", **{name: kept})] if kept else [])], minimum_should_match=1)


def _conditions(asked: Asked, now: Now, leave_out: str = "") -> list[Query]:
    query = asked.query
    tests = [
        _has(facet.name, query.selected[facet.name], now.barred)
        for facet in facets.FACETS
        if query.selected.get(facet.name) and facet.name != leave_out
    ]
    if asked.topic_ids and leave_out != facets.TOPIC:
        tests.append(Q("terms", topic_ids=list(asked.topic_ids)))
    if asked.vendor_ids and leave_out != facets.VENDOR:
        tests.append(Q("terms", vendor_id=list(asked.vendor_ids)))
    if query.price and leave_out != PRICE:
        tests.append(Q("terms", offering_id=sorted(now.priced)))
    return tests


def _fits(asked: Asked, now: Now, leave_out: str = "") -> Query:
    conditions = _conditions(asked, now, leave_out)
    return Q("bool", filter=conditions) if conditions else Q("match_all")


def _counts(asked: Asked, now: Now) -> dict[str, Any]:
    """One aggregation a facet over what the other facets leave; `text` counts what fits the words alone."""
    fields = {facet.name: (facet.name, len(facet.options)) for facet in facets.FACETS}
    fields |= {facets.TOPIC: ("topic_ids", 1000), facets.VENDOR: ("vendor_id", asked.most_vendors)}
    counts: dict[str, Any] = {"text": {"filter": {"match_all": {}}}}
    if asked.words.is_loose:
        counts["every"] = {"filter": _every(asked.words).to_dict()}
    for name, (field, most) in fields.items():
        inner: dict[str, Any] = {"values": {"terms": {"field": field, "size": most}}}
        if name == facets.VENDOR and asked.vendor_ids:
            chosen = {"field": field, "include": list(asked.vendor_ids), "size": len(asked.vendor_ids)}
            inner["chosen"] = {"terms": chosen}
        if name in facets.NOT_WHILE_BARRED:
            inner["barred"] = {"filter": now.barred.to_dict(), "aggs": {"values": inner["values"]}}
        counts[name] = {"filter": _fits(asked, now, name).to_dict(), "aggs": inner}
    if asked.query.price:
        counts[PRICE] = {"filter": _fits(asked, now, PRICE).to_dict()}
    return counts


def _highlights(words: Words) -> dict[str, Any]:
    """Whole texts but a fragment of the description. A row whose last word is unfinished has no offsets to mark."""
    marked = [_term(replace(term, unfinished=term.unfinished and len(term.words) == 1)) for term in words.terms]
    whole = {part: {"number_of_fragments": 0, "matched_fields": [part, f"{part}.words"]} for part in PARTS[:4]}
    fragment = {"number_of_fragments": 1, "fragment_size": 160, "matched_fields": ["description", "description.words"]}
    return {
        "pre_tags": [MARK_START],
        "post_tags": [MARK_END],
        "fields": {**whole, "description": fragment},
        **({"highlight_query": Q("dis_max", queries=marked).to_dict()} if marked else {}),
    }
