"""The search engine on PostgreSQL: one statement finds, counts every facet and picks the page.

Its parts come from the facet registry: hits → counted by their bits → filtered → the best hundred ranked → one page.
"""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection

from . import facets, ready_counts
from .analysis import KnownTopic
from .engine import Asked
from .entries import merits_of
from .grouped import numbers, read_groups
from .postgres_statement import ORDERS, Statement
from .postgres_text import PARTS
from .query import Audience, CatalogueQuery
from .result import MARK_START, Found, Hit, Part, Suggestion
from .suggesting import suggestions
from .words import Words


class PostgresEngine:
    """Searches the entries in the database that is there anyway."""

    name = "postgresql"

    def find(self, asked: Asked) -> Found:
        """One page of the entries that match, with all counts: one statement."""
        return self._counted(Statement(asked), asked)

    def find_ready(
        self, query: CatalogueQuery, vendor_ids: Sequence[int], most_vendors: int
    ) -> tuple[Found, Sequence[KnownTopic]] | None:
        """The same where it is about facets alone and the catalogue stands ready to be counted; with all topics."""
        page = ready_counts.serves(query) and ready_counts.page_of(query, vendor_ids, most_vendors, ORDERS[query.sort])
        if not page:
            return None
        slugs = {topic.pk: topic.slug for topic in page.shelf.topics}
        topics = {slugs[pk]: number for pk, number in page.tally.topics.items()}
        found = Found(
            hits=tuple(
                Hit(row.offering_id, 0.0, row.html, merits=merits_of(row.bits, row.used_by_count), barred=row.barred)
                for row in page.rows
            ),
            total=page.tally.total,
            matching_text=page.tally.matching,
            holding_all=page.tally.matching,
            counts={**page.tally.counts, facets.TOPIC: topics},
            vendors=page.vendors,
            without=page.tally.without,
            engine=self.name,
            numbers=(page.shelf.state, page.vendors),
        )
        return found, page.shelf.topics

    def _counted(self, parts: Statement, asked: Asked) -> Found:
        with connection.cursor() as cursor:
            cursor.execute(parts.statement(), parts.parameters())
            rows = cursor.fetchall()
        groups, of_topics, of_vendors, holding_all = rows[0][:4]
        # Django reads jsonb as text, for its own JSONField.
        topics, vendors = (json.loads(text) if text else [] for text in (of_topics, of_vendors))
        counted = numbers(read_groups(groups or ""), parts.masks, asked.query.in_use)
        hits = tuple(_hit(row[4:], asked.words) for row in rows if row[4])
        return Found(
            hits=hits,
            total=counted.total,
            matching_text=counted.matching,
            holding_all=counted.matching if holding_all is None else holding_all,
            counts=counted.counts | {facets.TOPIC: dict(topics)},
            vendors=tuple((slug, name, number) for slug, name, number in vendors),
            without=counted.without,
            engine=self.name,
            numbers=(groups, of_topics, of_vendors),
        )

    def fitting(self, asked: Asked, *, among: Collection[int] | None = None) -> frozenset[int]:
        """The ids of everything that `find` would find, on all pages; of these offerings only where some are named."""
        parts = Statement(asked, among)
        with connection.cursor() as cursor:
            cursor.execute(parts.ids(), parts.parameters())
            return frozenset(offering_id for (offering_id,) in cursor.fetchall())

    def suggest(self, text: str, *, audience: Audience, limit: int) -> tuple[Suggestion, ...]:
        """Offerings, vendors and topics with a word that begins like the text: one statement."""
        return suggestions(text, limit=limit)


def _hit(row: Sequence[Any], words: Words) -> Hit:
    offering_id, score, card, bits, used_by_count, barred, matched, otherwise, fragment = row
    return Hit(
        offering_id=offering_id,
        score=float(score),
        card=card,
        matched=_parts(matched),
        merits=merits_of(bits, used_by_count),
        other_wordings=tuple(idea.typed for place, idea in enumerate(words.ideas) if otherwise >> place & 1),
        barred=barred,
        fragment=fragment if fragment and MARK_START in fragment else "",
    )


@cache
def _parts(bits: int) -> tuple[Part, ...]:
    return tuple(part for place, part in enumerate(PARTS) if bits >> place & 1)


ENGINE = PostgresEngine()
