"""What the page of an evaluation shows to one reader: members, one's own scores, what can be done."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from marketplace.components.chain import ChainStep, Stage
from marketplace.permissions import allowed
from rfp.bids.queries import proposals_of
from rfp.solicitations.models import Criterion

from .models import Panel, PanelMember, ProposalAlias, Score
from .queries import bidders_of, has_declared, judged, may_read_proposals, openers_of


@dataclass(frozen=True)
class Row:
    """One criterion with the reader's own points, proposal by proposal; None where nothing is given yet."""

    criterion: Criterion
    points: list[tuple[ProposalAlias, Decimal | None]]


@dataclass(frozen=True)
class Cell:
    """One proposal and one criterion, which are judged on a page of their own."""

    proposal: ProposalAlias
    criterion: Criterion

    @property
    def url(self) -> str:
        lot = self.proposal.panel.lot
        place = [lot.solicitation.reference, lot.number, self.proposal.letter, self.criterion.code]
        return reverse("evaluation_score", args=place)


@dataclass(frozen=True)
class EvaluationPage:
    """Everything derived that templates/rfp/evaluation/evaluation_page.html shows."""

    chain: list[ChainStep]
    seats: list[PanelMember]
    left: list[PanelMember]
    seat: PanelMember | None
    declared: bool
    bidders: list[str]
    proposals: list[ProposalAlias]
    excluded: list[ProposalAlias]
    names: dict[str, str]
    rows: list[Row]
    done: int
    total: int
    actions: frozenset[str]

    def next_cell(self, *, beside: tuple[ProposalAlias, Criterion] | None = None) -> Cell | None:
        """The first that has no points yet, but for one: one criterion across all proposals before the next."""
        for row in self.rows:
            for proposal, points in row.points:
                if points is None and (proposal, row.criterion) != beside:
                    return Cell(proposal, row.criterion)
        return None


def evaluation_page(panel: Panel, *, reader: Any, at: datetime.datetime) -> EvaluationPage:
    """The page of one evaluation for one reader. A constant number of statements."""
    members = list(panel.members.select_related("user", "declaration"))
    seats = [one for one in members if one.left_at is None]
    seat = next((one for one in seats if one.user_id == reader.pk), None)
    openers = openers_of(panel.lot)
    letters = list(panel.proposals.select_related("bid__vendor"))
    reads = may_read_proposals(panel, seat)
    rows = _own_rows(panel, seat, letters) if reads and seat and not seat.is_chair else []
    opened = panel.solicitation.opened_at is not None
    total = sum(len(row.points) for row in rows)
    done = sum(points is not None for row in rows for _, points in row.points)
    declared = seat is not None and has_declared(seat)
    return EvaluationPage(
        chain=chain_of(panel),
        seats=seats,
        left=[one for one in members if one.left_at is not None],
        seat=seat,
        declared=declared,
        bidders=bidders_of(panel.lot) if opened and seat and not declared else [],
        proposals=[one for one in letters if not one.fault],
        excluded=[one for one in letters if one.fault],
        names={one.letter: one.bid.vendor.name for one in letters} if reader.pk in openers else {},
        rows=rows,
        done=done,
        total=total,
        actions=_actions(panel, seat, seats, reader=reader, openers=openers, scored=bool(total) and done == total),
    )


def _own_rows(panel: Panel, seat: PanelMember, letters: list[ProposalAlias]) -> list[Row]:
    own = {(one.proposal_id, one.criterion_id): one.points for one in Score.objects.filter(member=seat)}
    proposals = [one for one in letters if not one.fault]
    return [
        Row(criterion, [(one, own.get((one.pk, criterion.pk))) for one in proposals]) for criterion in judged(panel)
    ]


def _actions(
    panel: Panel, seat: PanelMember | None, seats: list[PanelMember], *, reader: Any, openers: set[int], scored: bool
) -> frozenset[str]:
    """The verbs that this reader may use as it stands."""
    status, states, found = panel.status, Panel.Status, set()
    early = status in {states.FORMED, states.SCORING}
    opened = panel.solicitation.opened_at is not None
    if early and allowed(reader, "rfp.form_panel"):
        found.add("replace")
    if seat is not None and early and opened and not has_declared(seat):
        found.add("declare")
    if seat is not None and early and has_declared(seat) and not seat.submitted_at:
        found.add("step_down")
    ready = all(has_declared(one) for one in seats) and len(seats) > panel.least_evaluators
    if status == states.FORMED and reader.pk in openers and ready and allowed(reader, "rfp.assign_letters"):
        found.add("letters")
    if seat is not None and not seat.is_chair and status == states.SCORING and not seat.submitted_at:
        found |= {"score"} if has_declared(seat) else set()
        found |= {"submit"} if scored else set()
    if panel.shows_scores:
        found.add("consensus")
    return frozenset(found)


def chain_of(panel: Panel) -> list[ChainStep]:
    """From the need to the contract that is to come."""
    solicitation = panel.solicitation
    steps = []
    if solicitation.need_id:
        need = solicitation.need
        steps.append(ChainStep("Need", need.reference, need.get_absolute_url(), need.stated_at))
    prefix = solicitation.preset.prefix
    url = solicitation.get_absolute_url()
    steps.append(ChainStep(prefix, solicitation.reference, url, solicitation.published_at))
    if solicitation.opened_at:
        steps.append(ChainStep("Opening", when=solicitation.opened_at))
    steps.append(ChainStep("Evaluation", panel.get_status_display(), when=panel.formed_at, stage=Stage.NOW))
    planned = solicitation.award_planned_on
    steps.append(ChainStep("Award", when=planned or "not planned yet", stage=Stage.NEXT))
    steps.append(ChainStep("Standstill", f"{solicitation.standstill_days} working days", stage=Stage.NEXT))
    return steps


@dataclass(frozen=True)
class Reading:
    """What an evaluator reads of one proposal: requirement and answer, the vendor's name taken out."""

    code: str
    text: str
    answer: str
    kind: str

    @property
    def parts(self) -> list[str]:
        """The answer in pieces: between each two stood a name."""
        return self.answer.split(REMOVED)


REMOVED = "[removed]"


def readings_of(proposal: ProposalAlias) -> list[Reading]:
    """The answers of one proposal, without the names that it could betray."""
    found = next((one for one in proposals_of(proposal.panel.lot) if one.bid.pk == proposal.bid_id), None)
    if found is None:
        return []
    words = [found.vendor.name, *found.vendor.name.split()[:1]]
    rows = []
    for requirement in proposal.panel.lot.requirements.all():
        answer = found.answers.get(requirement.code, {})
        text = str(answer.get(requirement.answer_kind, "")) if isinstance(answer, dict) else str(answer)
        if requirement.answer_kind == "yes_no":
            text = text.capitalize()
        if requirement.answer_kind == "file" and text:
            text = "A file is attached."
        rows.append(Reading(requirement.code, requirement.text, _without(text, words), requirement.answer_kind))
    return rows


def _without(text: str, words: list[str]) -> str:
    for word in words:
        if len(word) > 3:
            text = text.replace(word, REMOVED).replace(word.upper(), REMOVED)
    return text
