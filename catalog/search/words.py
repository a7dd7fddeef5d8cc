"""What a text asks for, before any engine stems a word: ideas, each with every way to say it."""

from dataclasses import dataclass


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


@dataclass(frozen=True)
class Words:
    """A text, understood. An offering matches when it holds at least `at_least` of the needed ideas and no `excluded`.

    `name` is the text as the name of an offering would be folded, to put exact names first.
    """

    text: str
    name: str
    ideas: tuple[Idea, ...] = ()
    excluded: tuple[Term, ...] = ()
    at_least: int = 0

    @property
    def needed(self) -> tuple[Idea, ...]:
        return tuple(idea for idea in self.ideas if idea.needed)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every way to say any of the ideas."""
        return tuple(term for idea in self.ideas for term in idea.terms)

    def __bool__(self) -> bool:
        return bool(self.ideas or self.excluded)
