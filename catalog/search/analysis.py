"""Reads what was typed: phrases, operators, acronyms, other wordings, how rare a word is. At most one statement."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import connection

from .plain_words import COMMON_WORDS, LITTLE_WORDS
from .wordings import OTHERS
from .words import Idea, Term, Words

MOST_IDEAS = 8
LONGEST_PHRASE = 4
SYNONYM_WEIGHT = 0.7
_FEWEST_ENTRIES = 10
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))')
_PART = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")

# How many entries hold each word, or another form of it, and how many entries there are.
_KNOWN = """
SELECT 'word', asked.word, max(w.entries)::text FROM unnest(%(words)s::text[]) AS asked(word)
JOIN catalog_searchword w ON w.word = asked.word OR w.stem = ANY (ts_lexize('english_stem', asked.word))
GROUP BY asked.word
UNION ALL SELECT 'all', '', reltuples::text FROM pg_class WHERE oid = 'catalog_searchentry'::regclass
"""


@dataclass(frozen=True)
class _Piece:
    parts: tuple[str, ...]
    quoted: bool = False
    minus: bool = False
    either: bool = False


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
    plain = Words(text=text, name=" ".join(fold(text).split()))
    if not pieces:
        return plain
    entries, everything = _look_up(pieces)
    ideas = _ideas([piece for piece in pieces if not piece.minus], OTHERS)
    typed_last = not pieces[-1].quoted and not pieces[-1].minus and text[-1:].isalnum()
    if ideas and typed_last:
        first, *others = ideas[-1].terms
        ideas[-1] = replace(ideas[-1], terms=(replace(first, unfinished=True), *others))
    ideas = [replace(idea, rarity=_rarity(idea, entries, everything)) for idea in ideas]
    ideas = _most_telling(ideas)
    excluded = tuple(Term(piece.parts, exact=piece.quoted) for piece in pieces if piece.minus)
    return replace(plain, ideas=tuple(ideas), excluded=excluded, at_least=sum(idea.needed for idea in ideas))


def loosened(words: Words) -> Words | None:
    """The same with half of the ideas enough; None where somebody asked for exactly these words.

    Every half is a query of its own; MOST_IDEAS keeps them few.
    """
    exact = bool(words.excluded) or any(term.exact for idea in words.ideas for term in idea.terms)
    needed = len(words.needed)
    return None if exact or needed < 2 else replace(words, at_least=needed // 2)


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


def _look_up(pieces: list[_Piece]) -> tuple[dict[str, int], int]:
    words = sorted({part for piece in pieces for part in piece.parts})
    if len(words) == 1:  # nothing to weigh it against
        return {}, _FEWEST_ENTRIES
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"words": words})
        rows = cursor.fetchall()
    entries = {word: int(number) for what, word, number in rows if what == "word"}
    everything = max((round(float(number)) for what, _, number in rows if what == "all"), default=0)
    return entries, max(everything, _FEWEST_ENTRIES, *entries.values(), 0)


def _ideas(pieces: list[_Piece], meanings: Mapping[str, list[str]]) -> list[Idea]:
    """One idea a word; one for a run of words that has another name; OR joins two into one."""
    ideas: list[Idea] = []
    place = 0
    while place < len(pieces):
        run = _longest_run(pieces, place, meanings)
        parts = tuple(part for piece in pieces[place : place + run] for part in piece.parts)
        idea = _idea(parts, pieces[place], meanings.get(" ".join(parts), []))
        if pieces[place].either and ideas:
            ideas[-1] = replace(ideas[-1], terms=ideas[-1].terms + idea.terms, needed=True)
        else:
            ideas.append(idea)
        place += run
    telling = [idea for idea in ideas if idea.needed]
    if not telling:
        return [replace(idea, needed=True) for idea in ideas]
    return [idea for idea in ideas if not _is_little(idea)]


def _longest_run(pieces: list[_Piece], place: int, meanings: Mapping[str, list[str]]) -> int:
    for length in range(min(LONGEST_PHRASE, len(pieces) - place), 1, -1):
        run = pieces[place : place + length]
        if not any(piece.quoted or piece.either for piece in run):
            if " ".join(part for piece in run for part in piece.parts) in meanings:
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


def _is_little(idea: Idea) -> bool:
    return not idea.needed and idea.terms[0].words[0] in LITTLE_WORDS


def _rarity(idea: Idea, entries: Mapping[str, int], everything: int) -> float:
    """From 0, said by all, to 1, said by one: of the rarest word of its first term."""
    holding = min((entries.get(word, 1) for word in idea.terms[0].words), default=1)
    return round(max(0.1, math.log(everything / max(1, holding)) / math.log(everything)), 3)


def _most_telling(ideas: list[Idea]) -> list[Idea]:
    """The rarest few of a long text, each once, in its order."""
    ideas = list(dict.fromkeys(ideas))
    kept = sorted(ideas, key=lambda idea: (not idea.needed, -idea.rarity))[:MOST_IDEAS]
    return [idea for idea in ideas if idea in kept]
