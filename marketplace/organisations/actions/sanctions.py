"""Suspending and debarring vendors, lifting it, and appeals."""

from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.permissions import Role, require

from ..calendars import calendar_of
from ..models import Appeal, Membership, Organisation, Sanction
from ..queries import administrators_of

APPEAL_WORKING_DAYS = 10


class AlreadySanctioned(DomainError):
    sentence = "This vendor is suspended or debarred already. Nothing was changed. Lift that first to set another end."


class SanctionOver(DomainError):
    sentence = "This suspension or debarment is over: it was lifted or has ended. Load the page again."


class AlreadyAppealed(DomainError):
    sentence = "An appeal against this decision has been made already. Its outcome stands on this page once decided."


class AppealDecided(DomainError):
    sentence = "This appeal was decided already. Load the page again to see how."


@transaction.atomic
def impose_sanction(
    *, vendor: Organisation, kind: str, reason: str, ends_at: datetime, by: User, now: Clock = database_now
) -> Sanction:
    """Stops new orders from a vendor until `ends_at`; its listings stay, with a notice, and its contracts run on.

    Raises PermissionDenied; InvalidInput without a reason, a kind or a later end; AlreadySanctioned.
    """
    require(by, "organisations.impose_sanction", vendor)
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    at = now()
    if vendor.kind != Organisation.Kind.VENDOR or kind not in Sanction.Kind:
        raise InvalidInput("Only vendors are suspended or debarred. Choose which of the two.")
    if not reason.strip():
        raise InvalidInput("Say why: the vendor and the public read it.")
    if ends_at <= at:
        raise InvalidInput("The last day is over. Choose a later one.")
    if vendor.sanctions.in_force(at=at).exists():
        raise AlreadySanctioned
    office = next(held.organisation_id for held in by.standing if held.kind == Organisation.Kind.BROKER)
    sanction = Sanction.objects.create(
        vendor=vendor,
        office_id=office,
        kind=kind,
        reason=reason.strip(),
        imposed_by=by,
        starts_at=at,
        ends_at=ends_at,
    )
    data = {"kind": kind, "reason": sanction.reason, "ends_at": ends_at}
    record(action="organisations.sanction.imposed", obj=sanction, by=by, at=at, data=data)
    word = Sanction.Kind(kind).label.lower()
    _tell(administrators_of(vendor, at=at), sanction, "imposed", f"{vendor} is {word}", reason.strip(), at)
    return sanction


@transaction.atomic
def lift_sanction(*, sanction: Sanction, reason: str, by: User, now: Clock = database_now) -> Sanction:
    """Lets a vendor take orders again before the end. Raises PermissionDenied, SanctionOver, InvalidInput."""
    require(by, "organisations.lift_sanction", sanction)
    sanction = Sanction.objects.select_for_update().get(pk=sanction.pk)
    if not reason.strip():
        raise InvalidInput("Say why it is lifted: the vendor reads it.")
    return _lift(sanction, reason.strip(), by, now())


def _lift(sanction: Sanction, reason: str, by: User, at: datetime) -> Sanction:
    if sanction.is_over(at=at):
        raise SanctionOver
    sanction.lifted_at, sanction.lifting_reason = at, reason
    sanction.save(update_fields=["lifted_at", "lifting_reason"])
    record(action="organisations.sanction.lifted", obj=sanction, by=by, at=at, data={"reason": reason})
    people = administrators_of(sanction.vendor, at=at)
    _tell(people, sanction, "lifted", f"{sanction.vendor} can take orders again", reason, at)
    return sanction


@transaction.atomic
def appeal_sanction(*, sanction: Sanction, grounds: str, by: User, now: Clock = database_now) -> Appeal:
    """Asks somebody else of the office to look again; due at close of business ten working days later.

    Raises PermissionDenied, SanctionOver, AlreadyAppealed, InvalidInput without grounds.
    """
    require(by, "organisations.appeal_sanction", sanction)
    sanction = Sanction.objects.select_for_update(of=["self"]).select_related("office", "vendor").get(pk=sanction.pk)
    at = now()
    if sanction.is_over(at=at):
        raise SanctionOver
    if Appeal.objects.filter(sanction=sanction).exists():
        raise AlreadyAppealed
    if not grounds.strip():
        raise InvalidInput("Say what is wrong with the decision.")
    due_at = close_of_business(at, APPEAL_WORKING_DAYS, calendar_of(sanction.office, at=at))
    appeal = Appeal.objects.create(sanction=sanction, grounds=grounds.strip(), made_by=by, made_at=at, due_at=due_at)
    record(action="organisations.appeal.made", obj=appeal, by=by, at=at, data={"due_at": due_at})
    deciders = Membership.objects.filter(
        role__in=[Role.PROCUREMENT_OFFICER, Role.CIO], organisation__kind=Organisation.Kind.BROKER
    ).in_force(at=at)
    people = User.objects.filter(pk__in=deciders.values("user")).exclude(pk=sanction.imposed_by_id)
    _tell(people, sanction, "appealed", f"{sanction.vendor} appeals", grounds.strip(), at)
    return appeal


@transaction.atomic
def decide_appeal(*, appeal: Appeal, granted: bool, reason: str, by: User, now: Clock = database_now) -> Appeal:
    """Grants an appeal, which lifts the sanction, or turns it down. Never by whoever imposed it.

    Raises PermissionDenied, AppealDecided, SanctionOver, InvalidInput without a reason.
    """
    require(by, "organisations.decide_appeal", appeal)
    sanction = Sanction.objects.select_for_update().get(pk=appeal.sanction_id)
    appeal = Appeal.objects.get(pk=appeal.pk)
    if appeal.decided_at:
        raise AppealDecided
    if not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    at = now()
    appeal.granted, appeal.decision, appeal.decided_by, appeal.decided_at = granted, reason.strip(), by, at
    appeal.save(update_fields=["granted", "decision", "decided_by", "decided_at"])
    data = {"granted": granted, "reason": appeal.decision}
    record(action="organisations.appeal.decided", obj=appeal, by=by, at=at, data=data)
    if granted:
        _lift(sanction, appeal.decision, by, at)
    else:
        people = administrators_of(sanction.vendor, at=at)
        _tell(people, sanction, "turned-down", "Your appeal was turned down", appeal.decision, at)
    return appeal


def _tell(people: Any, sanction: Sanction, verb: str, subject: str, body: str, at: datetime) -> None:
    notify(
        recipients=people,
        key=f"organisations.sanction.{sanction.pk}.{verb}",
        subject=subject,
        body=body,
        address=f"/organisations/sanctions/{sanction.pk}/",
        at=at,
    )
