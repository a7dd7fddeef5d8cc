"""Reading awards: who is next in the frozen ranking, who was involved, what a letter says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from rfp.bids.models import Bid, Opening
from rfp.evaluation.models import Consensus, EvaluationResult, Panel, PanelMember, PriceInquiry, ProposalAlias
from rfp.solicitations.models import SolicitationLot

from .models import Award, Challenge, Letter

Outcome = Letter.Outcome


@dataclass(frozen=True)
class Candidate:
    """One place of the frozen ranking that may still be awarded."""

    place: int
    letter: str
    bid: Bid
    total: str
    price: Decimal | None


def result_of(lot: SolicitationLot) -> EvaluationResult | None:
    """The frozen result of the round that counts."""
    rows = EvaluationResult.objects.filter(panel__lot=lot, panel__status=Panel.Status.CONCLUDED)
    return rows.select_related("panel").first()


def candidates_of(result: EvaluationResult) -> list[Candidate]:
    """The ranking without those who won already, declined, or lost their place by a challenge. Three statements."""
    letters = {
        one.letter: one for one in result.panel.proposals.select_related("bid__vendor", "bid__lot__solicitation")
    }
    gone = Award.objects.filter(result=result)
    taken = Q(status__in=["proposed", "approved", "concluded", "declined"])
    barred = set(gone.filter(taken | Q(challenges__remedy="re_award")).values_list("bid_id", flat=True))
    prices = {one["letter"]: one["price"] for one in result.content["proposals"]}
    return [
        Candidate(
            place=one["place"],
            letter=one["letter"],
            bid=letters[one["letter"]].bid,
            total=one["total"],
            price=None if prices[one["letter"]] is None else Decimal(prices[one["letter"]]),
        )
        for one in result.content["ranking"]
        if letters[one["letter"]].bid_id not in barred
    ]


def involved_in(award: Award) -> set[int]:
    """Ids of all who prepared, opened, judged, proposed or approved: none of them decides on a challenge."""
    solicitation = award.lot.solicitation
    people = {award.proposed_by_id, award.approved_by_id, solicitation.prepared_by_id, solicitation.published_by_id}
    people |= set(Opening.objects.filter(solicitation=solicitation).values_list("officer_id", flat=True))
    people |= set(PanelMember.objects.filter(panel__lot=award.lot).values_list("user_id", flat=True))
    people |= set(Panel.objects.filter(lot=award.lot).values_list("formed_by_id", flat=True))
    return {one for one in people if one is not None}


def debriefs_of(award: Award) -> list[tuple[ProposalAlias, str, dict[str, Any]]]:
    """For each bid of the lot its outcome and personal debrief: its own points with the panel's reasons. Three
    statements."""
    content = award.result.content
    letters = list(award.result.panel.proposals.select_related("bid__vendor"))
    agreed: dict[int, list[Consensus]] = {}
    for one in Consensus.objects.filter(proposal__panel=award.result.panel).select_related("criterion"):
        agreed.setdefault(one.proposal_id, []).append(one)
    decided = {one.proposal_id: one for one in PriceInquiry.objects.filter(proposal__panel=award.result.panel)}
    places = {one["letter"]: one for one in content["ranking"]}
    told = {one["letter"]: one for one in content["proposals"]}
    first = places[award.letter]
    return [
        (
            letter,
            _outcome(letter, award, told.get(letter.letter), places),
            _debrief(letter, agreed.get(letter.pk, []), told.get(letter.letter), places, first, decided.get(letter.pk)),
        )
        for letter in letters
    ]


def _outcome(letter: ProposalAlias, award: Award, own: dict[str, Any] | None, places: dict[str, Any]) -> str:
    if letter.bid_id == award.bid_id:
        return Outcome.WON
    if own is None or (letter.letter not in places and not own["failed"] and not own["rejected"]):
        return Outcome.NOT_READABLE
    if own["failed"]:
        return Outcome.BELOW_MINIMUM
    return Outcome.PRICE_REJECTED if own["rejected"] else Outcome.NOT_FIRST


def _debrief(
    letter: ProposalAlias,
    agreed: Sequence[Consensus],
    own: dict[str, Any] | None,
    places: dict[str, Any],
    first: dict[str, Any],
    inquiry: PriceInquiry | None,
) -> dict[str, Any]:
    place = places.get(letter.letter)
    return {
        "letter": letter.letter,
        "points": [
            {
                "criterion": one.criterion.title,
                "weight": str(one.criterion.weight),
                "points": str(one.points),
                "reason": one.reason,
            }
            for one in agreed
        ],
        "failed": own["failed"] if own else [],
        "fault": letter.fault,
        "price": own["price"] if own else None,
        "price_decision": inquiry.decision if inquiry else "",
        "place": place["place"] if place else None,
        "total": place["total"] if place else None,
        "of": len(places),
        "winning_total": first["total"],
    }


def open_challenges(award: Award) -> QuerySet[Challenge]:
    """Challenges of the lot that are not decided yet."""
    return Challenge.objects.filter(award__lot=award.lot).open()


def previous_of(lot: SolicitationLot, seat: int) -> Award | None:
    """The award that a new one corrects, if any: both stay on record."""
    return Award.objects.filter(lot=lot, seat=seat).exclude(status__in=["proposed", "approved", "concluded"]).first()
