"""Proposing, approving, declining, taking back: one live award a place of a lot, whoever presses at the same moment."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.actions.quiet_periods import begin_quiet_period, end_quiet_period
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require
from rfp.awards.concentration import what_if
from rfp.awards.models import Award, Letter
from rfp.awards.queries import candidates_of, debriefs_of, next_of, previous_of, result_of, why_nobody
from rfp.evaluation.actions import chain_of
from rfp.evaluation.models import PanelMember
from rfp.solicitations.models import Solicitation, SolicitationLot

from .lapsing import lapse_challenges
from .trail import BidLapsed, lock_running, lock_solicitation_of, note, reloaded, tell_officers, tell_vendor

Status = Award.Status


class NotEvaluated(DomainError):
    sentence = "The bids of this lot are not judged yet, so nothing can be awarded. Nothing was changed."


class AwardedAlready(DomainError):
    sentence = (
        "This lot is awarded already, or somebody has just proposed it. Nothing was changed. Load the page again."
    )


class NobodyLeft(DomainError):
    sentence = (
        "Nobody is left in the ranking who could be awarded the lot. Nothing was changed. Cancel the request with the "
        "reason, or have the bids judged anew."
    )


class OwnPanel(DomainError):
    sentence = (
        "You judged these bids, so somebody else approves the award. Nothing was changed. Ask a colleague who did not."
    )


@transaction.atomic
def propose_award(*, lot: SolicitationLot, reason: str, by: Any, now: Clock = database_now) -> Award:
    """Proposes the next place of the frozen ranking; a second person approves. Nobody chooses a bid by hand.

    Raises PermissionDenied, NotEvaluated, AwardedAlready, NobodyLeft, BidLapsed, InvalidInput, PartOfAnother.
    """
    require(by, "rfp.propose_award")
    solicitation = lock_solicitation_of(lot)
    at = now()
    result = result_of(lot)
    if result is None or solicitation.status not in {"evaluated", "awarded"}:
        raise NotEvaluated
    seat = _free_seat(lot)
    if not reason.strip():
        raise InvalidInput("Say why this bid: everybody reads it.")
    candidates = candidates_of(result)
    candidate = next_of(candidates)
    if candidate is None:
        raise NobodyLeft
    refuse_if_merged(candidate.bid.vendor, at=at)
    value = candidate.price if candidate.price is not None else (lot.estimated_value or Decimal(0))
    award = Award(
        lot=lot,
        result=result,
        bid=candidate.bid,
        letter=candidate.letter,
        place=candidate.place,
        seat=seat,
        value=value,
        currency=lot.currency,
        reason=reason.strip(),
        concentration=what_if(candidate.bid.vendor, value, agency=solicitation.agency, at=at).as_data,
        replaces=previous_of(lot, seat),
        proposed_by=by,
        proposed_at=at,
    )
    if at >= award.valid_until:
        raise BidLapsed(award)
    award.save(force_insert=True)
    passed_over = [one.letter for one in candidates if one.at_limit and one.place < award.place]
    told = {"letter": award.letter, "place": award.place, "value": str(value), "digest": result.digest}
    note(award, "proposed", by=by, at=at, **told, **({"at_limit_of_lots": passed_over} if passed_over else {}))
    return award


def _free_seat(lot: SolicitationLot) -> int:
    taken = set(Award.objects.live().filter(lot=lot).values_list("seat", flat=True))
    free = [seat for seat in range(1, lot.max_awards + 1) if seat not in taken]
    if not free:
        raise AwardedAlready
    return free[0]


@transaction.atomic
def approve_award(*, award: Award, by: Any, now: Clock = database_now) -> Award:
    """A second person, who did not judge, approves: the standstill begins, and every bidder is told that second.

    Raises PermissionDenied (also for whoever proposed it), OwnPanel, AwardMoved, CalledOff, BidLapsed.
    """
    require(by, "rfp.approve_award", award)
    solicitation = lock_running(award)
    award = reloaded(award, Status.PROPOSED)
    if PanelMember.objects.filter(panel__lot=award.lot, user=by).exists():
        raise OwnPanel
    at = now()
    if at >= award.valid_until:
        raise BidLapsed(award)
    award.approved_by, award.approved_at = by, at
    award.standstill_ends_at = standstill_end(solicitation, at=at)
    fields = ["approved_by", "approved_at", "standstill_ends_at"]
    data = {"standstill_ends_at": award.standstill_ends_at, "vendor": str(award.vendor), "value": str(award.value)}
    move(award, Status.APPROVED, by=by, at=at, fields=fields, data=data, chain=chain_of(solicitation))
    _write_letters(award, by=by, at=at)
    _settle(solicitation, by=by, at=at)
    return award


def standstill_end(solicitation: Solicitation, *, at: datetime.datetime) -> datetime.datetime:
    """Close of business of the agency on its last working day; at once where there is no standstill."""
    if not solicitation.standstill_days:
        return at
    return close_of_business(at, solicitation.standstill_days, calendar_of(solicitation.agency, at=at))


def _write_letters(award: Award, *, by: Any, at: datetime.datetime) -> None:
    rows = [
        Letter(award=award, bid=letter.bid, outcome=outcome, debrief=debrief, sent_at=at)
        for letter, outcome, debrief in debriefs_of(award.result, award)
    ]
    Letter.objects.bulk_create(rows)
    note(award, "letters_sent", by=by, at=at, letters=len(rows))
    for row in rows:
        subject = f"{award.lot.solicitation.reference}: {row.get_outcome_display()}"
        body = f"Your debrief is on the page. Nothing is signed before {moment(award.standstill_ends_at)}."
        tell_vendor(award, row.bid.vendor, "letter", subject, body, at=at)


def _settle(solicitation: Solicitation, *, by: Any, at: datetime.datetime) -> None:
    """The competition is over, and its quiet period too."""
    if solicitation.status == Solicitation.Status.EVALUATED and _is_over(solicitation):
        move(solicitation, Solicitation.Status.AWARDED, by=by, at=at)
        end_quiet_period(reference=solicitation.reference, at=at)


def reopen_quiet_period(solicitation: Solicitation, *, at: datetime.datetime) -> None:
    """The competition runs again, so nobody of its buyer meets a vendor alone until it is over anew."""
    begin_quiet_period(
        reference=solicitation.reference,
        title=solicitation.title,
        agency=solicitation.agency,
        address=solicitation.get_absolute_url(),
        at=at,
    )


def _is_over(solicitation: Solicitation) -> bool:
    """Something is awarded, and so is every other lot that was judged, or nobody is left for it."""
    awarded = Award.objects.filter(lot__solicitation=solicitation, status__in=["approved", "concluded"])
    waiting = solicitation.lots.filter(panels__status="concluded").exclude(pk__in=awarded.values("lot"))
    results = [result_of(lot) for lot in waiting]
    return awarded.exists() and all(one and why_nobody(one) for one in results)


@transaction.atomic
def decline_award(*, award: Award, reason: str, by: Any, now: Clock = database_now) -> Award:
    """The winner says no; the next place can be proposed. Raises PermissionDenied, AwardMoved, InvalidInput."""
    require(by, "rfp.decline_award", award)
    return end_award(award, Status.DECLINED, reason, by=by, now=now)


@transaction.atomic
def withdraw_award(*, award: Award, reason: str, by: Any, now: Clock = database_now) -> Award:
    """Takes back what was wrong: it stays on record beside the corrected one. Raises PermissionDenied, AwardMoved,
    InvalidInput."""
    require(by, "rfp.withdraw_award")
    return end_award(award, Status.WITHDRAWN, reason, by=by, now=now)


def end_award(award: Award, to: str, reason: str, *, by: Any, now: Clock) -> Award:
    """Ends an award that is not concluded, with its challenges, and opens the lot for the next. The caller has asked
    who may."""
    solicitation = lock_solicitation_of(award)
    award = reloaded(award, *([Status.APPROVED] if to == Status.DECLINED else [Status.PROPOSED, Status.APPROVED]))
    if not reason.strip():
        raise InvalidInput("Say why: it stays on record.")
    was_announced, at = award.approved_at is not None, now()
    award.ended_because, award.ended_at = reason.strip(), at
    fields = ["ended_because", "ended_at"]
    move(award, to, by=by, at=at, fields=fields, reason=award.ended_because, chain=chain_of(solicitation))
    lapse_challenges(award, by=by, at=at)
    if solicitation.status == Solicitation.Status.AWARDED and not _is_over(solicitation):
        move(solicitation, Solicitation.Status.EVALUATED, by=by, at=at, reason=award.ended_because)
        reopen_quiet_period(solicitation, at=at)
    if was_announced:
        for letter in award.letters.select_related("bid__vendor"):
            subject = f"{solicitation.reference}: the award is {award.get_status_display().lower()}"
            tell_vendor(award, letter.bid.vendor, f"ended-{to}", subject, award.ended_because, at=at)
    tell_officers(award, award.get_status_display(), award.ended_because, at=at)
    return award
