"""What a search engine must be able to do. The port (queries.py) knows nothing else of it.

The port reads the text (words.py: synonyms, acronyms, spelling), the engine stems, finds, ranks and counts.
"""

from dataclasses import dataclass
from typing import Protocol

from .query import Audience, CatalogueQuery
from .result import Found, Suggestion
from .words import Words

VENDORS_COUNTED = 8


class EngineUnavailable(Exception):
    """The engine cannot answer now, or not in its time. The next one answers instead."""


class SearchNotUnderstood(EngineUnavailable):
    """The engine is well and refuses this one search. The next one answers it; nobody is to be left alone for it."""


@dataclass(frozen=True)
class Asked:
    """A query on its way to an engine: its words understood, its topics and vendors as ids.

    `most_vendors` is how many vendors are counted at most, those with most hits.
    """

    query: CatalogueQuery
    words: Words
    topic_ids: tuple[int, ...] = ()
    vendor_ids: tuple[int, ...] = ()
    most_vendors: int = VENDORS_COUNTED


class Engine(Protocol):
    """Finds listed offerings. Every engine passes tests/conformance/test_search_engines.py.

    Exact names rank first, then name over vendor and topics over summary over description; `EntryRow.points` decide
    between equals and weigh little otherwise. What is withdrawn, or of a vendor no longer shown, is in no hit and in no
    count, even while the index still has it.
    A text that matches nothing is an answer, not an error.
    """

    name: str

    def find(self, asked: Asked) -> Found:
        """One page and all counts. Raises EngineUnavailable."""
        ...

    def suggest(self, text: str, *, audience: Audience, limit: int) -> tuple[Suggestion, ...]:
        """Offerings, vendors and topics with a word that begins like the text. Raises EngineUnavailable."""
        ...
