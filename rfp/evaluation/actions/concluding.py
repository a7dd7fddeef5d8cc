"""After the quality: prices of those past the gate, unusually low ones explained, the result frozen."""

import hashlib
from typing import Any

from django.db import transaction

from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require
from rfp.bids.actions import open_prices
from rfp.bids.queries import people_of
from rfp.bids.sealing import canonical
from rfp.evaluation.models import EvaluationResult, Panel, PriceInquiry
from rfp.evaluation.prices import UnusuallyLow, unusually_low
from rfp.evaluation.queries import Board, board_of
from rfp.evaluation.sensitivity import tenths
from rfp.solicitations.models import Solicitation

from .trail import chain_of, chaired, locked, note, tell

Status = Panel.Status
DAYS_TO_EXPLAIN = 3


class NotExplainedYet(DomainError):
    """A bid is not rejected for its price before its vendor could explain it."""

    def __init__(self, inquiry: PriceInquiry) -> None:
        super().__init__(
            f"The vendor has until {moment(inquiry.due_at, 'second')} to explain the price. Nothing was decided: "
            "a bid is rejected for its price only after that, or after the explanation."
        )


class NotAnsweredInTime(DomainError):
    sentence = "The time to explain the price is over, or it was decided on. Nothing was changed."


@transaction.atomic
def open_panel_prices(*, panel: Panel, by: Any, now: Clock = database_now) -> Panel:
    """Opens the prices of the proposals that met every minimum, and asks about those that are unusually low.

    Raises PermissionDenied, NotNow, InvalidInput where nobody passed.
    """
    panel = chaired(panel, by, Status.AGREED)
    at = now()
    passed = [column.proposal for column in board_of(panel).columns if not column.failed]
    if not passed:
        raise InvalidInput("No proposal met every minimum, so no price is opened. Conclude with that result.")
    open_prices(lot=panel.lot, past_gate=[one.bid for one in passed], by=by, now=lambda: at)
    letters = [one.letter for one in passed]
    move(panel, Status.PRICED, by=by, at=at, data={"opened": letters}, chain=chain_of(panel.solicitation))
    board = board_of(panel)
    due_at = close_of_business(at, DAYS_TO_EXPLAIN, calendar_of(panel.solicitation.agency, at=at))
    proposals = {column.proposal.letter: column.proposal for column in board.columns}
    for found in unusually_low(board.prices):
        inquiry = PriceInquiry.objects.create(
            proposal=proposals[found.name], gap=_gap(found), asked_at=at, due_at=due_at
        )
        note(panel, "price_asked_about", by=by, at=at, proposal=found.name, gap=inquiry.gap)
        notify(
            recipients=people_of(proposals[found.name].bid.vendor, at=at),
            key=f"price-{inquiry.pk}-asked",
            subject=f"Explain your price: {panel.solicitation.reference}",
            body=f"{inquiry.gap} Explain how you reach it until {moment(due_at)}.",
            address=f"/price-questions/{inquiry.pk}/",
            at=at,
        )
    return panel


def _gap(found: UnusuallyLow) -> str:
    said = [f"It lies {tenths(found.below_mean)}% under the mean of the other prices"]
    if found.below_next:
        said.append(f"{tenths(found.below_next)}% under the next one")
    return " and ".join(said) + "."


@transaction.atomic
def explain_price(*, inquiry: PriceInquiry, answer: str, by: Any, now: Clock = database_now) -> PriceInquiry:
    """The vendor says how it reaches its price. Raises PermissionDenied, NotAnsweredInTime, InvalidInput."""
    require(by, "rfp.explain_price", inquiry)
    inquiry, at = _locked(inquiry), now()
    if inquiry.status != PriceInquiry.Status.ASKED or at >= inquiry.due_at:
        raise NotAnsweredInTime
    if not answer.strip():
        raise InvalidInput("Say how you reach this price: what it covers, and why it holds.")
    inquiry.answer, inquiry.answered_by, inquiry.answered_at = answer.strip(), by, at
    panel = inquiry.proposal.panel
    move(
        inquiry,
        PriceInquiry.Status.EXPLAINED,
        by=by,
        at=at,
        fields=["answer", "answered_by", "answered_at"],
        chain=chain_of(panel.solicitation),
    )
    chairs = [seat.user for seat in panel.members.filter(is_chair=True, left_at__isnull=True).select_related("user")]
    tell(panel, chairs, "A price is explained", f"Proposal {inquiry.proposal.letter}.", at=at)
    return inquiry


