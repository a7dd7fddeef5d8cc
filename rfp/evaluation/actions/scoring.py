"""Points: each evaluator alone, then the chair for all. Nobody reads others' points before everybody has submitted."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require
from rfp.evaluation.models import Consensus, Panel, PanelMember, ProposalAlias, Score
from rfp.evaluation.queries import board_of, judged, may_read_proposals, scale_of
from rfp.solicitations.models import Criterion

from .trail import NotNow, chain_of, chaired, locked, note, show_scores_if_all_submitted

Status = Panel.Status
HALF = Decimal("0.5")


@transaction.atomic
def save_score(
    *,
    member: PanelMember,
    proposal: ProposalAlias,
    criterion: Criterion,
    points: Decimal,
    rationale: str,
    by: Any,
    now: Clock = database_now,
) -> Score:
    """One's own points for one criterion of one proposal; they can be changed until all are submitted.

    Raises PermissionDenied, NotNow, InvalidInput.
    """
    require(by, "rfp.sit_on_panel", member)
    panel = locked(member.panel, Status.SCORING)
    member, at = _scoring(panel, member), now()
    _check_points(criterion, points)
    if proposal.panel_id != panel.pk or proposal.fault or criterion.lot_id != panel.lot_id:
        raise InvalidInput("This proposal is not judged here. Choose one of the page.")
    if not rationale.strip():
        raise InvalidInput("Say why: at least one strength or weakness. The vendor may read it in its debrief.")
    row, _ = Score.objects.update_or_create(
        member=member,
        proposal=proposal,
        criterion=criterion,
        defaults={"points": points, "rationale": rationale.strip(), "scored_at": at},
    )
    note(panel, "scored", by=by, at=at, proposal=proposal.letter, criterion=criterion.code)
    return row


def _scoring(panel: Panel, member: PanelMember) -> PanelMember:
    """The evaluator's seat as it is. Raises NotNow for one who has not declared, has submitted, or left."""
    member = PanelMember.objects.select_related("user", "declaration").get(pk=member.pk)
    if member.is_chair or member.left_at or member.submitted_at or not may_read_proposals(panel, member):
        raise NotNow(panel, "Evaluators score who declared no conflict, until they submit. Nothing was changed.")
    return member


def _check_points(criterion: Criterion, points: Decimal) -> None:
    if criterion.kind == Criterion.Kind.PRICE:
        raise InvalidInput("Prices are judged by the published formula, never by hand.")
    if not 0 <= points <= scale_of(criterion) or points % HALF:
        raise InvalidInput(f"Points go from 0 to {scale_of(criterion)}, in halves. Choose one of them.")


@transaction.atomic
def submit_scores(*, member: PanelMember, by: Any, now: Clock = database_now) -> Panel:
    """One way: nothing is changed afterwards. With the last evaluator's, all scores are shown to the panel.

    Raises PermissionDenied, NotNow, InvalidInput where something is not scored yet.
    """
    require(by, "rfp.sit_on_panel", member)
    panel = locked(member.panel, Status.SCORING)
    member, at = _scoring(panel, member), now()
    scores = list(member.scores.select_related("proposal", "criterion").order_by("proposal_id", "criterion_id"))
    left = panel.proposals.filter(fault="").count() * len(judged(panel)) - len(scores)
    if left:
        raise InvalidInput(f"{left} of your scores {'are' if left > 1 else 'is'} missing. Nothing was submitted.")
    member.submitted_at = at
    member.save(update_fields=["submitted_at"])
    note(panel, "submitted", by=by, at=at, scores=len(scores), digest=_digest(scores))
    show_scores_if_all_submitted(panel, by=by, at=at)
    return panel


def _digest(scores: list[Score]) -> str:
    """So that nobody can change a score later without leaving the chain."""
    told = [[one.proposal.letter, one.criterion.code, str(one.points), one.rationale] for one in scores]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@transaction.atomic
def agree_score(
    *,
    proposal: ProposalAlias,
    criterion: Criterion,
    points: Decimal,
    reason: str = "",
    by: Any,
    now: Clock = database_now,
) -> Consensus:
    """What the panel agreed on, with what changed and why. Without a reason only what all evaluators gave alike.

    Raises PermissionDenied, NotNow, InvalidInput.
    """
    panel = chaired(proposal.panel, by, Status.CONSENSUS)
    at = now()
    _check_points(criterion, points)
    if proposal.panel_id != panel.pk or proposal.fault or criterion.lot_id != panel.lot_id:
        raise InvalidInput("This proposal is not judged here. Choose one of the page.")
    given = list(Score.objects.filter(proposal=proposal, criterion=criterion, member__left_at__isnull=True))
    alike = {one.points for one in given} == {points}
    if not reason.strip() and not alike:
        raise InvalidInput("Say what changed against the evaluators’ points, and why. The vendor reads it.")
    row, _ = Consensus.objects.update_or_create(
        proposal=proposal,
        criterion=criterion,
        defaults={
            "points": points,
            "reason": reason.strip() or "All evaluators gave the same.",
            "agreed_by": by,
            "agreed_at": at,
        },
    )
    told = {"points": str(points), "given": [str(one.points) for one in given], "reason": row.reason}
    note(panel, "score_agreed", by=by, at=at, proposal=proposal.letter, criterion=criterion.code, **told)
    return row


@transaction.atomic
def agree_what_is_alike(*, panel: Panel, by: Any, now: Clock = database_now) -> int:
    """Agrees every score that all evaluators gave alike and nothing is agreed on yet. Returns how many.

    Raises PermissionDenied, NotNow.
    """
    panel = chaired(panel, by, Status.CONSENSUS)
    at = now()
    rows = [
        Consensus(
            proposal=column.proposal,
            criterion=cell.criterion,
            points=cell.unanimous,
            reason="All evaluators gave the same.",
            agreed_by=by,
            agreed_at=at,
        )
        for column in board_of(panel).columns
        for cell in column.cells
        if cell.agreed is None and cell.unanimous is not None
    ]
    Consensus.objects.bulk_create(rows)
    if rows:
        note(panel, "alike_agreed", by=by, at=at, scores=len(rows))
    return len(rows)


@transaction.atomic
def agree_quality(*, panel: Panel, by: Any, now: Clock = database_now) -> Panel:
    """Every score is agreed: they stand from now on, and decide whose prices are opened.

    Raises PermissionDenied, NotNow, InvalidInput.
    """
    panel = chaired(panel, by, Status.CONSENSUS)
    board, at = board_of(panel), now()
    open_cells = [column.proposal.letter for column in board.columns if not column.is_agreed]
    if open_cells:
        raise InvalidInput(f"Not all is agreed yet for proposal {', '.join(open_cells)}. Nothing was changed.")
    panel.agreed_at = at
    failed = {column.proposal.letter: column.failed for column in board.columns if column.failed}
    data = {"passed": len(board.columns) - len(failed), "failed": failed}
    return move(panel, Status.AGREED, by=by, at=at, fields=["agreed_at"], data=data, chain=chain_of(panel.solicitation))
