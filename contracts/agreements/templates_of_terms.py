"""The standard terms for a missed service level, as data: credit tiers, coverage, dispute days, maintenance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation

Hours = tuple[tuple[tuple[str, str], ...], ...]

# Seven lists, Monday first, each of openings in the contract's zone; an end at "00:00" ends the day.
WEEKEND_NIGHTS: Hours = (
    (("00:00", "05:00"),),
    (),
    (),
    (),
    (),
    (("22:00", "00:00"),),
    (("00:00", "05:00"), ("22:00", "00:00")),
)


class TermsDoNotFit(DomainError):
    """A promise and its template contradict each other, so no contract can be made from them."""


@dataclass(frozen=True)
class Tier:
    """Attainment in [lower_inclusive, upper_exclusive) earns `percent` of the month's recurring fees."""

    upper_exclusive: Decimal
    lower_inclusive: Decimal
    percent: Decimal


@dataclass(frozen=True)
class TermsTemplate:
    """Everything of a service-level term that the offering itself does not say. Windows are calendar months."""

    key: str
    tiers: tuple[Tier, ...]
    credit_cap_percent: Decimal = Decimal(100)
    coverage_required: Decimal = Decimal(95)
    dispute_days: int = 10
    maintenance_notice_days: int = 5
    maintenance_hours: Hours = WEEKEND_NIGHTS
    maintenance_cap_minutes: int = 240
    emergency_cap_minutes: int = 60


def tiers_between(edges: Sequence[str], percents: Sequence[int]) -> tuple[Tier, ...]:
    """Contiguous tiers downwards from the first edge; the last one reaches to zero."""
    bounds = [Decimal(edge) for edge in (*edges, "0")]
    return tuple(
        Tier(upper, lower, Decimal(percent)) for (upper, lower), percent in zip(pairwise(bounds), percents, strict=True)
    )


TEMPLATES = {
    template.key: template
    for template in (
        TermsTemplate("10/25/100 @99.9/99/95", tiers_between(("99.9", "99", "95"), (10, 25, 100))),
        TermsTemplate("10/30/100 @99.99/99/95", tiers_between(("99.99", "99", "95"), (10, 30, 100))),
        TermsTemplate("25/50/100 @99.9/99/95", tiers_between(("99.9", "99", "95"), (25, 50, 100))),
    )
}
STANDARD = "10/25/100 @99.9/99/95"


@dataclass(frozen=True)
class PromisedLevel:
    """One service level as the offering's pinned revision promises it. Steps of its own replace those of a template;
    with neither, no credit is promised for it.

    Without a kind, a time limit makes it one of answers or fixes, else it is time in service.
    """

    code: str
    title: str
    target: Decimal
    convention: str = "A"
    within_minutes: int | None = None
    minimum_outage_minutes: int = 0
    degraded_counts_as_down: bool = False
    template: str = STANDARD
    credit_cap: Decimal | None = None
    steps: tuple[Tier, ...] = ()
    kind: str = ""
    threshold: int | None = None
    minimum_count: int = 1
    empty_slice: str = "no_error"
    service_hours: Hours = ()
    closed_on_holidays: bool = False
    measuring_party: str = "office"
    monitor: Organisation | None = None


def check_tiers(tiers: Sequence[Tier]) -> None:
    """Raises TermsDoNotFit unless tiers are contiguous, reach zero, and credits grow as attainment falls."""
    if not tiers or tiers[-1].lower_inclusive != 0:
        raise TermsDoNotFit("The credit tiers do not reach down to zero. Add the lowest tier.")
    for tier in tiers:
        if tier.lower_inclusive >= tier.upper_exclusive or not 0 <= tier.percent <= 100:
            raise TermsDoNotFit(f"The credit tier below {tier.upper_exclusive} % is empty or outside 0 to 100 %.")
    for higher, lower in pairwise(tiers):
        if higher.lower_inclusive != lower.upper_exclusive or lower.percent < higher.percent:
            raise TermsDoNotFit(f"The credit tiers leave a gap, overlap or shrink at {lower.upper_exclusive} %.")


def wording_for(level: PromisedLevel) -> TermsTemplate:
    """The template a promise names, the standard one where it names none. Raises TermsDoNotFit for an unknown name."""
    name = level.template or STANDARD
    if name not in TEMPLATES:
        raise TermsDoNotFit(f"“{name}” is no template of credit terms. Use one of: {', '.join(TEMPLATES)}.")
    return TEMPLATES[name]


def tiers_for(level: PromisedLevel) -> tuple[Tier, ...]:
    """The offering's own tiers, else its template's, the first one beginning exactly at the promised target: a miss and
    a credit are the same.

    Raises TermsDoNotFit for a target of more than 100 % or not above the first tier's lower edge.
    """
    if level.target > 100:
        raise TermsDoNotFit(f"A target of {level.target} % cannot be reached. Promise at most 100 %.")
    if not level.template and not level.steps:
        return ()
    first, *rest = level.steps or wording_for(level).tiers
    tiers = (Tier(level.target, first.lower_inclusive, first.percent), *rest)
    check_tiers(tiers)
    return tiers
