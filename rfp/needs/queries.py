"""Lists of needs, and where a need stands in the chain."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from contracts.agreements.models import Contract
from marketplace.audit.models import AuditEvent
from marketplace.components.chain import ChainStep, Stage
from marketplace.errors import InvalidInput

from .models import Need


def needs_for(reader: Any, status: str = "") -> QuerySet[Need]:
    """Needs that `reader` sees, newest first, of one status where one is named. Raises InvalidInput."""
    if status and status not in Need.Status.values:
        raise InvalidInput(f"There is no status “{status[:40]}” of needs. Choose one from the list.")
    needs = Need.objects.visible_to(reader).select_related("agency", "owner")
    return needs.filter(status=status) if status else needs


def planned_competitions() -> QuerySet[Need]:
    """What the public reads of needs: those decided for a competition, the soonest first."""
    return Need.objects.planned().select_related("agency").order_by("planned_on", "pk")


def pipeline_table(needs: Iterable[Need]) -> Iterator[tuple[str, ...]]:
    """The pipeline as rows, their names first."""
    yield "reference", "title", "buyer", "how", "about_how_much", "to_begin"
    for need in needs:
        planned = need.planned_on.isoformat() if need.planned_on else ""
        band = str(need.value_band)
        yield need.reference, need.planned_title, need.agency.name, need.get_route_display(), band, planned


def history_of(need: Need) -> QuerySet[AuditEvent]:
    """What happened to a need, oldest first."""
    return AuditEvent.objects.about(need)


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
