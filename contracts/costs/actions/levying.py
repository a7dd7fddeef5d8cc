"""Returns of the levy: opened when a month is over, filed by the vendor, settled by an officer where they differ."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role, require
from marketplace.references.actions import take_reference

from ..charge_rows import midnight, month_bounds
from ..levies import is_gap, on_top
from ..models import LevyLine, LevyReturn
from ..queries.levies import known_by_order, percents_of, vendors_with_orders

DAYS_TO_FILE = 15
FILERS = (Role.SIGNATORY, Role.VENDOR_ADMIN)


class ReturnStands(DomainError):
    sentence = "This return is agreed, and stands as it was filed. Nothing was changed. Ask the office about a mistake."


class MonthRuns(DomainError):
    sentence = "This month is not over yet, so nothing is due for it. Choose one that is."


@transaction.atomic
def open_levy_returns(*, month: datetime.date, by: Any, now: Clock = database_now) -> int:
    """A return for each vendor with brokered orders in force in that month, nil months too. Returns how many are new.

    Raises PermissionDenied, MonthRuns.
    """
    require(by, "contracts.open_levy_returns")
    first, at = month.replace(day=1), now()
    end = month_bounds(first)[1]
    if at < end:
        raise MonthRuns
    due = midnight(end.astimezone(midnight(first).tzinfo).date() + datetime.timedelta(days=DAYS_TO_FILE))
    known = set(LevyReturn.objects.filter(month=first).values_list("vendor_id", flat=True))
    vendors = [vendor for vendor in vendors_with_orders(first) if vendor.pk not in known]
    for vendor in vendors:
        _open(vendor, first, due, at, by)
    return len(vendors)


def _open(vendor: Organisation, month: datetime.date, due: datetime.datetime, at: datetime.datetime, by: Any) -> None:
    row = LevyReturn.objects.create(
        reference=take_reference("LR", at=at), vendor=vendor, month=month, due_at=due, opened_at=at
    )
    record(action="contracts.levyreturn.opened", obj=row, by=by, at=at, data={"month": month, "due_at": due})
    members = Membership.objects.in_force(at=at).filter(organisation=vendor, role__in=FILERS)
    notify(
        recipients=User.objects.filter(pk__in=members.values("user_id"), is_active=True),
        key=f"{row.reference}-due",
        subject=f"Levy return for {month:%B %Y}",
        body=f"File what you billed under the marketplace, or that it was nothing, before {moment(due)}.",
        address=row.get_absolute_url(),
        at=at,
    )


@transaction.atomic
def file_levy_return(
    *, levy_return: LevyReturn, amounts: Mapping[int, Decimal], note: str = "", by: Any, now: Clock = database_now
) -> LevyReturn:
    """What the vendor billed, by the id of the order; nothing at all is a nil return. It is compared at once.

    A return that differs can be filed again. Raises PermissionDenied, InvalidInput, ReturnStands.
    """
    row = _locked(levy_return)
    require(by, "contracts.file_levy_return", row)
    at = now()
    if row.status in {LevyReturn.Status.RECONCILED, LevyReturn.Status.SETTLED}:
        raise ReturnStands
    known = known_by_order(row.vendor_id, row.month)
    if any(amount < 0 for amount in amounts.values()):
        raise InvalidInput("An amount cannot be below zero. Enter what was billed, or nothing.")
    if not set(amounts) <= {one["order"] for one in known}:
        raise InvalidInput("One of these orders is not yours, or was not in force. Load the page again.")
    lines = {order: amount for order, amount in amounts.items() if amount}
    row.reported, row.known = sum(lines.values(), Decimal("0.00")), sum((one["cost"] for one in known), Decimal("0.00"))
    percents = percents_of(lines, row.month)
    row.levy = sum((on_top(amount, percents[order]) for order, amount in lines.items()), Decimal("0.00"))
    row.version += 1
    row.note, row.filed_by, row.filed_at = note.strip(), by, at
    LevyLine.objects.bulk_create(
        LevyLine(levy_return=row, version=row.version, order_id=order, amount=amount) for order, amount in lines.items()
    )
    to = LevyReturn.Status.GAP if is_gap(row.reported, row.known) else LevyReturn.Status.RECONCILED
    fields = ["reported", "known", "levy", "version", "note", "filed_by", "filed_at"]
    data = {"reported": row.reported, "known": row.known, "levy": row.levy, "version": row.version}
    return move(row, to, by=by, at=at, fields=fields, data=data)


@transaction.atomic
def settle_levy_gap(*, levy_return: LevyReturn, words: str, by: Any, now: Clock = database_now) -> LevyReturn:
    """An officer says why the difference stands. Raises PermissionDenied, InvalidInput, ReturnStands, MoveRefused."""
    require(by, "contracts.settle_levy_gap")
    if not words.strip():
        raise InvalidInput("Say how the difference was settled; the vendor reads it.")
    row, at = _locked(levy_return), now()
    if row.status in {LevyReturn.Status.RECONCILED, LevyReturn.Status.SETTLED}:
        raise ReturnStands
    row.settled_by, row.settled_at, row.settlement = by, at, words.strip()
    data = {"gap": money(row.gap), "words": row.settlement}
    fields = ["settled_by", "settled_at", "settlement"]
    return move(row, LevyReturn.Status.SETTLED, by=by, at=at, fields=fields, data=data)


def _locked(levy_return: LevyReturn) -> LevyReturn:
    return LevyReturn.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=levy_return.pk)
