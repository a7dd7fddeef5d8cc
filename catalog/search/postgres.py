"""The search engine on PostgreSQL: one statement finds, counts every facet and picks the page.

Its parts come from the facet registry: hits → counted by their bits → filtered → the best hundred ranked → one page.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from marketplace.prepared import prepared_cursor

from . import facets, ready_counts
from .engine import Asked
from .entries import merits_of
from .postgres_statement import ORDERS, Statement
from .query import Audience, Sort
from .result import MARK_START, Found, Hit, Part, Suggestion
from .shown import OTHERWISE_NOW
from .suggesting import suggestions
from .words import Words


class PostgresEngine:
    """Searches the entries in the database that is there anyway."""

    name = "postgresql"

    def find(self, asked: Asked) -> Found:
        """One page of the entries that match, with all counts: one statement; two where ready counts are missing."""
        return self._of_everything(asked) or self._counted(Statement(asked), asked)

    def count_everything(self, asked: Asked) -> Found:
        """What a search for nothing counts over every entry, shown or not, barred or not."""
        return self._counted(Statement(asked, everything=True), asked)

    def _of_everything(self, asked: Asked) -> Found | None:
        """A page of the whole catalogue with its ready counts; None where there are none, or something is asked."""
        if not ready_counts.is_plain(asked):
            return None
        by_rank = asked.query.sort is Sort.BEST
        statement = ready_counts.page_statement(ORDERS[asked.query.sort], OTHERWISE_NOW, by_rank=by_rank)
        with prepared_cursor() as cursor:
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

    def _counted(self, parts: Statement, asked: Asked) -> Found:
        with prepared_cursor() as cursor:
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
        parts = Statement(asked, among)
        with prepared_cursor() as cursor:
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
        matched=tuple(Part(part) for part in matched or ()),
        merits=merits_of(bits, used_by_count),
        other_wordings=tuple(words.ideas[place].typed for place in otherwise or ()),
        barred=barred,
        fragment=fragment if fragment and MARK_START in fragment else "",
    )


ENGINE = PostgresEngine()
