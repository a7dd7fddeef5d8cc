"""Threads about any record: who may see it takes part, and nobody writes with a vendor while the agency takes bids."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import Message, Thread
from contracts.relationships.actions.threads import (
    ThreadClosed,
    close_thread,
    open_thread,
    reopen_thread,
    write_message,
)
from contracts.relationships.records import KINDS
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.quiet_periods import begin_quiet_period, end_quiet_period
from marketplace.organisations.actions.quiet_refusals import QuietNow
from marketplace.organisations.models import Membership
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)
NOON = timezone.now()


@world
def office():
    return OrganisationFactory(broker=True)


@world
def parties(office):
    agency, vendor = OrganisationFactory(name="Human Services"), OrganisationFactory(vendor=True, name="Harborline")
    return SimpleNamespace(
        agency=agency,
        vendor=vendor,
        contract=signed_contract(agency=agency, vendor=vendor, levels=()),
        requester=person(Role.REQUESTER, of=agency, name="Alma Reyes"),
        approver=person(Role.APPROVER, of=agency),
        signatory=person(Role.SIGNATORY, of=vendor),
        manager=person(Role.RELATIONSHIP_MANAGER, of=office, name="Tomás Herrera"),
    )


@world
def thread(parties):
    """The agency asks its vendor."""
    return opened(parties)


def opened(parties, *, by=None, with_vendor=True, at=NOON, kind="contract", about=None) -> Thread:
    given = {"kind": KINDS[kind], "about": about or parties.contract, "subject": "Cards", "words": "How many?"}
    return open_thread(by=by or parties.requester, with_vendor=with_vendor, now=lambda: at, **given)


def quiet(agency, at=NOON) -> None:
    facts = {"reference": "RFP-1", "title": "Calls", "address": "/opportunities/RFP-1/"}
    begin_quiet_period(agency=agency, at=at, **facts)


def told_to(who) -> int:
    return Notification.objects.filter(recipient=who, key__startswith="thread-message-").count()


def test_who_may_see_the_record_reads_it_and_everybody_else_finds_nothing(parties, thread):
    among = opened(parties, with_vendor=False)
    seen = {
        who: set(Thread.objects.visible_to(who))
        for who in (parties.requester, parties.signatory, parties.manager, person(Role.SIGNATORY))
    }
    assert list(seen.values()) == [{thread, among}, {thread}, {thread, among}, set()]


def test_each_side_is_told_until_it_has_written_and_then_its_writers_are(parties, thread):
    assert (told_to(parties.signatory), told_to(parties.approver), told_to(parties.requester)) == (1, 0, 0)
    write_message(thread=thread, words="Forty.", by=parties.signatory)
    assert (told_to(parties.requester), told_to(parties.approver)) == (1, 0)
    names = list(thread.messages.values_list("organisation__name", flat=True))
    assert names == ["Human Services", "Harborline"]


def test_who_takes_no_part_writes_nothing(parties, thread):
    among = opened(parties, with_vendor=False)
    auditor = person(Role.AUDITOR)
    for row, who in ((among, parties.signatory), (thread, person(Role.REQUESTER)), (thread, auditor)):
        with pytest.raises(PermissionDenied):
            write_message(thread=row, words="Mine.", by=who)
    with pytest.raises(PermissionDenied):
        opened(parties, by=parties.signatory, with_vendor=False)
    assert Message.objects.count() == 2


def test_closed_it_takes_no_message_until_it_is_reopened(parties, thread):
    close_thread(thread=thread, by=parties.signatory)
    for refused, act in (
        (ThreadClosed, lambda: write_message(thread=thread, words="More.", by=parties.requester)),
        (MoveRefused, lambda: close_thread(thread=thread, by=parties.requester)),
    ):
        with pytest.raises(refused):
            act()
    reopen_thread(thread=thread, by=parties.requester)
    write_message(thread=thread, words="More.", by=parties.requester)
    assert thread.messages.count() == 2


def test_while_the_agency_takes_bids_nobody_writes_with_a_vendor(parties, thread):
    quiet(parties.agency, NOON)
    for act in (
        lambda at: opened(parties, at=at),
        lambda at: write_message(thread=thread, words="One more.", by=parties.signatory, now=lambda: at),
    ):
        with pytest.raises(QuietNow, match="RFP-1"):
            act(NOON)
    opened(parties, with_vendor=False)
    end_quiet_period(reference="RFP-1", at=NOON + A_DAY)
    with pytest.raises(QuietNow):
        write_message(thread=thread, words="Early.", by=parties.signatory, now=lambda: NOON + A_DAY / 2)
    write_message(thread=thread, words="Now.", by=parties.signatory, now=lambda: NOON + A_DAY)
    assert thread.messages.count() == 2


def test_a_vendor_takes_part_only_where_the_record_has_one_that_sees_it(parties):
    with pytest.raises(InvalidInput, match="No vendor"):
        opened(parties, kind="agency", about=parties.agency)
    assert opened(parties, kind="agency", about=parties.agency, with_vendor=False).vendor is None
    Membership.objects.filter(organisation=parties.vendor).delete()
    with pytest.raises(InvalidInput, match="does not see"):
        opened(parties)


def test_what_was_written_stands(thread):
    for change in (
        lambda: Message.objects.update(words="Other."),
        lambda: Thread.objects.filter(pk=thread.pk).update(vendor=None),
        lambda: thread.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_waits_in_the_work_of_the_side_that_did_not_write_last(parties, thread):
    def waiting(who):
        return "Answer" in [row.step.what for row in workspace_context(who, at=NOON)["rows"]]

    assert [waiting(who) for who in (parties.requester, parties.signatory)] == [False, True]
    write_message(thread=thread, words="Forty.", by=parties.signatory)
    assert [waiting(who) for who in (parties.requester, parties.signatory)] == [True, False]


def test_on_screen_from_the_record_to_the_answer(parties):
    ours, theirs = client_of(parties.requester), client_of(parties.signatory)
    where = {"kind": "contract", "reference": parties.contract.reference}
    assert "Open a thread" in ours.get(reverse("thread_list"), where).text
    new = reverse("thread_open", query=where)
    form = {"subject": "Cards", "words": "How many?", "with_vendor": "yes"}
    assert ours.post(new, form | {"words": ""}).status_code == 422
    assert ours.post(new, form).status_code == 302
    page = Thread.objects.get().get_absolute_url()
    assert theirs.post(page, {"words": "Forty."}).status_code == 302
    assert "Forty." in ours.get(page).text
    assert "Cards" in ours.get(reverse("thread_list"), {"state": "unanswered"}).text
    assert [ours.post(f"{page}turn/", {"to": "closed"}).status_code for _ in range(2)] == [302, 409]
    assert "Reopen the thread" in theirs.get(page).text
    assert theirs.post(page, {"words": "Late."}).status_code == 409
    [row] = theirs.get("/api/v1/threads").json()["items"]
    assert (row["reference"], row["status"]) == (parties.contract.reference, "closed")
    stranger = client_of(person(Role.SIGNATORY))
    assert [stranger.get(address).status_code for address in (page, new)] == [404, 404]


def test_on_screen_the_refusal_says_where_to_ask_instead(parties):
    quiet(parties.agency, timezone.now() - A_DAY)
    where = {"kind": "contract", "reference": parties.contract.reference}
    form = {"subject": "Cards", "words": "How many?", "with_vendor": "yes"}
    answer = client_of(parties.requester).post(reverse("thread_open", query=where), form)
    assert (answer.status_code, "/opportunities/RFP-1/" in answer.text, "How many?" in answer.text) == (409, True, True)
    assert not Thread.objects.exists()
