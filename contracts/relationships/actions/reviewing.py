"""Reviewing an offering, replying once as its vendor, and taking a review off its page with a reason."""

import datetime
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from catalog.offerings.standing import record_reviews
from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import SYSTEM, Role, require

from ..models import OfferingReview
from ..queries.reviews import FEW, figures_of

Status = OfferingReview.Status


class NoSuchContract(DomainError):
    """Only who has or had it under contract reviews it."""

    sentence = (
        "Your agency has no contract under which this offering was ordered, so it cannot be reviewed by it. "
        "Nothing was published."
    )


class ReviewedAlready(DomainError):
    sentence = "You have reviewed this offering under this contract already. Your review stands as you wrote it."


class RepliedAlready(DomainError):
    sentence = "This review has its one reply already, and it stands. Nothing was published."


@transaction.atomic
def review_offering(
    *,
    offering: Offering,
    contract: Contract,
    service_rating: int,
    ordering_rating: int,
    words: str = "",
    by: Any,
    now: Clock = database_now,
) -> OfferingReview:
    """Publishes what somebody of the contract's agency says. Raises PermissionDenied, InvalidInput for a rating that is
    not of five, NoSuchContract, ReviewedAlready."""
    require(by, "contracts.review_offering", contract)
    # Two reviews at once stand in line, so that the figures know both.
    offering = Offering.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=offering.pk)
    at = now()
    if not (1 <= service_rating <= FEW and 1 <= ordering_rating <= FEW):
        raise InvalidInput("A rating is from 1, poor, to 5, very good. Choose one for each question.")
    ordered = contract.orders.filter(offering=offering, status__in=Order.ACCEPTED_STATES)
    if contract.signed_at is None or not (contract.offering_id == offering.pk or ordered.exists()):
        raise NoSuchContract
    if OfferingReview.objects.filter(offering=offering, contract=contract, author=by).exists():
        raise ReviewedAlready
    made = OfferingReview.objects.create(
        offering=offering,
        contract=contract,
        agency_id=contract.agency_id,
        author=by,
        service_rating=service_rating,
        ordering_rating=ordering_rating,
        words=words.strip(),
        written_at=at,
    )
    data = {"offering": offering.slug, "service": service_rating, "ordering": ordering_rating}
    record(action="contracts.offeringreview.written", obj=made, by=by, at=at, data=data)
    _tell_vendor(made, at=at)
    _count_anew(offering, at=at)
    return made


@transaction.atomic
def reply_to_review(*, review: OfferingReview, words: str, by: Any, now: Clock = database_now) -> OfferingReview:
    """The vendor's one reply, which stands beside the review. Raises PermissionDenied, InvalidInput, RepliedAlready."""
    require(by, "contracts.reply_to_review", review)
    if not words.strip():
        raise InvalidInput("A reply needs words. Nothing was published.")
    review, at = _locked(review), now()
    if review.replied_at is not None:
        raise RepliedAlready
    review.reply, review.replied_at, review.replied_by = words.strip(), at, by
    review.save(update_fields=["reply", "replied_at", "replied_by"])
    record(action="contracts.offeringreview.replied", obj=review, by=by, at=at, data={"reply": review.reply})
    _tell(review, [review.author], f"{review.offering.vendor} replied to your review", review.reply, at=at)
    return review


@transaction.atomic
def take_review_off(*, review: OfferingReview, reason: str, by: Any, now: Clock = database_now) -> OfferingReview:
    """Names, insults, secrets: it is not shown and not counted. Raises PermissionDenied, InvalidInput, MoveRefused."""
    return _turned(review, Status.HIDDEN, reason, by=by, now=now)


@transaction.atomic
def put_review_back(*, review: OfferingReview, reason: str, by: Any, now: Clock = database_now) -> OfferingReview:
    """It is shown and counted again. Raises PermissionDenied, InvalidInput without a reason, MoveRefused."""
    return _turned(review, Status.SHOWN, reason, by=by, now=now)


def _turned(review: OfferingReview, to: str, reason: str, *, by: Any, now: Clock) -> OfferingReview:
    require(by, "contracts.moderate_review", review)
    if not reason.strip():
        raise InvalidInput("Say why: its author and the vendor read it. Nothing was changed.")
    review, at = _locked(review), now()
    review.reason = reason.strip()
    move(review, to, by=by, at=at, fields=["reason"], reason=review.reason)
    words = "taken off the page" if to == Status.HIDDEN else "shown again"
    _tell(review, [review.author], f"Your review of {review.offering} is {words}", review.reason, at=at)
    _count_anew(review.offering, at=at)
    return review


def _locked(review: OfferingReview) -> OfferingReview:
    # The offering first, as whoever writes a review does.
    Offering.objects.select_for_update(of=["self"]).get(pk=review.offering_id)
    rows = OfferingReview.objects.select_for_update(of=["self"]).select_related("offering__vendor", "author")
    return rows.get(pk=review.pk)


def _count_anew(offering: Offering, *, at: datetime.datetime) -> None:
    found = figures_of(offering)
    means = {"service": found.service, "ordering": found.ordering}
    record_reviews(offering=offering, count=found.count, agencies=found.agencies, by=SYSTEM, at=at, **means)


def _tell_vendor(review: OfferingReview, *, at: datetime.datetime) -> None:
    roles = [Role.VENDOR_EDITOR, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER]
    members = Membership.objects.in_force(at=at).filter(organisation=review.offering.vendor_id, role__in=roles)
    people = User.objects.filter(pk__in=members.values("user_id"))
    words = f"{review.service_rating} of 5 for the service, {review.ordering_rating} of 5 for ordering it."
    _tell(review, people, f"A review of {review.offering}", f"{words} {review.words}".strip(), at=at)


def _tell(review: OfferingReview, people: Any, subject: str, body: str, *, at: datetime.datetime) -> None:
    key = f"review-{review.pk}-{subject[:60]}"
    notify(recipients=people, key=key, subject=subject, body=body, address=review.get_absolute_url(), at=at)
