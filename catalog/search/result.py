"""What comes back from a search: typed, and the same from every engine."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .query import CatalogueQuery

# Round a word that matched, in `Hit.fragment`; never part of a text.
MARK_START = "\ue000"
MARK_END = "\ue001"


class Part(StrEnum):
    """The texts of an offering that are searched, the weightiest first."""

    EXACT_NAME = "exact_name"
    NAME = "name"
    VENDOR = "vendor"
    TOPICS = "topics"
    SUMMARY = "summary"
    DESCRIPTION = "description"


class Merit(StrEnum):
    """What gives an offering a small head start, whatever the words are (entries.points_of)."""

    ORDERABLE = "orderable"
    CERTIFIED = "certified"
    USED = "used"
    MEASURED = "measured"


@dataclass(frozen=True)
class Hit:
    """One offering found, and why.

    `card` is its row for the screen, made when it was indexed. `matched` names the parts that hold one of the words.
    `fragment` is a piece of the description with the words between MARK_START and MARK_END, where nothing on the row
    holds one. `other_wordings` are typed words that it says otherwise. `barred`: its vendor takes no new orders now,
    whatever the card says.
    """

    offering_id: int
    score: float
    card: str
    matched: tuple[Part, ...] = ()
    merits: tuple[Merit, ...] = ()
    fragment: str = ""
    other_wordings: tuple[str, ...] = ()
    barred: bool = False


@dataclass(frozen=True)
class Count:
    """How many results a value of a facet would give, with the other facets as they are."""

    value: str
    label: str
    count: int
    selected: bool
    tag: str = ""

    @property
    def words(self) -> str:
        return self.tag or self.label


class Kind(StrEnum):
    """What a suggestion leads to."""

    OFFERING = "offering"
    VENDOR = "vendor"
    TOPIC = "topic"


@dataclass(frozen=True)
class Suggestion:
    """Something that begins like what is being typed: `slug` is that of the offering, vendor or topic."""

    kind: Kind
    label: str
    slug: str
    detail: str = ""


@dataclass(frozen=True)
class Found:
    """What an engine brings back for one page.

    `matching_text` counts what fits words and audience before any facet or range, `holding_all` what holds all words
    of that; `total` counts after all. `counts` has, for
    every facet but vendors, every value with a number above zero, its own facet left out; `vendors` the chosen vendors
    and then those with most hits, as (slug, name, number). `without` has the total without each facet in use.
    All counts are the same where `numbers` is the same and not None.
    """

    hits: tuple[Hit, ...]
    total: int
    matching_text: int
    holding_all: int
    counts: Mapping[str, Mapping[str, int]]
    vendors: tuple[tuple[str, str, int], ...]
    without: Mapping[str, int]
    engine: str
    instead_of: str = ""
    numbers: Hashable = None


@dataclass(frozen=True)
class CatalogueResult:
    """One page of hits and all counts.

    `matching_text` counts before any filter, `without` after all but one. `asked` are the words as typed where
    `query.text` was respelt because nothing held one of them; `holding_all` counts, before any filter, what holds all
    the words and not only some that weigh enough; `engine` names who answered, `instead_of` the engine that should have
    and could not. Where `counted` is the same and not None, so are the counts.
    """

    query: CatalogueQuery
    hits: tuple[Hit, ...]
    total: int
    matching_text: int
    holding_all: int
    counts: Mapping[str, tuple[Count, ...]]
    without: Mapping[str, int]
    engine: str
    asked: str = ""
    instead_of: str = ""
    counted: Hashable = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.query.size))

    @property
    def is_loose(self) -> bool:
        """Whether some of what matches holds only some of the words."""
        return self.holding_all < self.matching_text

    @property
    def was_corrected(self) -> bool:
        """Whether nothing matched the words as typed, and these are the results of a likelier spelling."""
        return bool(self.asked) and self.asked != self.query.text

    @property
    def mended(self) -> list[str]:
        """The words as typed that no offering holds, where others beside them stayed as they were typed."""
        words = self.asked.split() if self.was_corrected else []
        respelt = [typed for typed, used in zip(words, self.query.text.split(), strict=False) if typed != used]
        return respelt if len(respelt) < len(words) else []

    @property
    def filters(self) -> list[tuple[str, Count]]:
        """Facet and value of every filter in use, in words."""
        return [(name, count) for name, values in self.counts.items() for count in values if count.selected]
