"""Writing about a record: opening a thread, a message, closing and reopening; refused with a vendor in quiet time."""

import datetime
from typing import Any

from django.db import models, transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.quiet_refusals import check_not_quiet
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, require

from ..models import ANSWER_WITHIN, Message, Thread
from ..queries.looking_after import owners_of, people_of
from ..records import KINDS, RecordKind


class ThreadClosed(DomainError):
    sentence = "This thread is closed, so nothing was sent. Reopen it, or open another one."


class NotAnsweredYet(DomainError):
    """Who is asked does not close the matter in place of an answer."""

    sentence = (
        "Your side is asked and has not answered yet, so the thread stays open. Answer first, then close it, "
        "or leave it to whoever asked. Nothing was changed."
    )


@transaction.atomic
def open_thread(
    *,
    kind: RecordKind,
    about: models.Model,
    subject: str,
    words: str,
    with_vendor: bool,
    by: Any,
    now: Clock = database_now,
) -> Thread:
    """Opens a thread about a record that `by` may see, gives who is asked a time, and tells those who take part.

    Raises PermissionDenied, InvalidInput without words or for a vendor who cannot see the record, and QuietNow where a
    vendor would take part while the agency takes bids.
    """
    at = now()
    agency: Any = kind.part_of(about, kind.agency) or about
    vendor = _vendor(kind, about) if with_vendor else None
    if with_vendor and vendor is None:
        raise InvalidInput("No vendor takes part in this record. Write to the agency and the office. Nothing was sent.")
    thread = Thread(
        kind=kind.key,
        reference=str(kind.part_of(about, kind.reference)),
        about=str(kind.part_of(about, kind.title))[:200],
        address=_address(about),
        agency=agency,
        vendor=vendor,
        subject=subject.strip(),
        opened_by=by,
        opened_at=at,
    )
    require(by, "contracts.write_in_thread", thread)
    if not (thread.subject and words.strip()):
        raise InvalidInput("Say what it is about and what you want to know. Nothing was sent.")
    _not_quiet(thread, at)
    if vendor is not None and not _seen_by(thread, people_of(vendor, at=at)):
        raise InvalidInput("The vendor does not see this record yet. Write to the agency and the office first.")
    thread.asked = _asked(thread, by)
    if thread.asked is not None:
        thread.answer_due_at = close_of_business(at, ANSWER_WITHIN, calendar_of(thread.asked, at=at))
    thread.save()
    data = {"about": thread.reference, "with_vendor": with_vendor}
    record(action="contracts.thread.opened", obj=thread, by=by, at=at, data=data)
    _add(thread, words, by=by, at=at)
    return thread


@transaction.atomic
def write_message(*, thread: Thread, words: str, by: Any, now: Clock = database_now) -> Message:
    """Adds to an open thread. Raises PermissionDenied, InvalidInput, ThreadClosed, QuietNow."""
    require(by, "contracts.write_in_thread", thread)
    thread, at = _locked(thread), now()
    if not words.strip():
        raise InvalidInput("A message needs words. Nothing was sent.")
    if thread.status != Thread.Status.OPEN:
        raise ThreadClosed
    _not_quiet(thread, at)
    return _add(thread, words, by=by, at=at)


@transaction.atomic
def close_thread(*, thread: Thread, by: Any, now: Clock = database_now) -> Thread:
    """The matter is settled, says somebody who takes part.

    Raises PermissionDenied, MoveRefused, and NotAnsweredYet for the side that is asked and has said nothing.
    """
    require(by, "contracts.write_in_thread", thread)
    thread = _locked(thread)
    said = Message.objects.filter(thread=thread, organisation=thread.asked_id)
    if thread.asked is not None and _side_of(thread, by) == thread.asked and not said.exists():
        raise NotAnsweredYet
    return move(thread, Thread.Status.CLOSED, by=by, at=now())


@transaction.atomic
def reopen_thread(*, thread: Thread, by: Any, now: Clock = database_now) -> Thread:
    """It is not settled after all. Raises PermissionDenied, MoveRefused."""
    require(by, "contracts.write_in_thread", thread)
    return move(_locked(thread), Thread.Status.OPEN, by=by, at=now())


def _locked(thread: Thread) -> Thread:
    return Thread.objects.select_for_update(of=["self"]).select_related("agency", "vendor", "asked").get(pk=thread.pk)


def _vendor(kind: RecordKind, about: models.Model) -> Organisation | None:
    """The vendor of the record; a house of the state that provides a service itself is no vendor."""
    found = kind.part_of(about, kind.vendor)
    return found if found is not None and found.kind == Organisation.Kind.VENDOR else None


def _side_of(thread: Thread, by: Any) -> Organisation | None:
    """In whose name somebody writes: agency or vendor, otherwise the broker office."""
    sides = {thread.agency_id, thread.vendor_id} & own_organisations(by)
    if sides:
        return Organisation.objects.get(pk=min(sides))
    return Organisation.objects.broker_offices().order_by("pk").first()


def _asked(thread: Thread, by: Any) -> Organisation | None:
    """Who answers first: the vendor that takes part or else the office is asked by the agency, the agency by others."""
    side = _side_of(thread, by)
    if side == thread.agency:
        return thread.vendor or Organisation.objects.broker_offices().exclude(pk=side.pk).order_by("pk").first()
    return thread.agency if side == thread.vendor else thread.vendor or thread.agency


def _address(about: Any) -> str:
    """The record's own page; of a service level that of its contract, of an agency its page."""
    if isinstance(about, Organisation):
        return f"/agencies/{about.slug}/"
    return about.get_absolute_url() if hasattr(about, "get_absolute_url") else about.contract.get_absolute_url()


def _not_quiet(thread: Thread, at: datetime.datetime) -> None:
    if thread.vendor_id is not None:
        # The row of the agency puts this in line with a publication that begins a quiet period.
        agency = Organisation.objects.select_for_update().get(pk=thread.agency_id)
        check_not_quiet(agency=agency, at=at)


def _seen_by(thread: Thread, people: set[int]) -> list[User]:
    """Those of these people who may see the record."""
    kind, found = KINDS[thread.kind], User.objects.filter(pk__in=people, is_active=True)
    return [one for one in found if kind.find(one, thread.reference) is not None]


def _add(thread: Thread, words: str, *, by: Any, at: datetime.datetime) -> Message:
    name = _side_of(thread, by)
    message = Message.objects.create(thread=thread, words=words.strip(), by=by, organisation=name, at=at)
    notify(
        recipients=[one for one in _told(thread, at=at) if one.pk != by.pk],
        key=f"thread-message-{message.pk}",
        subject=f"{thread.about}: {thread.subject}",
        body=f"{by}, {name}: {message.words}",
        address=thread.get_absolute_url(),
        at=at,
    )
    return message


def _told(thread: Thread, *, at: datetime.datetime) -> list[User]:
    """Of each side who has written in the thread; of a side that has not written yet, all who may see the record.

    For the office its manager of the agency, or the deputy, is told from the first message on.
    """
    written: dict[int, set[int]] = {}
    for writers, person in Message.objects.filter(thread=thread).values_list("organisation_id", "by_id"):
        written.setdefault(writers, set()).add(person)
    sides = [one for one in (thread.agency, thread.vendor) if one is not None]
    people = set().union(*written.values(), owners_of([thread.agency_id], at=at).values())
    for side in sides:
        if side.pk not in written:
            people |= people_of(side, at=at)
    return _seen_by(thread, people)
