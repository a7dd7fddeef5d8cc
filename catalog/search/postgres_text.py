"""The words of a search as text queries of PostgreSQL: what matches, what it scores, where it was found."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Any

from .plain_words import LITTLE_WORDS
from .result import MARK_END, MARK_START, Part
from .words import Idea, Term, Words

# BM25F (Robertson, Zaragoza, Taylor 2004): occurrences are weighed by field, added up, and then saturate. The weights
# are those of name, vendor and topics, summary, description; `ts_rank_cd` adds them up, as shares of the first.
NAME, VENDOR, SUMMARY, DESCRIPTION = 6.0, 4.0, 3.0, 1.0
SATURATION = 3.0
# A description counts for less the longer it is: words beyond the usual number of different ones.
LENGTH = 0.9
USUAL_LENGTH = 130
# Weighs little: it only has to bring the likely ones to the ranking.
ROUGH = "{0.1, 0.3, 0.5, 1.0}"
LONGEST_FRAGMENT_FROM = 4_000
# So many letters are looked at for a fragment, so many of them before the first word.
NEAR, BEFORE = 170, 60
_HELD = {
    Part.EXACT_NAME: "entry.name_key = asked.name",
    Part.NAME: "ts_filter(entry.title, '{a}') @@ asked.any_word",
    Part.VENDOR: "ts_filter(entry.title, '{b}') @@ asked.any_word",
    Part.TOPICS: "ts_filter(texts.vector, '{b}') @@ asked.any_word",
    Part.SUMMARY: "ts_filter(texts.vector, '{c}') @@ asked.any_word",
    Part.DESCRIPTION: "ts_filter(texts.vector, '{d}') @@ asked.any_word",
}
PARTS = tuple(_HELD)
# Names of parts of what matches, where that is not all that is needed.
REST = ("rest", "rest_surely", "rest_perhaps")
_HEADLINE = f"StartSel={MARK_START}, StopSel={MARK_END}, MaxFragments=1, MaxWords=18, MinWords=8"


def _is_plain(term: Term) -> bool:
    return len(term.words) == 1


def _telling_phrases(idea: Idea) -> list[Term]:
    """Rows of words that find what no single word of the idea finds: “service desk” finds no more than “desk” does."""
    alone = {term.words[0] for term in idea.terms if _is_plain(term) and not term.exact} - LITTLE_WORDS
    return [term for term in idea.terms if not _is_plain(term) and alone.isdisjoint(term.words)]


def _marked(text: str) -> str:
    return f"ts_headline('catalogue_stems', {text}, asked.any_word, '{_HEADLINE}')"


def _beginning(word: str) -> str:
    """What a word and its other forms mostly have in common: ledgers, ledger; policy, policies."""
    return word[: max(3, len(word) - 3)]


class TextQuery:
    """Ideas become the columns q0, q1 … (as typed) and s0, s1 … (in other words); all text travels as parameters."""

    def __init__(self, words: Words) -> None:
        self.ideas = words.ideas
        self.excluded = words.excluded
        self.words = words
        self.parameters: dict[str, Any] = {}

    def columns(self) -> str:
        made = []
        for place, idea in enumerate(self.ideas):
            best = max(term.weight for term in idea.terms)
            made.append(f"{self._any(term for term in idea.terms if term.weight == best)} AS q{place}")
            if self._has_others(idea):
                made.append(f"{self._any(term for term in idea.terms if term.weight < best)} AS s{place}")
            if plain := [term for term in idea.terms if _is_plain(term)]:
                telling = [*plain, *_telling_phrases(idea)]
                made += [f"{self._any(plain)} AS p{place}"] if len(plain) < len(idea.terms) else []
                made += [f"{self._any(telling)} AS m{place}"] if len(telling) < len(idea.terms) else []
        if self.excluded:
            made.append(f"{self._any(self.excluded)} AS excluded")
        return ", ".join(made) or "TRUE AS nothing"

    def whole(self) -> str:
        """What an entry must match: one of the sets of ideas that are enough, nothing excluded."""
        return self._with(self.words.enough)

    def every(self) -> str:
        """All that is needed."""
        return self._with((self.words.needed,))

    def parts(self) -> dict[str, str]:
        """What matches, in parts: by single words alone first; what holds all that is needed apart from what holds less
        (REST), where less is enough. No entry is in two, but for those of `rest` that hold all by a row of words.
        """
        words = self.whole(), self.surely(self.words.enough)
        if not self.words.is_loose:
            return self._split("words", *words)
        every = self._split("every", self.every(), self.surely((self.words.needed,)))
        certain = "".join(f" && !! ({query})" for name, query in every.items() if name != self.phrased)
        return every | {name: f"({query}){certain}" for name, query in self._split("rest", *words).items()}

    @property
    def phrased(self) -> str:
        """The part that holds all that is needed by words in a row; empty where no such words are asked for."""
        if not self.words.is_loose or not any(self._has_phrases(self.ideas[place]) for place in self.words.needed):
            return ""
        return "every_perhaps" if self.surely((self.words.needed,)) else "every"

    @staticmethod
    def _split(name: str, query: str, surely: str) -> dict[str, str]:
        if not surely:
            return {name: query}
        return {f"{name}_surely": surely, f"{name}_perhaps": f"({query}) && !! ({surely})"}

    def surely(self, sets: Sequence[Sequence[int]]) -> str:
        """What matches by single words alone; empty where that is all there is to it, or nothing.

        Whether words stand in a row the index does not know: it has every entry of a page of the table read and looked
        through where one of them needs it. So those are asked for apart.
        """
        phrases = {place for place, idea in enumerate(self.ideas) if self._has_phrases(idea)}
        wholly = {place for place in phrases if not any(map(_is_plain, self.ideas[place].terms))}
        kept = [some for some in sets if not wholly & set(some)]
        touched = any(phrases & set(some) for some in sets)
        return self._with(kept, plain=phrases) if touched and kept else ""

    def most(self) -> str:
        """All that is needed but one."""
        needed = self.words.needed
        return self._with(tuple(combinations(needed, len(needed) - 1)) if len(needed) > 1 else (needed,))

    @property
    def most_is_enough(self) -> bool:
        """Whether all that is needed but one matches, so that it tells none of the hits apart."""
        needed = self.words.needed
        return len(needed) < 2 or all(some in self.words.enough for some in combinations(needed, len(needed) - 1))

    @property
    def any_is_enough(self) -> bool:
        """Whether whatever holds one of the words matches."""
        alone = all((place,) in self.words.enough for place in range(len(self.ideas)))
        return alone and bool(self.ideas) and not self.excluded

    def any_word(self) -> str:
        return " || ".join(self._either(place) for place in range(len(self.ideas))) or "''::tsquery"

    def score(self) -> str:
        """Each idea once, in its better wording, by its rarity. Expects `vector`, and `weights` by description."""
        return " + ".join(self._score(place, idea) for place, idea in enumerate(self.ideas)) or "0"

    def weights(self) -> str:
        """The weights for a description of this length, as `ts_rank_cd` takes them."""
        length = f"(1 - {LENGTH} + {LENGTH} * length(vector) / {USUAL_LENGTH})"
        return f"ARRAY[least(1, {DESCRIPTION / NAME} / {length}), {SUMMARY / NAME}, {VENDOR / NAME}, 1]::real[]"

    def reasons(self) -> str:
        """Which parts hold a word, and which ideas stand there in another wording alone: a bit each, as in `PARTS`.

        Numbers, since lists take longer to write down and to read than to find out.
        """
        tests = _HELD.values() if self.ideas else ()
        parts = " + ".join(f"({test})::int * {1 << place}" for place, test in enumerate(tests))
        return f"{parts or 0} AS parts, {self._said_otherwise() or 0} AS otherwise"

    def fragment(self) -> str:
        """Some words of the description where nothing else that a row shows holds one."""
        if not self.ideas:
            return "NULL"
        shown = sum(1 << PARTS.index(part) for part in (Part.NAME, Part.VENDOR, Part.SUMMARY))
        return f"CASE WHEN said.parts & {shown} = 0 THEN {self._fragment()} END"

    def _fragment(self) -> str:
        """The description round the first word that looks like one of the words; all of it where that is none.

        Stemming a whole description costs more than all else that is said of a hit. OFFSET 0: each part once.
        """
        self.parameters["looks"] = rf"\m(?:{'|'.join(dict.fromkeys(map(_beginning, self._words())))})"
        return f"""(SELECT CASE WHEN strpos(near.marked, '{MARK_START}') > 0 THEN near.marked ELSE {_marked("told")} END
        FROM (SELECT left(o.description, {LONGEST_FRAGMENT_FROM}) OFFSET 0) AS whole(told),
        LATERAL (SELECT regexp_instr(told, %(looks)s, 1, 1, 0, 'i') - {BEFORE} AS start OFFSET 0) AS found,
        LATERAL (SELECT CASE WHEN start > 1 THEN regexp_replace(substr(told, start, {NEAR}), '^\\S*\\s', '')
            ELSE left(told, {NEAR}) END AS part OFFSET 0) AS cut,
        LATERAL (SELECT {_marked("part")} AS marked OFFSET 0) AS near)"""  # noqa: S608 only our own words

    def _words(self) -> list[str]:
        return [word for idea in self.ideas for term in idea.terms for word in term.words]

    def _said_otherwise(self) -> str:
        """The ideas that an entry holds in another wording alone, a bit a place."""
        places = [place for place, idea in enumerate(self.ideas) if self._has_others(idea)]
        return " + ".join(
            f"(entry.everything @@ asked.s{place} AND NOT entry.everything @@ asked.q{place})::int * {1 << place}"
            for place in places
        )

    @staticmethod
    def _has_others(idea: Idea) -> bool:
        return len({term.weight for term in idea.terms}) > 1

    @staticmethod
    def _has_phrases(idea: Idea) -> bool:
        return bool(_telling_phrases(idea))

    def _either(self, place: int) -> str:
        return f"(q{place} || s{place})" if self._has_others(self.ideas[place]) else f"q{place}"

    def _with(self, sets: Sequence[Sequence[int]], *, plain: Collection[int] = ()) -> str:
        def one(place: int) -> str:
            idea = self.ideas[place]
            if place in plain:
                return f"p{place}"
            told = sum(map(_is_plain, idea.terms)) + len(_telling_phrases(idea))
            return self._either(place) if told == len(idea.terms) else f"m{place}"

        either = " || ".join(f"({' && '.join(map(one, some))})" for some in sets if some)
        parts = [f"({either})"] if either else []
        parts += ["!! excluded"] if self.excluded else []
        return " && ".join(parts) or "''::tsquery"

    def _score(self, place: int, idea: Idea) -> str:
        typed = max(term.weight for term in idea.terms)
        ways = [self._saturated(f"asked.q{place}", typed)]
        weights = [term.weight for term in idea.terms if term.weight < typed]
        ways += [self._saturated(f"asked.s{place}", max(weights))] if weights else []
        self.parameters[f"rarity{place}"] = idea.rarity
        return f"%(rarity{place})s * greatest({', '.join(ways)})"

    def _saturated(self, query: str, weight: float) -> str:
        usual = SATURATION / NAME
        return f"{weight} * (1 - {usual} / (ts_rank_cd(weights, vector, {query}) + {usual}))"

    def _any(self, terms: Iterable[Term]) -> str:
        return " || ".join(map(self._term, terms))

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
