"""Two things in use here that say the same, and of which nobody has said what they are."""

from django.db.models import QuerySet

from contracts.portfolio.overlap.models import OverlapFinding
from contracts.portfolio.overlap.queries import waiting_for_verdict
from marketplace.permissions import Role

from ..reader import Reader
from ..steps import Source, Step


def overlaps_to_judge(reader: Reader) -> QuerySet[OverlapFinding]:
    """The most alike first."""
    return waiting_for_verdict(on=reader.today)


def tell_overlap(finding: OverlapFinding, reader: Reader) -> Step:
    return Step(
        what="Say whether they do the same:",
        reference=f"{finding.first} and {finding.second}",
        url=f"/portfolio/overlaps/{finding.first_id}/{finding.second_id}/",
        why="Agencies here pay for both.",
        button="Look at the two",
    )


OVERLAPS_TO_JUDGE = Source(
    "overlaps-to-judge",
    "pair that may do the same",
    "pairs that may do the same",
    frozenset({Role.RELATIONSHIP_MANAGER, Role.CONTRACT_MANAGER, Role.CIO}),
    overlaps_to_judge,
    tell_overlap,
)
