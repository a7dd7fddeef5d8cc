"""A vendor changes its name: it says so, the broker office confirms or refuses, and the names before stay known."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import CompanyDetails, NameChange, Organisation
from ..queries import administrators_of, deciding_officers
from .vendors import find_namesake, plain_name


class NameWaits(DomainError):
    sentence = (
        "A new name of this company waits for the broker office already. Nothing was asked for. "
        "Once that is decided, you can ask again."
    )


class NameDecided(DomainError):
    sentence = "This change of name was decided already. Load the page again to see how."


class NameTaken(DomainError):
    sentence = (
        "Another vendor in Stoa bears this name, or one that differs in its form only. Nothing was changed. "
        "Where the two became one company, the broker office records the merger."
    )


@transaction.atomic
def ask_new_name(
    *,
    vendor: Organisation,
    name: str,
    legal_name: str,
    holds_from: datetime.date,
    proof: str,
    by: Any,
    now: Clock = database_now,
) -> NameChange:
    """Asks the office to call the vendor by another name, borne since `holds_from`, today at the latest.

    Raises PermissionDenied, InvalidInput, NameWaits, NameTaken.
    """
    require(by, "organisations.ask_new_name", vendor)
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    at = now()
    if vendor.name_changes.asked().exists():
        raise NameWaits
    name, legal_name, proof = name.strip(), legal_name.strip(), proof.strip()
    details = CompanyDetails.objects.filter(organisation=vendor).first()
    legal_before = details.legal_name if details else ""
    if not plain_name(name) or not proof:
        raise InvalidInput("Give the new name, and say where the office can read of it.")
    if (name, legal_name or legal_before) == (vendor.name, legal_before):
        raise InvalidInput("This is the name that the company bears already. Change it, or leave this page.")
    if holds_from > timezone.localdate(at):
        raise InvalidInput("A name counts from the day on which it is borne. Come back on that day.")
    _refuse_taken(vendor, name)
    change = NameChange.objects.create(
        vendor=vendor,
        name_before=vendor.name,
        name_after=name,
        legal_name_before=legal_before,
        legal_name_after=(legal_name or legal_before) if details else "",
        holds_from=holds_from,
        proof=proof,
        asked_by=by,
        asked_at=at,
    )
    data = {"from": vendor.name, "to": name, "holds_from": holds_from}
    record(action="organisations.new_name_asked", obj=change, by=by, at=at, data=data)
    _tell(deciding_officers(at=at), change, "asked", f"{vendor} says it is called {name} now", proof, at)
    return change


@transaction.atomic
def decide_new_name(
    *, change: NameChange, confirm: bool, reason: str, by: User, now: Clock = database_now
) -> NameChange:
    """Confirms the name, which the vendor bears in Stoa from now on, or refuses it with a reason.

    What was concluded before keeps the name of its day: `Organisation.name_at` compares times.
    Raises PermissionDenied, NameDecided, NameTaken, InvalidInput for a refusal without a reason.
    """
    require(by, "organisations.decide_new_name", change)
    vendor = Organisation.objects.select_for_update().get(pk=change.vendor_id)
    change = NameChange.objects.select_for_update().get(pk=change.pk)
    if change.status != NameChange.Status.ASKED:
        raise NameDecided
    if not confirm and not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    at = now()
    change.decided_by, change.decided_at, change.reason = by, at, reason.strip()
    if confirm:
        _refuse_taken(vendor, change.name_after)
        _rename(vendor, change)
    to = NameChange.Status.CONFIRMED if confirm else NameChange.Status.REFUSED
    data = {"before": change.name_before, "after": change.name_after, "holds_from": change.holds_from}
    fields = ["decided_by", "decided_at", "reason"]
    move(change, to, by=by, at=at, fields=fields, reason=change.reason, data=data)
    said = f"Stoa calls you {vendor.name} now" if confirm else f"The name {change.name_after} was not confirmed"
    _tell(administrators_of(vendor, at=at), change, to, said, change.reason, at)
    return change


def _rename(vendor: Organisation, change: NameChange) -> None:
    vendor.name = change.name_after
    vendor.save(update_fields=["name", "sort_name"])
    CompanyDetails.objects.filter(organisation=vendor).update(legal_name=change.legal_name_after)


def _refuse_taken(vendor: Organisation, name: str) -> None:
    if find_namesake(name, other_than=vendor):
        raise NameTaken


def _tell(people: Any, change: NameChange, verb: str, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=people,
        key=f"organisations.name.{change.pk}.{verb}",
        subject=subject,
        body=body,
        address=f"/companies/{change.vendor.slug}/name/",
        at=at,
    )
