"""Reads what was typed: phrases, operators, acronyms, other wordings, how rare a word is. At most one statement."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from django.db import connection

from .plain_words import COMMON_WORDS, LITTLE_WORDS
from .wordings import key, others_of
from .words import Idea, Term, Words

MOST_IDEAS = 8
MOST_LIFTING = 6
LONGEST_PHRASE = 6
SYNONYM_WEIGHT = 0.7
# A word of a phrase that has other wordings, said alone: “vulnerabilities that a scan finds”.
PART_WEIGHT = 0.8
# What a common word weighs beside one that tells.
COMMON_WEIGHT = 0.5
# An offering matches when what it holds weighs this share of what was asked.
ENOUGH = 0.3
_FEWEST_ENTRIES = 10
_SHORTEST_SLIP = 4
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))')
_PART = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")

# How many entries hold each word, or another form of it, how many entries there are, and the lists of other wordings.
_KNOWN = """
SELECT 'word', asked.word, max(w.entries)::text, 0::bigint FROM unnest(%(words)s::text[]) AS asked(word)
JOIN catalog_searchword w ON w.stem = coalesce((ts_lexize('english_stem', asked.word))[1], asked.word)
GROUP BY asked.word
UNION ALL SELECT 'all', '', reltuples::text, 0 FROM pg_class WHERE oid = 'catalog_searchentry'::regclass
UNION ALL SELECT 'list', '', array_to_string(wordings, ','), 0 FROM catalog_wordinglist
    WHERE keys && %(runs)s::varchar[]
"""
_TOPICS = "SELECT 'topic', slug, name, id FROM catalog_topic"


class KnownTopic(NamedTuple):
    """A topic, as far as a search needs it."""

    pk: int
    slug: str
    name: str


@dataclass(frozen=True)
class _Piece:
    parts: tuple[str, ...]
    quoted: bool = False
    minus: bool = False
    either: bool = False


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Without accents, capitals and the dots of acronyms: “Café C.R.M.” is “cafe crm”."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), plain).casefold()


def key_of(text: str) -> str:
    """How a word or phrase is looked up: its words, folded, one space apart."""
    return " ".join(_PART.findall(fold(text)))


def acronym_of(name: str) -> str:
    """The initials of a name of three words or more: Kestrel Service Desk is KSD."""
    parts = [part for part in _PART.findall(fold(name)) if part not in LITTLE_WORDS]
    return "".join(part[0] for part in parts) if 3 <= len(parts) <= 6 else ""


def read_words(text: str) -> Words:
    """The ideas of a text. The last word may be the beginning of one, unless the text goes on after it."""
    pieces = _pieces(text)
    return _understood(text, pieces, _rows([_KNOWN], pieces) if pieces else [])


def read_search(text: str) -> tuple[Words, list[KnownTopic]]:
    """The ideas of a text, and all topics by name: one statement."""
    pieces = _pieces(text)
    rows = _rows([_KNOWN, _TOPICS] if pieces else [_TOPICS], pieces)
    topics = [KnownTopic(pk, slug, name) for what, slug, name, pk in rows if what == "topic"]
    return _understood(text, pieces, rows), sorted(topics, key=lambda topic: fold(topic.name))


def _understood(text: str, pieces: list[_Piece], rows: Sequence[tuple[str, str, str, int]]) -> Words:
    plain = Words(text=text, name=" ".join(fold(text).split()))
    if not pieces:
        return plain
    entries, everything, meanings = _known(rows)
    ideas = _ideas([piece for piece in pieces if not piece.minus], meanings)
    typed_last = not pieces[-1].quoted and not pieces[-1].minus and text[-1:].isalnum()
    if ideas and typed_last:
        first, *others = ideas[-1].terms
        ideas[-1] = replace(ideas[-1], terms=(replace(first, unfinished=True), *others))
    ideas = _most_telling([replace(idea, rarity=_rarity(idea, entries, everything)) for idea in ideas])
    excluded = tuple(Term(piece.parts, exact=piece.quoted) for piece in pieces if piece.minus)
    words = replace(plain, ideas=tuple(ideas), excluded=excluded, unknown=_unknown(ideas, entries))
    exact = bool(excluded) or any(term.exact for term in words.terms)
    return words.strictly() if exact else replace(words, enough=_enough(words))


def _enough(words: Words) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of needed ideas that weigh their share; MOST_IDEAS keeps them few."""
    weights = {place: words.ideas[place].rarity for place in words.needed}
    least = ENOUGH * sum(weights.values()) - 1e-9
    found: list[tuple[int, ...]] = []
    for size in range(1, len(weights) + 1):
        for some in combinations(weights, size):
            if sum(weights[place] for place in some) >= least and not any(set(less) <= set(some) for less in found):
                found.append(some)
    return tuple(found) or (words.needed,)


