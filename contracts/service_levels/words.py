"""A promise of each kind in words, and what its figures count."""

from contracts.agreements.level_templates import LevelTemplate
from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import MeasuringParty, ObjectiveKind
from marketplace.components.formats import percent_down

# What is counted, what a good one is.
COUNTED = {
    ObjectiveKind.AVAILABILITY: ("minutes", "in service"),
    ObjectiveKind.REQUESTS: ("five-minute slices, each with its share of requests", "without error"),
    ObjectiveKind.USER_MINUTES: ("user-minutes", "in service"),
    ObjectiveKind.LATENCY: ("answers", "fast enough"),
    ObjectiveKind.RESPONSE: ("cases", "answered in time"),
    ObjectiveKind.RESOLUTION: ("cases", "solved in time"),
    ObjectiveKind.DELIVERY: ("deliveries", "on time"),
    ObjectiveKind.SATISFACTION: ("ratings", "of satisfied people"),
}


def promise_of(term: ServiceLevelTerm | LevelTemplate) -> str:
    """At least 95% of answers within 300 ms."""
    share, within = f"At least {percent_down(term.target)}", term.within
    return {
        ObjectiveKind.AVAILABILITY: f"{share} of the time in service",
        ObjectiveKind.REQUESTS: f"{share} of requests without error, by five-minute slices",
        ObjectiveKind.USER_MINUTES: f"{share} of user-minutes in service",
        ObjectiveKind.LATENCY: f"{share} of answers within {term.threshold} ms",
        ObjectiveKind.RESPONSE: f"{share} of cases answered within {within}",
        ObjectiveKind.RESOLUTION: f"{share} of cases solved within {within}",
        ObjectiveKind.DELIVERY: f"{share} delivered on time",
        ObjectiveKind.SATISFACTION: f"{share} of ratings at {term.threshold} or better",
    }[ObjectiveKind(term.kind)]


def counted_by(term: ServiceLevelTerm) -> str:
    """Who measures, as a sentence goes on: "the vendor", or the name of the monitor."""
    if term.measuring_party == MeasuringParty.MONITOR and term.monitor:
        return str(term.monitor)
    return f"the {term.get_measuring_party_display().lower().removeprefix('the ')}"


def counted_as(term: ServiceLevelTerm) -> tuple[str, str]:
    """What is counted, and what makes one good."""
    return COUNTED[ObjectiveKind(term.kind)]
