"""What the notice of an award shows: bids, value and winner to all; to a bidder its letter; to officers steps."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.components.chain import ChainStep, Stage
from marketplace.permissions import allowed, organisations_for, own_organisations, reads_all
from rfp.evaluation.models import EvaluationResult
from rfp.solicitations.models import SolicitationLot

from .models import Award, Challenge, Letter
from .notices import BidFigures, figures_of
from .queries import debriefs_of, open_challenges, result_of, why_nobody

NOTHING_CAME = "No bid came for this lot."


@dataclass(frozen=True)
class AwardPage:
    """Everything derived that templates/rfp/awards/award_page.html shows."""

    chain: Sequence[ChainStep]
    award: Award | None
    earlier: Sequence[Award]
    others: Sequence[Award]
    result: EvaluationResult | None
    bids: BidFigures | None
    letters: Sequence[Letter]
    challenges: Sequence[Challenge]
    open_challenges: int
    is_still: bool
    has_lapsed: bool
    nobody: str
    actions: frozenset[str]
    office: bool


def award_page(lot: SolicitationLot, *, reader: Any, at: datetime.datetime) -> AwardPage:
    """The award of one lot for one reader. A constant number of statements."""
    rows = Award.objects.visible_to(reader).filter(lot=lot)
    rows = list(
        rows.select_related(
            "bid__vendor", "contract", "approved_by", "proposed_by", "lot__solicitation__agency", "result"
        )
    )
    live = [one for one in rows if one.is_live]
    award = live[0] if live else None
    result = result_of(lot)
    office = reads_all(reader)
    shown = award or (rows[0] if rows else None)
    letters = _letters(lot, shown, result, reader)
    challenges = Challenge.objects.filter(award__lot=lot).select_related("vendor")
    own = list(challenges.visible_to(reader)) if reader.is_authenticated else []
    waiting = open_challenges(lot).count()
    gone = ""
    if office and len(live) < lot.max_awards:
        gone = why_nobody(result) if result else NOTHING_CAME
    return AwardPage(
        chain=chain_of(lot, award),
        award=award,
        earlier=[one for one in rows if not one.is_live],
        others=live[1:],
        result=result if office else None,
        bids=figures_of(shown.result) if shown else figures_of(result) if result and office else None,
        letters=letters,
        challenges=own,
        open_challenges=waiting,
        is_still=award is not None and award.status == Award.Status.APPROVED and award.stands_still(at=at),
        has_lapsed=award is not None and award.contract is None and at >= award.valid_until,
        nobody="" if live or result is None else gone,
        actions=_actions(lot, award, live, gone, reader=reader, waiting=bool(waiting), letters=letters, at=at),
        office=office,
    )


def _letters(lot: SolicitationLot, award: Award | None, result: EvaluationResult | None, reader: Any) -> list[Letter]:
    """The reader's letters about the award; of a request that was cancelled once it was judged, what they would say."""
    if not reader.is_authenticated:
        return []
    if award is not None:
        return list(Letter.objects.visible_to(reader).filter(award=award).select_related("bid__vendor"))
    if result is None or lot.solicitation.status != "cancelled":
        return []
    at = lot.solicitation.cancelled_at or result.frozen_at
    office, own = reads_all(reader), own_organisations(reader)
    return [
        Letter(bid=one.bid, outcome=outcome, debrief=debrief, sent_at=at)
        for one, outcome, debrief in debriefs_of(result)
        if office or one.bid.vendor_id in own
    ]


def _actions(
    lot: SolicitationLot,
    award: Award | None,
    live: Sequence[Award],
    gone: str,
    *,
    reader: Any,
    waiting: bool,
    letters: Sequence[Letter],
    at: datetime.datetime,
) -> frozenset[str]:
    found: set[str] = set()
    if lot.solicitation.status not in {"evaluated", "awarded"}:
        return frozenset()
    if len(live) < lot.max_awards:
        found |= {"propose"} if not gone and allowed(reader, "rfp.propose_award") else set()
        judged = not live and gone != NOTHING_CAME
        found |= {"anew"} if judged and allowed(reader, "rfp.judge_anew") else set()
        # While another lot is awarded nobody calls the whole request off for want of an award of this one.
        whole = gone and not live and lot.solicitation.status == "evaluated"
        found |= {"cancel"} if whole and allowed(reader, "rfp.cancel_solicitation") else set()
    if award is None:
        return frozenset(found)
    lapsed = at >= award.valid_until
    proposed, announced = (award.status == status for status in ("proposed", "approved"))
    if proposed and not lapsed and allowed(reader, "rfp.approve_award", award):
        found.add("approve")
    if (proposed or announced) and allowed(reader, "rfp.withdraw_award"):
        found.add("withdraw")
    still = award.stands_still(at=at)
    if announced and not still and not waiting and not lapsed and allowed(reader, "rfp.conclude_award"):
        found.add("conclude")
    if announced and allowed(reader, "rfp.decline_award", award):
        found.add("decline")
    if announced and still and reader.is_authenticated:
        own = organisations_for(reader, "rfp.file_challenge")
        found |= {"challenge"} if any(one.bid.vendor_id in own for one in letters) else set()
    return frozenset(found)


def chain_of(lot: SolicitationLot, award: Award | None) -> list[ChainStep]:
    """From the need to the contract."""
    solicitation = lot.solicitation
    steps = []
    need = solicitation.need
    if need is not None:
        steps.append(ChainStep("Need", need.reference, when=need.stated_at))
    prefix, url = solicitation.preset.prefix, solicitation.get_absolute_url()
    steps.append(ChainStep(prefix, solicitation.reference, url, solicitation.published_at or ""))
    if solicitation.opened_at:
        steps.append(ChainStep("Opening", when=solicitation.opened_at))
    when = award.approved_at if award and award.approved_at else "not announced yet"
    contract = award.contract if award else None
    steps.append(ChainStep("Award", when=when, stage=Stage.DONE if contract else Stage.NOW))
    if contract:
        steps.append(ChainStep("Contract", contract.reference, contract.get_absolute_url(), contract.starts_on))
    elif award and award.standstill_ends_at:
        steps.append(ChainStep("Standstill", when=award.standstill_ends_at, stage=Stage.NEXT))
        steps.append(ChainStep("Contract", stage=Stage.NEXT))
    return steps
