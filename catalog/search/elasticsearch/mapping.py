"""What an index holds of an offering, and how its words are read: as PostgreSQL's `catalogue_stems` and `_words` do."""

import hashlib
import json
from typing import Any

from elasticsearch.dsl import Date, Double, Integer, Keyword, Long, Mapping, Text, analyzer, normalizer, token_filter

from catalog.search import facets
from catalog.search.entries import EntryRow

# Deep pages are rare and bounded by `LAST_PAGE_ASKED`.
WINDOW = 250_000
_FOLDED = ["lowercase", "asciifolding"]
_STEMS = analyzer(
    "catalogue_stems",
    tokenizer="standard",
    filter=[
        *_FOLDED,
        token_filter("english_stop", "stop", stopwords="_english_"),
        token_filter("english_stems", "stemmer", language="porter2"),
    ],
)
_WORDS = analyzer("catalogue_words", tokenizer="standard", filter=_FOLDED)
_NAME = normalizer("folded_name", filter=_FOLDED)


def _text() -> Text:
    """Stems; beside them the words as they stand, with their beginnings."""
    beginnings = {"min_chars": 2, "max_chars": 12}
    return Text(analyzer=_STEMS, fields={"words": Text(analyzer=_WORDS, index_prefixes=beginnings)})


def index_body() -> dict[str, Any]:
    """Settings and mapping of a new index. Nothing is taken in that is not named here."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    for part in ("name", "vendor", "topics", "summary", "description"):
        mapping.field(part, _text())
    for facet in facets.FACETS:
        mapping.field(facet.name, Keyword(eager_global_ordinals=True))
    mapping.field("vendor_id", Long())
    mapping.field("topic_ids", Long())
    mapping.field("name_key", Keyword(normalizer=_NAME))
    mapping.field("points", Integer())
    mapping.field("offering_id", Long())
    mapping.field("month_price", Double())
    mapping.field("used_by_count", Integer())
    mapping.field("newest_on", Date())
    mapping.field("digest", Keyword(index=False))
    made = mapping.to_dict()
    settings = {
        "analysis": mapping._collect_analysis(),
        "max_result_window": WINDOW,
        "max_terms_count": WINDOW,
        "number_of_shards": 1,
        "similarity": {"default": {"type": "BM25", "k1": 3.0, "b": 0.75}},
    }
    return {"mappings": made, "settings": settings}


def document_of(row: EntryRow) -> dict[str, Any]:
    """One offering as the index takes it; `digest` changes with any of it."""
    document: dict[str, Any] = {
        **facets.values_of(row.bits),
        "offering_id": row.offering_id,
        "name": row.name,
        "name_key": row.name[:200],
        "vendor": row.vendor,
        "topics": row.topics,
        "summary": row.summary,
        "description": row.description,
        "vendor_id": row.vendor_id,
        "topic_ids": row.topic_ids,
        "points": -row.rank,
        "month_price": None if row.month_price is None else float(row.month_price),
        "used_by_count": row.used_by_count,
        "newest_on": row.newest_on,
    }
    written = json.dumps(document, sort_keys=True).encode()
    return document | {"digest": hashlib.blake2b(written, digest_size=16).hexdigest()}
