"""Promises that are common in the trade, as data: facts of published terms, and kinds that clouds do not promise.

They are starting points. What a contract promises stands in its own terms. Facts as published in 2026.
"""

from dataclasses import dataclass
from decimal import Decimal

from .objectives import ObjectiveKind
from .templates_of_terms import Tier, tiers_between


@dataclass(frozen=True)
class LevelTemplate:
    """One promise with its credits. `min_outage_seconds` is the shortest outage that counts."""

    key: str
    title: str
    kind: ObjectiveKind
    target: Decimal
    tiers: tuple[Tier, ...] = ()
    threshold: int | None = None
    within_minutes: int | None = None
    min_outage_seconds: int = 0
    convention: str = "A"
    source: str = "Stoa"

    @property
    def within(self) -> str:
        """The time in which answers and fixes are promised: "15 min" or "4 h"."""
        hours, minutes = divmod(self.within_minutes or 0, 60)
        return f"{self.within_minutes} min" if minutes else f"{hours} h"


def _cloud(
    key: str,
    title: str,
    source: str,
    edges: tuple[str, ...],
    percents: tuple[int, ...],
    kind: ObjectiveKind = ObjectiveKind.AVAILABILITY,
    **more: int,
) -> LevelTemplate:
    """The target is the first edge: a miss and a credit are the same."""
    return LevelTemplate(
        key, title, kind, Decimal(edges[0]), tiers_between(edges, percents), source=source, convention="B", **more
    )


KIND = ObjectiveKind
AMAZON, MICROSOFT, GOOGLE = "Amazon Web Services", "Microsoft", "Google Cloud"
LEVEL_TEMPLATES = {
    template.key: template
    for template in (
        _cloud("aws-compute-region", "Compute in several zones", AMAZON, ("99.99", "99", "95"), (10, 30, 100)),
        _cloud("aws-compute-instance", "One virtual machine", AMAZON, ("99.5", "99", "95"), (10, 30, 100)),
        _cloud("aws-objects", "Object storage", AMAZON, ("99.9", "99", "95"), (10, 25, 100), KIND.REQUESTS),
        _cloud("azure-machines-zones", "Machines in several zones", MICROSOFT, ("99.99", "99", "95"), (10, 25, 100)),
        _cloud("azure-machines-set", "Machines in one set", MICROSOFT, ("99.95", "99", "95"), (10, 25, 100)),
        _cloud("azure-machine", "One machine, fastest disks", MICROSOFT, ("99.9", "99", "95"), (10, 25, 100)),
        _cloud("microsoft-365", "Office services", MICROSOFT, ("99.9", "99", "95"), (25, 50, 100), KIND.USER_MINUTES),
        _cloud(
            "google-compute-zones", "Compute in several zones", GOOGLE, ("99.99", "99", "95"), (10, 25, 100),
            min_outage_seconds=60,
        ),
        _cloud(
            "google-compute", "Compute in one zone", GOOGLE, ("99.9", "99", "95"), (10, 25, 100), min_outage_seconds=60
        ),
        LevelTemplate("pages-in-time", "Pages within a second", KIND.LATENCY, Decimal(95), threshold=1000),
        LevelTemplate("urgent-answer", "Urgent cases answered", KIND.RESPONSE, Decimal(90), within_minutes=60),
        LevelTemplate("urgent-fix", "Urgent cases solved", KIND.RESOLUTION, Decimal(90), within_minutes=240),
        LevelTemplate("deliveries", "Deliveries on the agreed day", KIND.DELIVERY, Decimal(95)),
        LevelTemplate("satisfaction", "Satisfied people", KIND.SATISFACTION, Decimal(80), threshold=4),
    )
}  # fmt: skip
