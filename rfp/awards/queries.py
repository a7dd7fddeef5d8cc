"""Reading awards: who is next in the frozen ranking, who was involved, what a letter says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from rfp.bids.models import Bid, Opening
from rfp.evaluation.models import Consensus, EvaluationResult, Panel, PanelMember, PriceInquiry, ProposalAlias
from rfp.solicitations.models import SolicitationLot

from .models import LIVE, Award, Challenge, Letter

Outcome = Letter.Outcome


@dataclass(frozen=True)
class Candidate:
    """One place of the frozen ranking that may still be awarded."""

    place: int
    letter: str
    bid: Bid
    total: str
    price: Decimal | None
    at_limit: bool = False  # its vendor holds as many lots as one vendor may


def result_of(lot: SolicitationLot) -> EvaluationResult | None:
    """The frozen result of the round that counts."""
    rows = EvaluationResult.objects.filter(panel__lot=lot, panel__status=Panel.Status.CONCLUDED)
    return rows.select_related("panel__lot__solicitation").first()


def candidates_of(result: EvaluationResult) -> list[Candidate]:
    """The ranking without those who won already, declined, or lost their place by a challenge. Four statements."""
    letters = {
        one.letter: one for one in result.panel.proposals.select_related("bid__vendor", "bid__lot__solicitation")
    }
    gone = Award.objects.filter(result=result)
    taken = Q(status__in=["proposed", "approved", "concluded", "declined"])
    barred = set(gone.filter(taken | Q(challenges__remedy="re_award")).values_list("bid_id", flat=True))
    prices = {one["letter"]: one["price"] for one in result.content["proposals"]}
    full = vendors_at_limit(result.panel.lot)
    return [
        Candidate(
            place=one["place"],
            letter=one["letter"],
            bid=letters[one["letter"]].bid,
            total=one["total"],
            price=None if prices[one["letter"]] is None else Decimal(prices[one["letter"]]),
            at_limit=letters[one["letter"]].bid.vendor_id in full,
        )
        for one in result.content["ranking"]
        if letters[one["letter"]].bid_id not in barred
    ]


def vendors_at_limit(lot: SolicitationLot) -> set[int]:
    """Ids of the vendors that hold as many of the other lots as one vendor may. No statement without a limit."""
    most = lot.solicitation.max_lots_per_vendor
    if most is None:
        return set()
    others = Award.objects.live().filter(lot__solicitation=lot.solicitation_id).exclude(lot=lot)
    held = Counter(vendor for vendor, _ in others.order_by().values_list("bid__vendor_id", "lot_id").distinct())
    return {vendor for vendor, lots in held.items() if lots >= most}


def next_of(candidates: Sequence[Candidate]) -> Candidate | None:
    """The best place left whose vendor may win one lot more."""
    return next((one for one in candidates if not one.at_limit), None)


def why_nobody(result: EvaluationResult) -> str:
    """Why nobody can be awarded the lot, in a sentence; empty while somebody can."""
    content = result.content
    if content["ranking"]:
        gone = "Everybody in the ranking has won, declined, lost the place, or holds as many lots as one vendor may."
        return "" if next_of(candidates_of(result)) else gone
    if not content["proposals"]:
        return "No bid could be opened."
    rejected = any(one["rejected"] for one in content["proposals"])
    return "No proposal met every minimum with a price that holds." if rejected else "No proposal met every minimum."


def involved_in(award: Award) -> set[int]:
    """Ids of all who prepared, opened, judged, proposed or approved: none of them decides on a challenge."""
    solicitation = award.lot.solicitation
    people = {award.proposed_by_id, award.approved_by_id, solicitation.prepared_by_id, solicitation.published_by_id}
    people |= set(Opening.objects.filter(solicitation=solicitation).values_list("officer_id", flat=True))
    people |= set(PanelMember.objects.filter(panel__lot=award.lot).values_list("user_id", flat=True))
    people |= set(Panel.objects.filter(lot=award.lot).values_list("formed_by_id", flat=True))
    return {one for one in people if one is not None}


def debriefs_of(
    result: EvaluationResult, award: Award | None = None
) -> list[tuple[ProposalAlias, str, dict[str, Any]]]:
    """For each bid of the lot its outcome and personal debrief: its own points with the panel's reasons. Five
    statements. Without an award, of a request that was cancelled once it was judged."""
    content = result.content
    letters = list(result.panel.proposals.select_related("bid__vendor"))
    agreed: dict[int, list[Consensus]] = {}
    for one in Consensus.objects.filter(proposal__panel=result.panel).select_related("criterion"):
        agreed.setdefault(one.proposal_id, []).append(one)
    decided = {one.proposal_id: one for one in PriceInquiry.objects.filter(proposal__panel=result.panel)}
    places = {one["letter"]: one for one in content["ranking"]}
    told = {one["letter"]: one for one in content["proposals"]}
    parted = _parted(result, award)
    best = places[award.letter]["total"] if award else None
    return [
        (
            letter,
            parted.get(letter.bid_id) or _outcome(letter, award, told.get(letter.letter), places),
            _debrief(letter, agreed.get(letter.pk, []), told.get(letter.letter), places, best, decided.get(letter.pk)),
        )
        for letter in letters
    ]


def _parted(result: EvaluationResult, award: Award | None) -> Mapping[int, str]:
    """What became of bids by earlier awards on the same result: they have no worse place, and are told the truth."""
    if award is None:
        return {}
    rows = Award.objects.filter(result=result).exclude(bid=award.bid_id)
    found: dict[int, str] = {one.bid_id: Outcome.LOST_PLACE for one in rows.filter(challenges__remedy="re_award")}
    found |= {one.bid_id: Outcome.DECLINED for one in rows.filter(status=Award.Status.DECLINED)}
    return found | {one.bid_id: Outcome.WON_TOO for one in rows.live().announced()}


def _outcome(letter: ProposalAlias, award: Award | None, own: dict[str, Any] | None, places: dict[str, Any]) -> str:
    if award is not None and letter.bid_id == award.bid_id:
        return Outcome.WON
    if own is None or (letter.letter not in places and not own["failed"] and not own["rejected"]):
        return Outcome.NOT_READABLE
    if own["failed"]:
        return Outcome.BELOW_MINIMUM
    if own["rejected"]:
        return Outcome.PRICE_REJECTED
    if award is None:
        return Outcome.NOT_AWARDED
    # The next of the ranking is proposed by rule: only the limit of lots passes over a better place.
    return Outcome.LOTS_LIMIT if places[letter.letter]["place"] < award.place else Outcome.NOT_FIRST


def _debrief(
    letter: ProposalAlias,
    agreed: Sequence[Consensus],
    own: dict[str, Any] | None,
    places: dict[str, Any],
    best: str | None,
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
        "winning_total": best,
    }


def open_challenges(lot: SolicitationLot) -> QuerySet[Challenge]:
    """Those of the lot's live awards that are not decided yet: one of an award that is no more holds nothing up."""
    return Challenge.objects.filter(award__lot=lot, award__status__in=LIVE).open()


def previous_of(lot: SolicitationLot, seat: int) -> Award | None:
    """The award that a new one corrects, if any: both stay on record."""
    return Award.objects.filter(lot=lot, seat=seat).exclude(status__in=["proposed", "approved", "concluded"]).first()
