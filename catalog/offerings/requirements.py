"""What a reader requires of offerings, and whether each meets it, fails it, or does not say. Pure judgement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models

from catalog.taxonomy.models import Certification, DataStandard, ExportFormat, ImpactLevel
from marketplace.components.formats import money, percent_down

from .models import Offering
from .pricing import CostParts

# How sensitive the data may be, the least first; FedRAMP's 20x levels stand where their Rev. 5 namesakes do.
IMPACT_ORDER = {
    ImpactLevel.LI_SAAS: 0,
    ImpactLevel.TWENTY_X_LOW: 1,
    ImpactLevel.LOW: 1,
    ImpactLevel.TWENTY_X_MODERATE: 2,
    ImpactLevel.MODERATE: 2,
    ImpactLevel.HIGH: 3,
}
EXAMINED = {Certification.FEDRAMP_AUTHORIZED, Certification.STATE_ASSESSMENT}


class Verdict(StrEnum):
    """The answer to one requirement."""

    MEETS = "meets"
    FAILS = "fails"
    NOT_STATED = "not stated"


@dataclass(frozen=True)
class Judged:
    """A verdict, and what it rests on."""

    verdict: Verdict
    because: str = ""


@dataclass(frozen=True)
class Requirement:
    """One must-have: its name in the address, its sentence, and how an offering with its cost is judged."""

    name: str
    sentence: str
    judge: Callable[[Offering, CostParts | None], Judged]


def requirements_of(chosen: Mapping[str, Any]) -> list[Requirement]:
    """The must-haves of a filled-in RequirementsForm, in the order of the form; what is empty is not required."""
    return [make(chosen[name]) for name, make in MAKERS.items() if chosen.get(name) not in (None, "", False)]


def _judged(meets: bool, because: str) -> Judged:
    return Judged(Verdict.MEETS if meets else Verdict.FAILS, because)


NOT_SAID = Judged(Verdict.NOT_STATED)


def _impact(level: str) -> Requirement:
    def judge(offering: Offering, cost: CostParts | None) -> Judged:
        if not offering.impact_level:
            return NOT_SAID
        enough = IMPACT_ORDER[ImpactLevel(offering.impact_level)] >= IMPACT_ORDER[ImpactLevel(level)]
        return _judged(enough, offering.get_impact_level_display())

    return Requirement("impact", f"Impact level {ImpactLevel(level).label} or higher", judge)


def _examined(_: bool) -> Requirement:
    def judge(offering: Offering, cost: CostParts | None) -> Judged:
        if offering.certification == Certification.NONE:
            return NOT_SAID
        return _judged(offering.certification in EXAMINED, offering.get_certification_display())

    return Requirement("examined", "Security examined: FedRAMP Authorized or state assessment", judge)


def _says(name: str, field: str, sentence: str) -> Callable[[str], Requirement]:
    """A requirement that a text of the listing holds every one of these words."""

    def make(words: str) -> Requirement:
        def judge(offering: Offering, cost: CostParts | None) -> Judged:
            text = getattr(offering, field)
            if not text:
                return NOT_SAID
            return _judged(all(word in text.casefold() for word in words.casefold().split()), text)

        return Requirement(name, sentence.format(words), judge)

    return make


def _open_api(_: bool) -> Requirement:
    def judge(offering: Offering, cost: CostParts | None) -> Judged:
        return NOT_SAID if offering.open_api is None else _judged(offering.open_api, "")

    return Requirement("open_api", "Has an open API", judge)


def _chosen(name: str, field: str, known: type[models.TextChoices], sentence: str) -> Callable[[str], Requirement]:
    """A requirement that this value is among those that the vendor chose."""

    def make(value: str) -> Requirement:
        def judge(offering: Offering, cost: CostParts | None) -> Judged:
            stated = dict(getattr(offering, field))
            return _judged(value in stated, ", ".join(stated.values())) if stated else NOT_SAID

        return Requirement(name, sentence.format(known(value).label), judge)

    return make


def _uptime(least: Decimal) -> Requirement:
    def judge(offering: Offering, cost: CostParts | None) -> Judged:
        for level in offering.service_levels.all():
            if level.code == "availability":
                return _judged(level.target >= least, f"{percent_down(level.target)} promised")
        return _judged(False, "None promised") if offering.no_service_level_promised else NOT_SAID

    return Requirement("uptime", f"Promises at least {percent_down(least)} availability", judge)


def _ceiling(most: Decimal) -> Requirement:
    def judge(offering: Offering, cost: CostParts | None) -> Judged:
        if cost is None:
            return NOT_SAID
        said = " ".join(filter(None, [money((cost.total, cost.currency), 0), cost.plus]))
        if cost.plus and cost.total <= most:
            # What is used comes on top: nobody can say yet whether it stays below.
            return Judged(Verdict.NOT_STATED, said)
        return _judged(cost.total <= most, said)

    return Requirement("price_up_to", f"Costs at most {money(most, 0)} in all", judge)


MAKERS: dict[str, Callable[[Any], Requirement]] = {
    "price_up_to": _ceiling,
    "impact": _impact,
    "examined": _examined,
    "data_in": _says("data_in", "data_location", "Data is kept in: {}"),
    "sign_in": _says("sign_in", "sign_in", "Sign-in with {}"),
    "open_api": _open_api,
    "export": _chosen("export", "export_formats", ExportFormat, "Data comes out as {}"),
    "standard": _chosen("standard", "data_standards", DataStandard, "Keeps the data standard {}"),
    "support": _says("support", "support_hours", "Support hours say: {}"),
    "uptime": _uptime,
}


@dataclass(frozen=True)
class Tally:
    """How one offering does against all requirements."""

    judged: Sequence[Judged]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.judged)

    @property
    def tone(self) -> str:
        if self.count(Verdict.FAILS):
            return "bad"
        return "warn" if self.count(Verdict.NOT_STATED) else "ok"

    @property
    def meets_all(self) -> bool:
        return self.count(Verdict.MEETS) == len(self.judged)

    @property
    def words(self) -> str:
        """Meets all 5, Fails 1 of 5, 2 of 5 not stated."""
        of = len(self.judged)
        if fails := self.count(Verdict.FAILS):
            return f"Fails {fails} of {of}"
        if gaps := self.count(Verdict.NOT_STATED):
            return f"{gaps} of {of} not stated"
        return f"Meets all {of}" if of > 1 else "Meets it"
