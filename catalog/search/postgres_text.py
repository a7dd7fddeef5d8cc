"""The words of a search as text queries of PostgreSQL: what matches, what it scores, where it was found."""

from itertools import combinations
from typing import Any

from .result import MARK_END, MARK_START
from .words import Idea, Term, Words

# Description, summary, vendor and topics, name.
WEIGHTS = "{0.1, 0.3, 0.5, 1.0}"
# An idea in the name of the offering or its vendor counts again.
TITLE_AGAIN = 0.5
LONGEST_FRAGMENT_FROM = 4_000
_HEADLINE = f"StartSel={MARK_START}, StopSel={MARK_END}"


class TextQuery:
    """Ideas become the columns q0, q1 … (as typed) and s0, s1 … (in other words); all text travels as parameters."""

    def __init__(self, words: Words) -> None:
        self.ideas = words.ideas
        self.excluded = words.excluded
        self.at_least = words.at_least
        self.parameters: dict[str, Any] = {}

    def columns(self) -> str:
        made = []
        for place, idea in enumerate(self.ideas):
            typed = [self._term(term) for term in idea.terms if term.weight >= 1]
            other = [self._term(term) for term in idea.terms if term.weight < 1]
            made.append(f"{' || '.join(typed)} AS q{place}")
            made += [f"{' || '.join(other)} AS s{place}"] if other else []
        if self.excluded:
            made.append(f"{' || '.join(self._term(term) for term in self.excluded)} AS excluded")
        return ", ".join(made) or "TRUE AS nothing"

    def whole(self) -> str:
        """What an entry must match: enough of the needed ideas, nothing excluded."""
        needed = [self._either(place) for place, idea in enumerate(self.ideas) if idea.needed]
        least = min(self.at_least or len(needed), len(needed))
        every = " || ".join(f"({' && '.join(some)})" for some in combinations(needed, least)) if needed else ""
        parts = [f"({every})"] if every else []
        parts += ["!! excluded"] if self.excluded else []
        return " && ".join(parts) or "''::tsquery"

    def any_word(self) -> str:
        return " || ".join(self._either(place) for place in range(len(self.ideas))) or "''::tsquery"

    def score(self) -> str:
        """Each idea once, in its best wording, by its rarity."""
        return " + ".join(self._score(place, idea) for place, idea in enumerate(self.ideas)) or "0"

    def reasons(self) -> str:
        """Where a word was found, and the texts of the row with the words marked."""
        if not self.ideas:
            return "NULL::text[], NULL, NULL, NULL"
        held = {
            "exact_name": "entry.name_key = asked.name",
            "name": "ts_filter(entry.title, '{a}') @@ asked.any_word",
            "vendor": "ts_filter(entry.title, '{b}') @@ asked.any_word",
            "topics": "ts_filter(entry.everything, '{b}') @@ asked.any_word",
            "summary": "ts_filter(entry.everything, '{c}') @@ asked.any_word",
            "description": "ts_filter(entry.everything, '{d}') @@ asked.any_word",
        }
        listed = ", ".join(f"CASE WHEN {test} THEN '{part}' END" for part, test in held.items())
        shown = f"{held['name']} OR {held['vendor']} OR {held['summary']}"
        return f"""CASE WHEN page.offering_id IS NOT NULL THEN array_remove(ARRAY[{listed}], NULL) END,
    ts_headline('catalogue_stems', o.name, asked.any_word, '{_HEADLINE}, HighlightAll=true'),
    ts_headline('catalogue_stems', card.what, asked.any_word, '{_HEADLINE}, HighlightAll=true'),
    CASE WHEN NOT ({shown}) THEN ts_headline('catalogue_stems', left(o.description, {LONGEST_FRAGMENT_FROM}),
        asked.any_word, '{_HEADLINE}, MaxFragments=1, MaxWords=18, MinWords=8') END"""

    def _either(self, place: int) -> str:
        others = any(term.weight < 1 for term in self.ideas[place].terms)
        return f"(q{place} || s{place})" if others else f"q{place}"

    def _score(self, place: int, idea: Idea) -> str:
        ways = [self._rank(f"asked.q{place}", 1.0)]
        weights = [term.weight for term in idea.terms if term.weight < 1]
        ways += [self._rank(f"asked.s{place}", max(weights))] if weights else []
        return f"{idea.rarity} * greatest({', '.join(ways)})"

    def _rank(self, query: str, weight: float) -> str:
        everywhere = f"ts_rank('{WEIGHTS}', e.everything, {query})"
        return f"{weight} * ({everywhere} + {TITLE_AGAIN} * ts_rank('{WEIGHTS}', e.title, {query}, 1))"

    def _term(self, term: Term) -> str:
        """Its stems in a row, its words as they stand, and what its last word may be the beginning of."""
        name = self._parameter(" ".join(term.words))
        if term.exact:
            return f"phraseto_tsquery('catalogue_stems', {name})"
        ways = [f"phraseto_tsquery('catalogue_stems', {name})", f"phraseto_tsquery('catalogue_words', {name})"]
        if term.unfinished and len(term.words[-1]) > 1:
            *whole, begun = term.words
            start = " <-> ".join([*(f"'{word}'" for word in whole), f"'{begun}':*"])
            ways.append(f"to_tsquery('catalogue_words', {self._parameter(start)})")
        return f"({' || '.join(ways)})"

    def _parameter(self, text: str) -> str:
        name = f"term{len(self.parameters)}"
        self.parameters[name] = text
        return f"%({name})s"
