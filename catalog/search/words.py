"""What a text asks for, before any engine stems a word: ideas, each with every way to say it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Term:
    """One way to say an idea: a word, or several that stand in a row; folded (no accents, no capitals), not stemmed.

    `unfinished`: the last word may be the beginning of one. `exact`: quoted, as it stands.
    `weight` is 1 for what was typed, less for a synonym or another spelling.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    unfinished: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Idea:
    """What one typed word or phrase means: any of its terms will do.

    An idea that is not `needed` only lifts what holds it: “service” in “a service for signing”. `rarity` is from 0
    (nearly every offering says it) to 1 (one offering does), the same for both engines.
    """

    terms: tuple[Term, ...]
    needed: bool = True
    rarity: float = 1.0

    @property
    def typed(self) -> str:
        return " ".join(self.terms[0].words)


@dataclass(frozen=True)
class Words:
    """A text, understood. An offering matches when it holds every idea of one of `enough`, and no `excluded`.

    `enough` names ideas by their places. `name` is the text as the name of an offering would be folded, to put exact
    names first. `unknown`: typed words that no offering and no list of wordings uses; perhaps slips.
    """

    text: str
    name: str
    ideas: tuple[Idea, ...] = ()
    excluded: tuple[Term, ...] = ()
    enough: tuple[tuple[int, ...], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[int, ...]:
        """The places of the ideas that decide."""
        return tuple(place for place, idea in enumerate(self.ideas) if idea.needed)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every way to say any of the ideas."""
        return tuple(term for idea in self.ideas for term in idea.terms)

    @property
    def is_loose(self) -> bool:
        """Whether less than all of it is enough."""
        return bool(self.needed) and self.enough != (self.needed,)

    def strictly(self) -> "Words":
        """The same with all needed ideas wanted."""
        return replace(self, enough=(self.needed,))

    def __bool__(self) -> bool:
        return bool(self.ideas or self.excluded)
