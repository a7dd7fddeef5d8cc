"""What every change of a bid goes through: the locks in their order, the deadline, the sealed trail."""

import datetime
from typing import Any

from django.db import connection

from marketplace.audit.actions import record_sealed
from marketplace.components.formats import moment
from marketplace.errors import DomainError
from rfp.bids.models import Bid
from rfp.solicitations.models import Solicitation


class BiddingClosed(DomainError):
    """The deadline has come, or nothing is taken for another reason."""

    def __init__(self, solicitation: Solicitation) -> None:
        due = solicitation.bids_due_at
        if solicitation.status == Solicitation.Status.CANCELLED or due is None:
            super().__init__("This solicitation takes no bids. Nothing was changed. Its page says why.")
        else:
            super().__init__(
                f"Bids were taken until {moment(due, 'second')} by Stoa's clock. Nothing was changed: what was "
                "submitted before stands as it is."
            )


class NotEligible(DomainError):
    """The vendor may not answer this lot; the sentence says why."""


def chain_of(solicitation: Solicitation) -> str:
    """The part of the trail about its bids: read by nobody before the opening."""
    return f"bids-{solicitation.reference}"


def record_of(bid: Bid, verb: str, *, by: Any, at: datetime.datetime, **data: Any) -> None:
    """One event about a bid, in the sealed trail of its solicitation."""
    record_sealed(
        chain=chain_of(bid.solicitation), action=f"rfp.bid.{verb}", obj=bid, by=by, at=at, data=data
    )  # fmt: skip


def locked_bid(bid: Bid) -> Bid:
    """The bid as it is, its row locked: colleagues stand in line here."""
    return Bid.objects.select_for_update(of=("self",)).select_related("lot__solicitation", "vendor").get(pk=bid.pk)


def share_solicitation(solicitation: Solicitation) -> Solicitation:
    """The solicitation as it is, locked against the opening and addenda, but not against other bidders.

    Read the clock after this: whoever waited for an addendum or the opening is judged by what stands then.
    """
    quoted, about = connection.ops.quote_name, Solicitation._meta
    # Named one by one: a statement that is planned for `*` is refused once a migration has added a column.
    columns = ", ".join(quoted(field.column) for field in about.concrete_fields)
    statement = f"SELECT {columns} FROM {quoted(about.db_table)} WHERE id = %s FOR SHARE"  # noqa: S608 our own table
    [stored] = Solicitation.objects.raw(statement, [solicitation.pk])
    return stored


def lock_solicitation(solicitation: Solicitation) -> Solicitation:
    """The solicitation as it is, locked against everybody: no bid slips in while it is opened."""
    return Solicitation.objects.select_for_update().get(pk=solicitation.pk)


def require_open(solicitation: Solicitation, *, at: datetime.datetime) -> None:
    """Raises BiddingClosed from the deadline on: `[published, due)`."""
    if not solicitation.is_open(at=at):
        raise BiddingClosed(solicitation)
