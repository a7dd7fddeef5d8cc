"""Lists of needs, and where a need stands in the chain."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Q, QuerySet

from contracts.agreements.models import Contract
from marketplace.audit.models import AuditEvent
from marketplace.components.chain import ChainStep, Stage
from marketplace.errors import InvalidInput

from .models import JoinProposal, Need

ENGLISH = "english"
WORD = re.compile(r"[^\W\d_]{4,}")
ALIKE = 1  # of the words of a text, not of its length alone: PostgreSQL's normalisation by its logarithm
LEAST_LIKENESS = 0.03
MOST_SIMILAR = 5


def needs_for(reader: Any, status: str = "") -> QuerySet[Need]:
    """Needs that `reader` sees, newest first, of one status where one is named. Raises InvalidInput."""
    if status and status not in Need.Status.values:
        raise InvalidInput(f"There is no status “{status[:40]}” of needs. Choose one from the list.")
    needs = Need.objects.visible_to(reader).select_related("agency", "owner")
    return needs.filter(status=status) if status else needs


def planned_competitions() -> QuerySet[Need]:
    """What the public reads of needs: those decided for a competition, the soonest first."""
    needs = Need.objects.planned().select_related("agency").prefetch_related("proposals__partner__agency")
    return needs.order_by("planned_on", "pk")


def buyers_of(need: Need) -> str:
    """The agencies that buy together, in words."""
    return ", ".join(dict.fromkeys(one.agency.name for one in need.together))


def similar_needs(need: Need) -> list[Need]:
    """Other agencies' open needs that hold words of its title, the likest first; at most five. One statement."""
    words = sorted({word.lower() for word in WORD.findall(need.title)})
    if not words:
        return []
    asked = SearchQuery(" or ".join(words), search_type="websearch", config=ENGLISH)
    text = SearchVector("title", weight="A", config=ENGLISH) + SearchVector("outcome", weight="C", config=ENGLISH)
    others = Need.objects.open().exclude(agency_id=need.agency_id).select_related("agency")
    ranked = others.annotate(likeness=SearchRank(text, asked, normalization=ALIKE)).filter(likeness__gte=LEAST_LIKENESS)
    return list(ranked.order_by("-likeness", "pk")[:MOST_SIMILAR])


def proposals_of(need: Need, reader: Any) -> QuerySet[JoinProposal]:
    """Proposals to meet this need together with another, newest first."""
    about = JoinProposal.objects.visible_to(reader).filter(Q(need=need) | Q(partner=need))
    return about.select_related("need__agency", "partner__agency")


def pipeline_table(needs: Iterable[Need]) -> Iterator[tuple[str, ...]]:
    """The pipeline as rows, their names first."""
    yield "reference", "title", "buyer", "how", "about_how_much", "to_begin"
    for need in needs:
        planned = need.planned_on.isoformat() if need.planned_on else ""
        band = str(need.value_band)
        yield need.reference, need.planned_title, buyers_of(need), need.get_route_display(), band, planned


def history_of(need: Need) -> QuerySet[AuditEvent]:
    """What happened to a need, oldest first."""
    return AuditEvent.objects.story_of(need)


def chain_of(need: Need) -> list[ChainStep]:
    """From the need onwards: its decision, and the contracts that came of it."""
    steps = [ChainStep("Need", need.reference, need.get_absolute_url(), need.stated_at)]
    if need.decided_at:
        steps.append(ChainStep("Decision", need.get_route_display(), when=need.decided_at))
    own = Contract.objects.filter(ocid=need.ocid, agency_id=need.agency_id, signed_at__isnull=False)
    for contract in own.order_by("pk"):
        steps.append(ChainStep("Contract", contract.reference, contract.get_absolute_url(), contract.starts_on))
    if need.status in {Need.Status.STATED, Need.Status.IN_TRIAGE}:
        steps[0] = ChainStep("Need", need.reference, when=need.stated_at, stage=Stage.NOW)
        steps.append(ChainStep("Decision", when="by the broker office", stage=Stage.NEXT))
    return steps
