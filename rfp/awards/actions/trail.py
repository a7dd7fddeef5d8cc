"""What every step of an award goes through: the lock that puts all who award in line, the chain, who is told."""

import datetime
from typing import Any

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.errors import DomainError
from marketplace.notifications.actions import notify
from rfp.awards.models import Award
from rfp.bids.queries import people_of
from rfp.evaluation.actions import chain_of
from rfp.solicitations.models import Solicitation


class BidLapsed(DomainError):
    """The bid binds its vendor no longer."""

    def __init__(self, award: Award) -> None:
        super().__init__(
            f"The bid was binding until {award.valid_until:%-d %B %Y} and has lapsed, so nothing can rest on it. "
            "Nothing was changed. Cancel the request, or invite to a new one."
        )


class CalledOff(DomainError):
    sentence = (
        "The request was cancelled, so nothing follows from its award. Nothing was changed. Its page says why it was "
        "cancelled."
    )


class AwardMoved(DomainError):
    """The award stands elsewhere."""

    def __init__(self, award: Award) -> None:
        super().__init__(
            f"This award is “{award.get_status_display().lower()}” by now, so this cannot be done. Nothing was "
            "changed. Load its page again."
        )


def lock_solicitation_of(award_or_lot: Any) -> Solicitation:
    """The solicitation's row under its lock: whoever awards, approves or cancels stands in line here."""
    lot = getattr(award_or_lot, "lot", award_or_lot)
    return Solicitation.objects.select_for_update().select_related("agency").get(pk=lot.solicitation_id)


def lock_running(award_or_lot: Any) -> Solicitation:
    """The same of a request that still runs. Raises CalledOff."""
    solicitation = lock_solicitation_of(award_or_lot)
    if solicitation.status == Solicitation.Status.CANCELLED:
        raise CalledOff
    return solicitation


def reloaded(award: Award, *states: str) -> Award:
    """The award as it is, under its lock. Raises AwardMoved outside of these states."""
    rows = Award.objects.select_for_update(of=["self"])
    stored = rows.select_related("lot__solicitation__agency", "bid__vendor", "result__panel").get(pk=award.pk)
    if states and stored.status not in states:
        raise AwardMoved(stored)
    return stored


def note(award: Award, verb: str, *, by: Any, at: datetime.datetime, **data: Any) -> None:
    """One event about an award in the chain of its procurement."""
    told = {"lot": award.lot.number, **data}
    chain = chain_of(award.lot.solicitation)
    record(action=f"rfp.award.{verb}", obj=award, by=by, at=at, data=told, chain=chain)


def tell_vendor(award: Award, vendor: Any, what: str, subject: str, body: str, *, at: datetime.datetime) -> None:
    """Those of a vendor who submit bids, each once."""
    notify(
        recipients=people_of(vendor, at=at),
        key=f"award-{award.pk}-{what}-{vendor.pk}",
        subject=subject,
        body=body,
        address=award.get_absolute_url(),
        at=at,
    )


def tell_officers(award: Award, what: str, body: str, *, at: datetime.datetime) -> None:
    """Those who led the procurement: who proposed and approved, who prepared it."""
    solicitation = award.lot.solicitation
    people = {award.proposed_by_id, award.approved_by_id, solicitation.prepared_by_id}
    notify(
        recipients=User.objects.filter(pk__in=people),
        key=f"award-{award.pk}-{what}",
        subject=f"{solicitation.reference}, lot {award.lot.number}: {what}",
        body=body,
        address=award.get_absolute_url(),
        at=at,
    )
