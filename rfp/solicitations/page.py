"""What the page of a solicitation shows to one reader: where it stands, its lots, what they can do."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from catalog.offerings.spend import spend_in_lots
from marketplace.components.chain import ChainStep
from marketplace.permissions import allowed, organisations_for, reads_all

from .actions import planned_addendum
from .checks import faults_of
from .models import DraftComment, Solicitation, SolicitationLot, SolicitationVersion
from .queries import State, chain_of, state_of

Status = Solicitation.Status
# Parts of the text that stand on the page as they are; the rest stands with its lot.
RUNNING = ("outcome", "background", "deliverable")


@dataclass(frozen=True)
class OpportunityPage:
    """Everything derived that templates/rfp/solicitations/opportunity_page.html shows."""

    state: State
    chain: Sequence[ChainStep]
    text: Sequence[Any]
    documents: Sequence[Any]
    lots: Sequence[SolicitationLot]
    addenda: Sequence[SolicitationVersion]
    version: SolicitationVersion | None
    actions: frozenset[str]
    faults: Sequence[str]
    pending: bool
    is_open: bool
    came_empty: bool
    follows: bool
    comments: Sequence[DraftComment]


def opportunity_page(solicitation: Solicitation, *, reader: Any, at: datetime.datetime) -> OpportunityPage:
    """The page of one solicitation for one reader. A constant number of statements."""
    office = reads_all(reader)
    found = solicitation.lots.select_related("category")
    lots = list(found.prefetch_related("criteria", "requirements", "price_lines", "levels"))
    versions = list(solicitation.versions.order_by("-number"))
    status = solicitation.status
    is_draft = status == Status.DRAFT
    faults = faults_of(list(solicitation.body.raw_data), title=solicitation.title, preset=solicitation.preset)
    pending = office and solicitation.is_open(at=at) and planned_addendum(solicitation).text_changed
    _with_spend(lots)
    return OpportunityPage(
        state=state_of(solicitation, at=at),
        chain=chain_of(solicitation, reader),
        text=[block for block in solicitation.body if block.block_type in RUNNING],
        documents=[block.value for block in solicitation.body if block.block_type == "document"],
        lots=lots,
        addenda=[version for version in versions if version.addendum],
        version=versions[0] if versions else None,
        actions=possible_actions(solicitation, reader=reader, at=at),
        faults=faults if office and is_draft else [],
        pending=pending,
        is_open=solicitation.is_open(at=at),
        came_empty=solicitation.came_empty and status == Status.OPENED,
        comments=list(_comments(solicitation, reader, at)) if solicitation.comments_opened_at else [],
        follows=reader.is_authenticated and solicitation.follows_of.filter(user=reader).exists(),
    )


def _with_spend(lots: Sequence[Any]) -> None:
    """Each lot with what agencies here were charged in its category. One statement where any has one."""
    codes = {lot.category_id for lot in lots if lot.category_id}
    spend = spend_in_lots(codes) if codes else {}
    for lot in lots:
        lot.spend = spend.get(lot.category_id)


def _comments(solicitation: Solicitation, reader: Any, at: datetime.datetime) -> QuerySet[DraftComment]:
    rows = DraftComment.objects.visible_to(reader, at=at).filter(solicitation=solicitation)
    return rows.select_related("organisation")


def possible_actions(solicitation: Solicitation, *, reader: Any, at: datetime.datetime) -> frozenset[str]:
    """The verbs that this reader may use on the solicitation as it stands."""
    status, found = solicitation.status, set()
    if status == Status.DRAFT and allowed(reader, "rfp.write_solicitation"):
        found |= set() if solicitation.comments_opened_at else {"open_comments"}
        found |= {"write", "terms", "submit"} | ({"invite"} if solicitation.audience == "invited" else set())
    if status in {Status.DRAFT, Status.IN_REVIEW} and allowed(reader, "rfp.uphold_finding"):
        found.add("wording")
    if status == Status.IN_REVIEW and allowed(reader, "rfp.review_solicitation"):
        found |= {"return"} | ({"publish"} if allowed(reader, "rfp.publish_solicitation", solicitation) else set())
    if solicitation.is_open(at=at) and allowed(reader, "rfp.issue_addendum"):
        found |= {"write", "addendum"}
    if Status.CANCELLED in solicitation.TRANSITIONS.get(Status(status), set()) and allowed(
        reader, "rfp.cancel_solicitation"
    ):
        found.add("cancel")
    closed_rfi = solicitation.kind == "rfi" and solicitation.is_closed(at=at)
    if closed_rfi and allowed(reader, "rfp.write_solicitation"):
        found.add("proceed")
    if status == Status.CANCELLED and allowed(reader, "rfp.write_solicitation"):
        found.add("again")
    if solicitation.takes_comments(at=at) and reader.is_authenticated:
        found |= {"comment"} if organisations_for(reader, "rfp.comment_on_draft") else set()
    if solicitation.published_at and reader.is_authenticated:
        found.add("follow")
    return frozenset(found)
