"""Threads about any record: who may see it takes part, and nobody writes with a vendor while the agency takes bids."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import Message, Thread
from contracts.relationships.actions import assign
from contracts.relationships.actions.threads import (
    NotAnsweredYet,
    ThreadClosed,
    close_thread,
    open_thread,
    reopen_thread,
    write_message,
)
from contracts.relationships.queries.answering import FirstAnswers, first_answers
from contracts.relationships.records import KINDS
from marketplace.clock import office_day
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
    close_thread(thread=thread, by=parties.requester)
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


FRIDAY = datetime.datetime(2027, 7, 9, 19, 0, tzinfo=datetime.UTC)  # in the afternoon, in the usual hours
TUESDAY_EVENING = datetime.datetime(2027, 7, 13, 21, 0, tzinfo=datetime.UTC)  # 17:00 two business days later
A_SECOND = datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("by", "with_vendor", "asked"),
    [
        ("requester", False, "office"),
        ("requester", True, "vendor"),
        ("signatory", True, "agency"),
        ("manager", False, "agency"),
        ("manager", True, "vendor"),
    ],
)
def test_who_is_asked_has_two_business_days(parties, office, by, with_vendor, asked):
    row = opened(parties, by=getattr(parties, by), with_vendor=with_vendor, at=FRIDAY)
    assert row.asked == {"office": office, "vendor": parties.vendor, "agency": parties.agency}[asked]
    assert row.answer_due_at == TUESDAY_EVENING


def test_a_first_answer_is_in_time_to_the_second(parties):
    for seconds in (-1, 0):
        row = opened(parties, with_vendor=False, at=FRIDAY)
        write_message(thread=row, words="And?", by=parties.approver, now=lambda: FRIDAY)
        answered = row.answer_due_at + seconds * A_SECOND
        write_message(thread=row, words="Forty.", by=parties.manager, now=lambda at=answered: at)
    opened(parties, with_vendor=False, at=FRIDAY)
    opened(parties, at=FRIDAY)
    close_thread(thread=opened(parties, with_vendor=False, at=FRIDAY), by=parties.requester)
    seen = Thread.objects.visible_to(parties.requester)
    before, after = (first_answers(seen, at=TUESDAY_EVENING + seconds * A_SECOND) for seconds in (-1, 0))
    assert (before, after) == (FirstAnswers(2, 1, 0), FirstAnswers(3, 1, 1))
    assert str(after.share) == "33.3"


def test_who_is_asked_does_not_close_it_in_place_of_an_answer(parties, thread):
    with pytest.raises(NotAnsweredYet, match="Answer first"):
        close_thread(thread=thread, by=parties.signatory)
    thread.refresh_from_db()
    assert thread.status == Thread.Status.OPEN
    write_message(thread=thread, words="Forty.", by=parties.signatory)
    assert close_thread(thread=thread, by=parties.signatory).status == Thread.Status.CLOSED


def test_a_first_question_waits_with_its_time_for_the_manager_and_where_there_is_none_for_all(parties, office):
    def waiting(who):
        return [row.step.due for row in workspace_context(who, at=NOON)["rows"] if row.step.what == "Answer"]

    row = opened(parties, with_vendor=False)
    due, other = row.answer_due_at, person(Role.RELATIONSHIP_MANAGER, of=office)
    assert [waiting(who) for who in (parties.manager, other, parties.requester)] == [[due], [due], []]
    duty = {"duty": "manager", "person": parties.manager, "starts_on": office_day(NOON)}
    assign(agency=parties.agency, by=person(Role.CHIEF_CUSTOMER_OFFICER, of=office), now=lambda: NOON, **duty)
    assert [waiting(who) for who in (parties.manager, other)] == [[due], []]
    write_message(thread=row, words="Forty.", by=parties.manager)
    write_message(thread=row, words="Thank you.", by=parties.requester)
    assert waiting(parties.manager) == [None]


def test_on_screen_both_sides_read_until_when_and_the_office_how_often_it_kept_it(parties):
    row = opened(parties, with_vendor=False, at=NOON - 10 * A_DAY)
    late = f"No answer since {timezone.localtime(row.answer_due_at):%-d %b %Y}"
    ours, office = client_of(parties.requester), client_of(parties.manager)
    for who in (ours, office):
        assert late in who.get(row.get_absolute_url()).text
        assert late in who.get(reverse("thread_list"), {"state": "asked", "agency": parties.agency.slug}).text
    assert ours.get(reverse("thread_list"), {"state": "asked", "agency": "other"}).context["page"].paginator.count == 0
    assert office.post(f"{row.get_absolute_url()}turn/", {"to": "closed"}).status_code == 409
    [told] = ours.get("/api/v1/threads").json()["items"]
    assert (told["asked"], told["answered_at"]) == (row.asked.slug, None)
    page = ours.get(reverse("agency_page", args=[parties.agency.slug]))
    assert page.context["answered"].counted == 1
    assert "First answers in time" in page.text


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
