"""A challenge: filed by a bidder in time, admitted or not, upheld or dismissed by somebody uninvolved."""

from typing import Any

from django.db import transaction

from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference
from rfp.awards.models import Award, Challenge
from rfp.awards.queries import involved_in
from rfp.evaluation.actions import chain_of
from rfp.solicitations.actions import cancel_solicitation
from rfp.solicitations.models import Solicitation

from .awarding import Status, end_award
from .rejudging import judge_lot_anew
from .trail import lock_running, lock_solicitation_of, note, reloaded, tell_officers, tell_vendor

DAYS_TO_DECIDE = 10
Remedy = Challenge.Remedy


class TooLate(DomainError):
    """The standstill is over."""

    def __init__(self, award: Award) -> None:
        super().__init__(
            f"An award is challenged until {moment(award.standstill_ends_at, 'second')}. That time is over, so nothing "
            "was filed. Write to the office if you think that somebody broke the law."
        )


class NotABidder(DomainError):
    sentence = "Only who bid for this lot can challenge its award. Nothing was filed."


class Involved(DomainError):
    sentence = (
        "You prepared, opened, judged, proposed or approved something of this procurement, so somebody else decides on "
        "the challenge. Nothing was changed."
    )


@transaction.atomic
def file_challenge(
    *, award: Award, vendor: Organisation, grounds: str, by: Any, now: Clock = database_now
) -> Challenge:
    """Says that an award is wrong; from now on nothing is signed. Raises PermissionDenied, TooLate, NotABidder,
    CalledOff, AwardMoved, InvalidInput."""
    require(by, "rfp.file_challenge", vendor)
    solicitation = lock_running(award)
    award = reloaded(award, Status.APPROVED)
    at = now()
    if not award.stands_still(at=at):
        raise TooLate(award)
    if not award.letters.filter(bid__vendor=vendor).exists():
        raise NotABidder
    if not grounds.strip():
        raise InvalidInput("Say what was wrong: which rule, which step, what it changed.")
    if award.challenges.filter(vendor=vendor).exists():
        raise InvalidInput("You challenged this award already. Its page says where it stands.")
    due_at = close_of_business(at, DAYS_TO_DECIDE, calendar_of(solicitation.agency, at=at))
    challenge = Challenge.objects.create(
        reference=take_reference("CH", at=at),
        award=award,
        vendor=vendor,
        grounds=grounds.strip(),
        filed_by=by,
        filed_at=at,
        due_at=due_at,
    )
    note(award, "challenged", by=by, at=at, challenge=challenge.reference, vendor=str(vendor))
    tell_officers(
        award, "Challenged", f"{challenge.reference}: decided by somebody uninvolved by {moment(due_at)}.", at=at
    )
    return challenge


@transaction.atomic
def admit_challenge(*, challenge: Challenge, by: Any, now: Clock = database_now) -> Challenge:
    """It is looked into. Raises PermissionDenied, Involved, MoveRefused."""
    challenge = _locked(challenge, by)
    challenge.admitted_by, challenge.admitted_at = by, now()
    return _move(challenge, Challenge.Status.ADMITTED, by, challenge.admitted_at, ["admitted_by", "admitted_at"])


@transaction.atomic
def refuse_challenge(*, challenge: Challenge, decision: str, by: Any, now: Clock = database_now) -> Challenge:
    """It is not admitted: the reasons are read by who filed it. Raises PermissionDenied, Involved, MoveRefused,
    InvalidInput."""
    return _decide(_locked(challenge, by), Challenge.Status.NOT_ADMITTED, decision, by=by, at=now())


@transaction.atomic
def dismiss_challenge(*, challenge: Challenge, decision: str, by: Any, now: Clock = database_now) -> Challenge:
    """The award stands. Raises PermissionDenied, Involved, MoveRefused, InvalidInput."""
    return _decide(_locked(challenge, by), Challenge.Status.DISMISSED, decision, by=by, at=now())


@transaction.atomic
def uphold_challenge(
    *, challenge: Challenge, decision: str, remedy: str, by: Any, now: Clock = database_now
) -> Challenge:
    """The award falls: the bids are judged anew, the next place is awarded, or the request is cancelled.

    Raises PermissionDenied, Involved, MoveRefused, InvalidInput.
    """
    lock_solicitation_of(challenge.award)
    challenge, at = _locked(challenge, by), now()
    if remedy not in Remedy.values:
        raise InvalidInput("Choose what follows: judged anew, the next place, or cancelled.")
    challenge.remedy = remedy
    challenge = _decide(challenge, Challenge.Status.UPHELD, decision, by=by, at=at, fields=["remedy"])
    award, reason = challenge.award, f"{challenge.reference} was upheld. {challenge.decision}"
    end_award(award, Status.WITHDRAWN, reason[:1000], by=by, now=lambda: at)
    if remedy == Remedy.RE_SCORE:
        for other in Award.objects.live().filter(lot=award.lot):
            end_award(other, Status.WITHDRAWN, reason[:1000], by=by, now=lambda: at)
        judge_lot_anew(lot=award.lot, reason=reason[:1000], by=by, now=lambda: at)
    if remedy == Remedy.CANCEL:
        cancel_solicitation(
            solicitation=award.lot.solicitation,
            code=Solicitation.Cancelled.RIGHTS,
            reason=reason[:2000],
            by=by,
            now=lambda: at,
        )
    return challenge


def _locked(challenge: Challenge, by: Any) -> Challenge:
    require(by, "rfp.decide_challenge")
    rows = Challenge.objects.select_for_update(of=["self"])
    parts = ("award__lot__solicitation__agency", "award__result__panel", "award__bid__vendor", "vendor")
    challenge = rows.select_related(*parts).get(pk=challenge.pk)
    if by.pk in involved_in(challenge.award):
        raise Involved
    return challenge


def _decide(
    challenge: Challenge, to: str, decision: str, *, by: Any, at: Any, fields: list[str] | None = None
) -> Challenge:
    if not decision.strip():
        raise InvalidInput("Say why, point by point: who filed it reads it, and the case file keeps it.")
    challenge.decision, challenge.decided_by, challenge.decided_at = decision.strip(), by, at
    return _move(challenge, to, by, at, ["decision", "decided_by", "decided_at", *(fields or [])])


def _move(challenge: Challenge, to: str, by: Any, at: Any, fields: list[str]) -> Challenge:
    chain = chain_of(challenge.award.lot.solicitation)
    challenge = move(challenge, to, by=by, at=at, fields=fields, reason=challenge.decision, chain=chain)
    said = challenge.decision or f"It is decided by {moment(challenge.due_at)}."
    subject = f"{challenge.reference}: {challenge.get_status_display().lower()}"
    tell_vendor(challenge.award, challenge.vendor, f"challenge-{to}", subject, said, at=at)
    tell_officers(challenge.award, f"Challenge {challenge.get_status_display().lower()}", said, at=at)
    return challenge