def _unknown(ideas: Sequence[Idea], entries: Mapping[str, int]) -> tuple[str, ...]:
    """Words that may be slips."""
    plain = [idea.terms[0] for idea in ideas if idea.needed and len(idea.terms) == 1 and not idea.terms[0].exact]
    words = [word for term in plain for word in term.words if len(word) >= _SHORTEST_SLIP and word.isalpha()]
    return tuple(word for word in words if word not in entries)


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    either = False
    for found in _PIECE.finditer(_DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)):
        if found["word"] == "OR" and pieces:
            either = True
            continue
        parts = tuple(_PART.findall(fold(found["quoted"] if found["quoted"] is not None else found["word"])))
        if parts:
            quoted = found["quoted"] is not None
            pieces.append(_Piece(parts[:12], quoted=quoted, minus=bool(found["minus"]), either=either))
        either = False
    return pieces[: MOST_IDEAS * 3]


def _rows(statements: Sequence[str], pieces: list[_Piece]) -> list[tuple[str, str, str, int]]:
    words = sorted({part for piece in pieces for part in piece.parts})
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), {"words": words, "runs": sorted(_runs(pieces))})
        return cursor.fetchall()


def _known(rows: Sequence[tuple[str, str, str, int]]) -> tuple[dict[str, int], int, dict[str, list[str]]]:
    entries = {word: int(number) for what, word, number, _ in rows if what == "word"}
    everything = max((round(float(number)) for what, _, number, _ in rows if what == "all"), default=0)
    meanings = others_of(listed.split(",") for what, _, listed, _ in rows if what == "list")
    return entries, max(everything, _FEWEST_ENTRIES, *entries.values(), 0), meanings


def _runs(pieces: list[_Piece]) -> set[str]:
    """Every word and row of words that may have other wordings, as lists are looked up."""
    places = range(len(pieces))
    runs = (pieces[first : first + length] for first in places for length in range(1, LONGEST_PHRASE + 1))
    return {key(" ".join(part for piece in run for part in piece.parts)) for run in runs}


def _ideas(pieces: list[_Piece], meanings: Mapping[str, list[str]]) -> list[Idea]:
    """One idea a word; one for a run of words that has another name; OR joins two into one."""
    ideas: list[Idea] = []
    place = 0
    while place < len(pieces):
        run = _longest_run(pieces, place, meanings)
        parts = tuple(part for piece in pieces[place : place + run] for part in piece.parts)
        idea = _idea(parts, pieces[place], meanings.get(key(" ".join(parts)), []))
        if pieces[place].either and ideas:
            ideas[-1] = replace(ideas[-1], terms=ideas[-1].terms + idea.terms, needed=True)
        else:
            lifting = [_part(part) for part in parts if part not in LITTLE_WORDS] if run > 1 else []
            ideas += [*lifting, idea]
        place += run
    telling = [idea for idea in ideas if idea.needed]
    if not telling:
        return [replace(idea, needed=True) for idea in ideas]
    return [idea for idea in ideas if not _is_little(idea)]


def _longest_run(pieces: list[_Piece], place: int, meanings: Mapping[str, list[str]]) -> int:
    for length in range(min(LONGEST_PHRASE, len(pieces) - place), 1, -1):
        run = pieces[place : place + length]
        if not any(piece.quoted or piece.either for piece in run):
            if key(" ".join(part for piece in run for part in piece.parts)) in meanings:
                return length
    return 1


def _idea(parts: tuple[str, ...], piece: _Piece, others: Iterable[str]) -> Idea:
    if piece.quoted:
        return Idea((Term(parts, exact=True),))
    terms = [Term(parts)]
    if len(parts) > 1 and parts == piece.parts:
        terms.append(Term(("".join(parts),)))
    terms += [Term(tuple(other.split()), weight=SYNONYM_WEIGHT) for other in dict.fromkeys(others)]
    return Idea(tuple(terms), needed=len(parts) > 1 or parts[0] not in LITTLE_WORDS | COMMON_WORDS)


def _part(word: str) -> Idea:
    return Idea((Term((word,), weight=PART_WEIGHT),), needed=False)


def _is_little(idea: Idea) -> bool:
    return not idea.needed and idea.terms[0].words[0] in LITTLE_WORDS


def _rarity(idea: Idea, entries: Mapping[str, int], everything: int) -> float:
    """From 0, said by all, to 1, said by one: the idf of BM25, of the rarest word as typed; common words weigh less."""
    holding = min((entries.get(word, 1) for word in idea.terms[0].words), default=1)
    idf = math.log(1 + (everything - holding + 0.5) / (holding + 0.5))
    rarity = max(0.05, idf / math.log(1 + (everything - 0.5) / 1.5))
    common = not idea.needed and idea.terms[0].weight == 1
    return round(rarity * (COMMON_WEIGHT if common else 1), 3)


def _most_telling(ideas: list[Idea]) -> list[Idea]:
    """The rarest few of a long text, each once, in its order: those that decide, and those that only lift."""
    ideas = list(dict.fromkeys(ideas))
    by_rarity = sorted(ideas, key=lambda idea: -idea.rarity)
    kept = [idea for idea in by_rarity if idea.needed][:MOST_IDEAS]
    kept += [idea for idea in by_rarity if not idea.needed][:MOST_LIFTING]
    return [idea for idea in ideas if idea in kept]
