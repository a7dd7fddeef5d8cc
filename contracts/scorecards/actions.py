"""Drawing a vendor's scorecard up, replying to it, taking it back before it is public, and weighing the parts anew."""

import datetime
import hashlib
import json
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from catalog.offerings.scores import forget_vendor_score, record_vendor_score
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import SYSTEM, Role, require
from marketplace.references.actions import take_reference

from .models import PARTS, Scorecard, ScoreWeights, Weighing
from .queries import first_month_of, parts_of, score_of, weights_on

ANSWERERS = (Role.SIGNATORY, Role.VENDOR_ADMIN)


class NothingMeasured(DomainError):
    """There is no figure to weigh."""

    sentence = (
        "Nothing of this vendor is final in these twelve months, so there is nothing to score. Choose a later month."
    )


class DrawnUpAlready(DomainError):
    """One stands for these months."""

    sentence = "One stands for this vendor and these months already. Open it; until it is public it can be withdrawn."


class MonthStillRuns(DomainError):
    """The last month is not over."""

    sentence = "This month is not over yet. Choose one that is."


class ReplyDaysOver(DomainError):
    """The scorecard is public, or withdrawn."""

    def __init__(self, scorecard: Scorecard) -> None:
        super().__init__(
            f"The days to change or answer {scorecard.reference} ended on {moment(scorecard.reply_ends_at)}, "
            "or it was withdrawn. Nothing was changed."
        )


class RepliedAlready(DomainError):
    sentence = "Your organisation has replied already, and its reply stands as it was given."


@transaction.atomic
def draw_up_scorecard(
    *, vendor: Organisation, last_month: datetime.date, by: Any, now: Clock = database_now
) -> Scorecard:
    """Freezes the twelve months that end with `last_month`, by the weights of today, and asks the vendor to reply.

    Public once the days to reply are over. Raises PermissionDenied, MonthStillRuns, DrawnUpAlready, NothingMeasured.
    """
    require(by, "contracts.draw_up_scorecard")
    # One at a time for a vendor: two of one month would meet at the constraint.
    vendor = Organisation.objects.select_for_update(of=["self"]).get(pk=vendor.pk)
    at, last_month = now(), last_month.replace(day=1)
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if last_month >= today.replace(day=1):
        raise MonthStillRuns
    if Scorecard.objects.standing().filter(vendor=vendor, last_month=last_month).exists():
        raise DrawnUpAlready
    weights = weights_on(today)
    parts = parts_of(vendor, last_month=last_month, weights=weights, at=at)
    score = score_of(parts)
    if score is None:
        raise NothingMeasured
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    scorecard = Scorecard.objects.create(
        reference=take_reference("VS", at=at),
        vendor=vendor,
        first_month=first_month_of(last_month),
        last_month=last_month,
        score=score,
        parts=parts,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        drawn_up_at=at,
        drawn_up_by=by,
        reply_ends_at=at + datetime.timedelta(days=weights.reply_days),
    )
    record_vendor_score(
        vendor=vendor,
        reference=scorecard.reference,
        score=score,
        months=(scorecard.first_month, last_month),
        public_from=scorecard.reply_ends_at,
        by=SYSTEM,
    )
    until = moment(scorecard.reply_ends_at)
    data = {
        "score": score,
        "last_month": last_month,
        "digest": scorecard.digest,
        "public_from": scorecard.reply_ends_at,
    }
    record(action="contracts.scorecard.drawn_up", obj=scorecard, by=by, at=at, data=data)
    body = f"It says {score} of 100. You can reply until {until}; then it is public with your reply."
    _tell(scorecard, _people_of(vendor, at=at), "drawn_up", f"Your scorecard {scorecard.reference}", body, at=at)
    return scorecard


