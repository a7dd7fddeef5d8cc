"""What a longlist is narrowed by: filters, requirements, or a choice by hand. Pure judgement over pinned versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from catalog.offerings.comparison import best_cost, read_requirements
from catalog.offerings.requirements import Requirement, Verdict, requirements_of
from catalog.search import facets
from marketplace.components.formats import percent_down

from .pinned import Pinned


class Kind(StrEnum):
    """The ways to narrow; a word of the address each."""

    FILTER = "filter"
    REQUIREMENT = "requirement"
    HAND = "hand"


@dataclass(frozen=True)
class Criterion:
    """One way to narrow as data: the same data judges the same versions the same way at a replay.

    FILTER: `selected` values by facet, `labels` in words. REQUIREMENT: `chosen` as typed into the form of the
    comparison, for `users` and `months`, `measured_least` in percent; `strict` leaves out what does not say.
    HAND: the ids of `offerings` left out.
    """

    kind: Kind
    selected: Mapping[str, Sequence[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    users: int = 1
    months: int = 1
    measured_least: str = ""
    strict: bool = True
    offerings: Sequence[int] = ()

    def as_json(self) -> dict[str, Any]:
        """Without what says nothing."""
        every = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: str(value) if name == "kind" else value for name, value in every.items() if value not in ({}, ())}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Criterion":
        return cls(**{**data, "kind": Kind(data["kind"])})

    @property
    def requirements(self) -> list[Requirement]:
        """The must-haves of the comparison that were chosen."""
        return requirements_of(read_requirements(self.chosen).cleaned_data)

    @property
    def words(self) -> str:
        """The criterion in one sentence."""
        if self.kind is Kind.HAND:
            return f"Left out by hand: {len(self.offerings)}"
        if self.kind is Kind.FILTER:
            return "; ".join(
                f"{facets.LEGENDS[name]}: {' or '.join(self.label(name, value) for value in values)}"
                for name, values in self.selected.items()
            )
        said = [requirement.sentence for requirement in self.requirements]
        if self.measured_least:
            said.append(f"Measured uptime of at least {percent_down(Decimal(self.measured_least))}")
        priced = f", for {self.users:,} users and {self.months} months" if self.chosen.get("price_up_to") else ""
        gaps = "what does not say is left out" if self.strict else "what does not say stays"
        return f"{'; '.join(said)}{priced}; {gaps}"

    def label(self, name: str, value: str) -> str:
        """A value in the words of its time."""
        return self.labels.get(f"{name}:{value}", value)

    def misfit(self, offering_id: int, pinned: Pinned) -> str:
        """Why an offering is left out; nothing where it stays."""
        if self.kind is Kind.HAND:
            return "Left out by hand" if offering_id in self.offerings else ""
        if self.kind is Kind.FILTER:
            return self._outside(pinned)
        return self._failed(pinned)

    def _outside(self, pinned: Pinned) -> str:
        for name, wanted in self.selected.items():
            held = pinned.values.get(name, [])
            if not set(held) & set(wanted):
                said = ", ".join(_named(name, value) for value in held if value)
                return f"{facets.LEGENDS[name]}: {said or 'not stated, or no'}"[:300]
        return ""

    def _failed(self, pinned: Pinned) -> str:
        _, cost = best_cost(pinned.offering, pinned.plans, self.users, self.months, {})
        for requirement in self.requirements:
            judged = requirement.judge(pinned.offering, cost)
            if judged.verdict is Verdict.FAILS or (self.strict and judged.verdict is Verdict.NOT_STATED):
                said = f" ({judged.because})" if judged.because else ""
                return f"{judged.verdict.capitalize()}: {requirement.sentence}{said}"[:300]
        if not self.measured_least:
            return ""
        figure = pinned.measured.measured_availability if pinned.measured else None
        if figure is None:
            return "Uptime not measured" if self.strict else ""
        return f"Measured {percent_down(figure)}" if figure < Decimal(self.measured_least) else ""


def _named(name: str, value: str) -> str:
    facet = facets.BY_NAME.get(name)
    options = facet.options if facet else ()
    return next((option.words for option in options if option.value == value), value)
