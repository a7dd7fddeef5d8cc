"""The service levels that an offering's revision promises, ready to become terms of a contract."""

from decimal import Decimal

from wagtail.models import Revision

from catalog.offerings.credit_steps import steps_at
from catalog.offerings.plans import OfferedServiceLevel

from .templates_of_terms import PromisedLevel, Tier


def promised_by(revision: Revision) -> list[PromisedLevel]:
    """The service levels of one version of an offering, whatever became of it since."""
    return [
        PromisedLevel(
            code=level.code,
            title=level.title,
            target=level.target,
            convention=level.convention,
            within_minutes=level.within_minutes,
            minimum_outage_minutes=level.minimum_outage_minutes,
            degraded_counts_as_down=level.degraded_counts_as_down,
            template=level.credit_template,
            credit_cap=level.credit_cap_percent,
            steps=_steps(level),
        )
        for level in revision.as_object().service_levels.all()
    ]


def _steps(level: OfferedServiceLevel) -> tuple[Tier, ...]:
    """Its own credit steps as tiers, each down to where the next one begins, the last one to zero."""
    steps = steps_at(level.target, level.credit_steps)
    edges = [*(step.below for step in steps[1:]), Decimal(0)]
    return tuple(Tier(step.below, lower, step.percent) for step, lower in zip(steps, edges, strict=False))