@transaction.atomic
def reply_to_scorecard(*, scorecard: Scorecard, words: str, by: Any, now: Clock = database_now) -> Scorecard:
    """Says what the vendor thinks of it, before it is public; once, and word for word beside the figures.

    Raises PermissionDenied, InvalidInput without words, ReplyDaysOver, RepliedAlready.
    """
    require(by, "contracts.reply_to_scorecard", scorecard)
    if not words.strip():
        raise InvalidInput("A reply needs words. Say what the figures do not.")
    scorecard, at = _locked(scorecard), now()
    if scorecard.replied_at is not None:
        raise RepliedAlready
    if scorecard.withdrawn_at is not None or at >= scorecard.reply_ends_at:
        raise ReplyDaysOver(scorecard)
    scorecard.reply, scorecard.replied_at, scorecard.replied_by = words.strip(), at, by
    scorecard.save(update_fields=["reply", "replied_at", "replied_by"])
    record(action="contracts.scorecard.replied", obj=scorecard, by=by, at=at, data={"reply": scorecard.reply})
    who = User.objects.filter(pk=scorecard.drawn_up_by_id)
    _tell(scorecard, who, "replied", f"{scorecard.vendor} replied to {scorecard.reference}", scorecard.reply, at=at)
    return scorecard


@transaction.atomic
def withdraw_scorecard(*, scorecard: Scorecard, reason: str, by: Any, now: Clock = database_now) -> Scorecard:
    """Takes back what turned out wrong, before it is public. It can be drawn up anew.

    Raises PermissionDenied, InvalidInput without a reason, ReplyDaysOver.
    """
    require(by, "contracts.draw_up_scorecard")
    if not reason.strip():
        raise InvalidInput("Say why it is withdrawn; the vendor reads it.")
    scorecard, at = _locked(scorecard), now()
    if scorecard.withdrawn_at is not None or at >= scorecard.reply_ends_at:
        raise ReplyDaysOver(scorecard)
    scorecard.withdrawn_at, scorecard.withdrawn_by, scorecard.withdrawal_reason = at, by, reason.strip()
    scorecard.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    forget_vendor_score(reference=scorecard.reference, by=SYSTEM)
    data = {"reason": scorecard.withdrawal_reason}
    record(action="contracts.scorecard.withdrawn", obj=scorecard, by=by, at=at, data=data)
    people = _people_of(scorecard.vendor, at=at)
    _tell(scorecard, people, "withdrawn", f"{scorecard.reference} is withdrawn", scorecard.withdrawal_reason, at=at)
    return scorecard


@transaction.atomic
def weigh_scorecards(
    *, weighing: Weighing, holds_from: datetime.date, reason: str, by: Any, now: Clock = database_now
) -> ScoreWeights:
    """Weights from a day to come on; scorecards that stand keep theirs. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.weigh_scorecards")
    at = now()
    if sum(weighing.of(part) for part in PARTS) != 100:
        raise InvalidInput("The weights have to come to 100 together. Nothing was changed.")
    if not 5 <= weighing.reply_days <= 60:
        raise InvalidInput("A vendor has 5 to 60 days to reply. Nothing was changed.")
    if holds_from <= at.astimezone(ZoneInfo(settings.TIME_ZONE)).date():
        raise InvalidInput("Weights hold from tomorrow at the earliest, so that nobody is judged by them backwards.")
    if not reason.strip():
        raise InvalidInput("Say why the parts are weighed like this.")
    if ScoreWeights.objects.filter(holds_from=holds_from).exists():
        raise InvalidInput("Other weights begin on that day already. Choose another day.")
    values = {part: weighing.of(part) for part in PARTS} | {"reply_days": weighing.reply_days}
    row = ScoreWeights.objects.create(holds_from=holds_from, reason=reason.strip(), made_at=at, made_by=by, **values)
    record(action="contracts.score_weights.set", obj=row, by=by, at=at, data={**values, "holds_from": holds_from})
    return row


def _locked(scorecard: Scorecard) -> Scorecard:
    return Scorecard.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=scorecard.pk)


def _people_of(vendor: Organisation, *, at: datetime.datetime) -> Any:
    members = Membership.objects.in_force(at=at).filter(organisation=vendor, role__in=ANSWERERS)
    return User.objects.filter(pk__in=members.values("user_id"), is_active=True)


def _tell(scorecard: Scorecard, who: Any, what: str, subject: str, body: str, *, at: datetime.datetime) -> None:
    key = f"scorecard-{scorecard.pk}-{what}"
    notify(recipients=who, key=key, subject=subject, body=body, address=scorecard.get_absolute_url(), at=at)