@transaction.atomic
def decide_price(
    *, inquiry: PriceInquiry, accepted: bool, decision: str, by: Any, now: Clock = database_now
) -> PriceInquiry:
    """The chair accepts the price or rejects the bid for it, with the reason that the vendor reads.

    Raises PermissionDenied, NotNow, NotExplainedYet, InvalidInput, MoveRefused.
    """
    panel = chaired(inquiry.proposal.panel, by, Status.PRICED)
    inquiry, at = _locked(inquiry), now()
    if inquiry.status == PriceInquiry.Status.ASKED and not accepted and at < inquiry.due_at:
        raise NotExplainedYet(inquiry)
    if not decision.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    inquiry.decision, inquiry.decided_by, inquiry.decided_at = decision.strip(), by, at
    to = PriceInquiry.Status.ACCEPTED if accepted else PriceInquiry.Status.REJECTED
    fields = ["decision", "decided_by", "decided_at"]
    return move(inquiry, to, by=by, at=at, fields=fields, chain=chain_of(panel.solicitation))


def _locked(inquiry: PriceInquiry) -> PriceInquiry:
    rows = PriceInquiry.objects.select_for_update(of=["self"])
    return rows.select_related("proposal__panel__lot__solicitation", "proposal__bid").get(pk=inquiry.pk)


@transaction.atomic
def conclude_evaluation(*, panel: Panel, words: str, by: Any, now: Clock = database_now) -> EvaluationResult:
    """Freezes the result with every input, and says what the panel recommends. With the last lot of a solicitation
    its evaluation is over.

    Raises PermissionDenied, NotNow, InvalidInput while a price waits for its explanation.
    """
    panel = chaired(panel, by, Status.AGREED, Status.PRICED)
    board, at = board_of(panel), now()
    passed = any(not column.failed for column in board.columns)
    if panel.status == Status.AGREED and passed and board.rules.price is not None:
        raise InvalidInput("Prices are not opened yet. Open them first.")
    if any(column.inquiry and column.inquiry.is_open for column in board.columns):
        raise InvalidInput("An unusually low price is not decided on yet. Nothing was frozen.")
    if not words.strip():
        raise InvalidInput("Say what the panel recommends, and why.")
    content = content_of(panel, board)
    digest = hashlib.sha256(canonical(content)).hexdigest()
    result = EvaluationResult.objects.create(
        panel=panel, content=content, digest=digest, words=words.strip(), frozen_by=by, frozen_at=at
    )
    data = {"digest": digest, "ranking": [one.name for one in board.ranking], "words": result.words}
    move(panel, Status.CONCLUDED, by=by, at=at, data=data, chain=chain_of(panel.solicitation))
    _settle(panel, by=by, at=at)
    return result


def _settle(panel: Panel, *, by: Any, at: Any) -> None:
    """Moves the solicitation on once every lot is judged."""
    solicitation = Solicitation.objects.select_for_update().get(pk=panel.lot.solicitation_id)
    judged = Panel.objects.filter(lot__solicitation=solicitation, status=Status.CONCLUDED).values("lot_id")
    waiting = solicitation.lots.exclude(pk__in=judged).filter(bids__status="submitted")
    if solicitation.status == "opened" and not waiting.exists():
        move(solicitation, Solicitation.Status.EVALUATED, by=by, at=at)


def content_of(panel: Panel, board: Board) -> dict[str, Any]:
    """Everything that the ranking rests on, as plain data: whoever has it can work it out again."""
    return {
        "solicitation": panel.solicitation.reference,
        "lot": panel.lot.number,
        "round": panel.round,
        "version": panel.solicitation.version,
        "formula": panel.formula,
        "criteria": [
            {
                "code": one.code,
                "weight": str(one.weight),
                "scale": one.scale,
                "least": None if one.least is None else str(one.least),
                "is_price": one.is_price,
            }
            for one in board.rules.criteria
        ],
        "proposals": [
            {
                "letter": column.proposal.letter,
                "points": {cell.criterion.code: str(cell.agreed.points) for cell in column.cells},
                "price": None if column.price is None else str(column.price),
                "failed": column.failed,
                "rejected": bool(column.inquiry and column.inquiry.status == PriceInquiry.Status.REJECTED),
            }
            for column in board.columns
        ],
        "not_readable": [one.letter for one in board.excluded],
        "ranking": [
            {
                "place": one.place,
                "letter": one.name,
                "total": str(one.shown),
                "exact": str(one.total),
                "tied_with": list(one.tied_with),
                "by": one.by,
            }
            for one in board.ranking
        ],
    }


@transaction.atomic
def judge_anew(*, panel: Panel, reason: str, by: Any, now: Clock = database_now) -> Panel:
    """Sets a round aside: it stays on record, and a new panel may be formed. Raises PermissionDenied, InvalidInput,
    MoveRefused."""
    require(by, "rfp.judge_anew")
    panel, at = locked(panel), now()
    if not reason.strip():
        raise InvalidInput("Say why it is judged anew: it stays on record.")
    panel.reason = reason.strip()
    chain = chain_of(panel.solicitation)
    move(panel, Status.SUPERSEDED, by=by, at=at, fields=["reason"], reason=panel.reason, chain=chain)
    solicitation = Solicitation.objects.select_for_update().get(pk=panel.lot.solicitation_id)
    if solicitation.status == Solicitation.Status.EVALUATED:
        move(solicitation, Solicitation.Status.OPENED, by=by, at=at, reason=panel.reason)
    return panel
