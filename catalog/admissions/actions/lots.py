"""A vendor asks for lots; it is admitted at once where its declaration passed, else a person decides, with a reason."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from catalog.taxonomy.models import Lot
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Admission, Declaration
from ..queries import declaration_in_force, officers, signatories_of

BY_THE_RULES = "The declaration was accepted."


class NotDeclared(DomainError):
    sentence = (
        "No declaration of this company is in force or in review, so it cannot be admitted. Nothing was asked for. "
        "Sign a declaration first."
    )


class Barred(DomainError):
    sentence = (
        "This company is suspended or debarred, so it is admitted to no lot until that ends. Nothing was changed. "
        "The decision says until when, and how to appeal."
    )


class NotAsked(DomainError):
    sentence = "This is decided already. Load the page again to see how."


@transaction.atomic
def ask_for_lots(*, vendor: Organisation, lots: Iterable[Lot], by: Any, now: Clock = database_now) -> list[Admission]:
    """Asks to be admitted to lots; those that were refused or ended before wait for a person. Twice is as once.

    Raises PermissionDenied, InvalidInput without a lot, NotDeclared, Barred, PartOfAnother.
    """
    require(by, "catalog.ask_admission", Admission(vendor=vendor))
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    at = now()
    wanted = [lot for lot in lots if lot.pk != Lot.STATE_SERVICES]
    if not wanted:
        raise InvalidInput("Choose at least one lot.")
    passed = declaration_in_force(vendor, at=at)
    if not passed and not vendor.declarations.filter(status=Declaration.Status.IN_REVIEW).exists():
        raise NotDeclared
    if vendor.sanctions.in_force(at=at).exists():
        raise Barred
    refuse_if_merged(vendor, at=at)
    standing = {row.lot_id: row for row in vendor.admissions.standing()}
    asked = []
    for lot in wanted:
        if lot.pk in standing:
            asked.append(standing[lot.pk])
            continue
        row = Admission.objects.create(vendor=vendor, lot=lot, asked_by=by, asked_at=at)
        record(action="catalog.admission.asked", obj=row, by=by, at=at, data={"lot": lot.pk})
        asked.append(row)
    settle_asks(vendor=vendor, by=by, at=at)
    waiting = vendor.admissions.filter(status=Admission.Status.ASKED, asked_at=at)
    if passed and waiting:
        _tell_officers(vendor, list(waiting), at)
    return list(vendor.admissions.filter(pk__in=[row.pk for row in asked]).select_related("lot"))


def settle_asks(*, vendor: Organisation, by: Any, at: datetime.datetime) -> None:
    """Admits to what was asked for, where the declaration is in force and no person has refused or ended it before.

    Part of other actions, which ask for permission and hold the vendor's or the declaration's lock.
    """
    if not declaration_in_force(vendor, at=at):
        return
    turned_down = {
        row.lot_id for row in vendor.admissions.filter(status__in=[Admission.Status.REFUSED, Admission.Status.ENDED])
    }
    for row in vendor.admissions.filter(status=Admission.Status.ASKED).select_related("lot", "vendor"):
        if row.lot_id not in turned_down:
            _decide(row, Admission.Status.ADMITTED, BY_THE_RULES, None, by, at)


@transaction.atomic
def decide_admission(
    *, admission: Admission, admit: bool, reason: str, by: Any, now: Clock = database_now
) -> Admission:
    """A person admits a vendor to a lot that it asked for, or refuses it; the vendor reads the reason.

    Raises PermissionDenied, NotAsked, InvalidInput without a reason, NotDeclared, Barred.
    """
    require(by, "catalog.decide_admission", admission)
    row = _lock(admission)
    at = now()
    if row.status != Admission.Status.ASKED:
        raise NotAsked
    if not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    if admit and not declaration_in_force(row.vendor, at=at):
        raise NotDeclared
    if admit and row.vendor.sanctions.in_force(at=at).exists():
        raise Barred
    to = Admission.Status.ADMITTED if admit else Admission.Status.REFUSED
    return _decide(row, to, reason.strip(), by, by, at)


@transaction.atomic
def end_admission(*, admission: Admission, reason: str, by: Any, now: Clock = database_now) -> Admission:
    """Takes a vendor out of a lot; nothing of it can be ordered there, its contracts run on.

    Raises PermissionDenied, NotAsked, InvalidInput without a reason.
    """
    require(by, "catalog.decide_admission", admission)
    row = _lock(admission)
    if row.status != Admission.Status.ADMITTED:
        raise NotAsked
    if not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    return _decide(row, Admission.Status.ENDED, reason.strip(), by, by, now())


def _lock(admission: Admission) -> Admission:
    rows = Admission.objects.select_for_update(of=["self"]).select_related("vendor", "lot")
    return rows.get(pk=admission.pk)


WORDS = {
    Admission.Status.ADMITTED: "is admitted to {lot}: what it offers there can be ordered",
    Admission.Status.REFUSED: "is not admitted to {lot}. It can ask again once the reason is settled",
    Admission.Status.ENDED: "is no longer admitted to {lot}. It can ask again once the reason is settled",
}


def _decide(row: Admission, to: str, reason: str, officer: Any, by: Any, at: datetime.datetime) -> Admission:
    row.decided_by, row.decided_at, row.reason = officer, at, reason
    move(row, to, by=by, at=at, fields=["decided_by", "decided_at", "reason"], reason=reason, data={"lot": row.lot_id})
    notify(
        recipients=signatories_of(row.vendor, at=at),
        key=f"catalog.admission.{row.pk}.{to}",
        subject=f"{row.vendor} {WORDS[Admission.Status(to)].format(lot=row.lot)}",
        body=reason,
        address=f"/companies/{row.vendor.slug}/lots/",
        at=at,
    )
    # Named, not imported: offerings, whose copies in search follow, stand above.
    app.configure_task("catalog.note_admissions").defer()
    return row


def _tell_officers(vendor: Organisation, waiting: list[Admission], at: datetime.datetime) -> None:
    notify(
        recipients=officers(action="catalog.decide_admission", at=at),
        key=f"catalog.admission.asked.{min(row.pk for row in waiting)}",
        subject=f"{vendor} asks again to be admitted",
        body=f"Lots that were refused or ended before: {len(waiting)}.",
        address=f"/companies/{vendor.slug}/lots/",
        at=at,
    )
