"""What is published changes by a numbered addendum, told to all who care, with time to answer anew."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from rfp.models import Solicitation, SolicitationVersion
from rfp.solicitations.actions import (
    DatesNotFair,
    ExtensionNeeded,
    NewDates,
    OwnText,
    ResponsesClosed,
    StillOpen,
    TextIncomplete,
    begin_rfp_from_rfi,
    cancel_solicitation,
    follow_solicitation,
    issue_addendum,
    remind_of_deadline,
    unfollow_solicitation,
    write_solicitation,
)
from rfp.solicitations.eligibility import why_not
from rfp.solicitations.presets import Kind
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON, stated_need
from tests.factories.solicitations import BODY, DAY, QUESTION, TWO_LOTS, block, fair_terms, published_solicitation
from tests.worlds import world

SECOND = datetime.timedelta(seconds=1)
LATER = MONDAY_NOON + 7 * DAY


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def colleague():
    return person(Role.PROCUREMENT_OFFICER)


@world
def published(officer, colleague):
    return published_solicitation(by=officer, publisher=colleague)


def rewritten(solicitation, body, *, by, title="Shorter waits", at=LATER):
    return write_solicitation(
        solicitation=solicitation,
        title=title,
        body=body,
        latest_revision_id=Solicitation.objects.get(pk=solicitation.pk).latest_revision_id,
        by=by,
        now=lambda: at,
    )


def issued(solicitation, *, by, at=LATER, reason="After question 7.", **details):
    revision = Solicitation.objects.get(pk=solicitation.pk).latest_revision_id
    told = {"latest_revision_id": revision, "reason": reason} | details
    return issue_addendum(solicitation=solicitation, by=by, now=lambda: at, **told)


def with_block(body, kind, **changes):
    """The same text, one kind of block changed."""
    return [{**one, "value": {**one["value"], **changes}} if one["type"] == kind else one for one in body]


def coded(solicitation):
    return list(Solicitation.objects.get(pk=solicitation.pk).body.raw_data)


@pytest.mark.django_db
class TestAddenda:
    def test_a_changed_text_binds_nobody_before_it_is_issued_and_then_says_field_by_field_what(
        self, officer, colleague, published
    ):
        follow_solicitation(solicitation=published, by=(vendor := person(Role.BID_MANAGER)))
        rewritten(published, with_block(coded(published), "requirement", text="Works by keyboard."), by=officer)
        lot = published.lots.get()
        assert lot.requirements.get(code="R1").text == "Works with a screen reader."
        version = issued(published, by=colleague)
        assert [(one["what"], one["before"], one["after"]) for one in version.changes] == [
            ("Lot 1, requirement R1: text", "Works with a screen reader.", "Works by keyboard.")
        ]
        assert (version.addendum, version.material, version.touched) == (1, True, ["requirement:1/R1"])
        row = lot.requirements.get(code="R1")
        assert (row.text, row.since, lot.requirements.get(code="Q1").since) == ("Works by keyboard.", 2, 1)
        assert Notification.objects.get(recipient=vendor).subject.startswith("Addendum 1 to RFP-2026-0001")

    def test_rows_come_and_go_with_it_and_the_database_lets_only_the_named_ones_change(
        self, officer, colleague, published
    ):
        body = [one for one in coded(published) if one["type"] != "requirement"]
        rewritten(published, [*body, block("question", text="Who is on call?")], by=officer)
        version = issued(published, by=colleague)
        assert version.touched == ["requirement:1/Q2", "requirement:1/R1"]
        lot = published.lots.get()
        assert [row.code for row in lot.requirements.all()] == ["Q1", "Q2"]
        for change in ({"text": "Other"}, {"text": "Other", "since": 2}):
            with pytest.raises(DatabaseError), transaction.atomic():
                lot.requirements.filter(code="Q1").update(**change)

    def test_whoever_wrote_the_change_does_not_issue_it_and_it_is_read_before(self, officer, colleague, published):
        rewritten(published, with_block(coded(published), "requirement", text="By keyboard."), by=officer)
        with pytest.raises(OwnText):
            issued(published, by=officer)
        with pytest.raises(StaleForm):
            issued(published, by=colleague, latest_revision_id=0)
        with pytest.raises(PermissionDenied):
            issued(published, by=person(Role.AUDITOR))
        with pytest.raises(InvalidInput, match="Say why"):
            issued(published, by=colleague, reason=" ")
        assert SolicitationVersion.objects.count() == 1

    @pytest.mark.parametrize(("seconds", "enough"), [(-1, False), (0, True)])
    def test_a_late_change_that_matters_forces_an_extension(self, officer, colleague, published, seconds, enough):
        late = published.bids_due_at - 2 * DAY
        rewritten(published, with_block(coded(published), "criterion", scale_max=10), by=officer, at=late)
        with pytest.raises(ExtensionNeeded) as refusal:
            issued(published, by=colleague, at=late)
        earliest = refusal.value.earliest
        dates = NewDates(bids_due_at=earliest + seconds * SECOND)
        if not enough:
            with pytest.raises(ExtensionNeeded):
                issued(published, by=colleague, at=late, dates=dates)
            assert Solicitation.objects.get().version == 1
            return
        issued(published, by=colleague, at=late, dates=dates)
        assert Solicitation.objects.get().bids_due_at == earliest > published.bids_due_at

    def test_a_date_alone_is_moved_by_one_and_never_forward(self, officer, published):
        due = published.bids_due_at
        with pytest.raises(DatesNotFair, match="never moved forward"):
            issued(published, by=officer, dates=NewDates(bids_due_at=due - SECOND))
        with pytest.raises(InvalidInput, match="Nothing would change"):
            issued(published, by=officer, dates=NewDates(bids_due_at=due))
        version = issued(published, by=officer, dates=NewDates(bids_due_at=due + DAY))
        assert [(one["what"], version.material) for one in version.changes] == [("Responses until", False)]

    @pytest.mark.parametrize(("seconds", "taken"), [(-1, True), (0, False)])
    def test_nothing_changes_once_responses_are_closed(self, officer, published, seconds, taken):
        at, dates = published.bids_due_at + seconds * SECOND, NewDates(bids_due_at=published.bids_due_at + DAY)
        if taken:
            assert issued(published, by=officer, at=at, dates=dates).number == 2
            return
        with pytest.raises(ResponsesClosed):
            issued(published, by=officer, at=at, dates=dates)
        assert SolicitationVersion.objects.count() == 1

    def test_a_lot_does_not_vanish_and_the_text_stays_whole(self, officer, colleague):
        two = published_solicitation(by=officer, publisher=colleague, body=[*TWO_LOTS, *BODY])
        rewritten(two, coded(two)[1:], by=officer)
        with pytest.raises(InvalidInput, match="Lot 1 would vanish"):
            issued(two, by=colleague)
        rewritten(two, [one for one in coded(two) if one["type"] != "outcome"], by=officer)
        with pytest.raises(TextIncomplete):
            issued(two, by=colleague)

    def test_it_is_drafted_shown_and_issued_on_screens(self, client, officer, colleague):
        now = datetime.datetime.now(datetime.UTC)
        open_now = published_solicitation(by=officer, publisher=colleague, at=now)
        rewritten(open_now, with_block(coded(open_now), "requirement", text="By keyboard."), by=officer, at=now)
        address = reverse("opportunity_addendum", args=[open_now.reference])
        client.force_login(colleague)
        page = client.get(address)
        assert b"<ins>By keyboard.</ins>" in page.content
        answer = client.post(address, {"reason": "Asked for.", "revision": page.context["form"].initial["revision"]})
        assert answer.status_code == 302
        client.logout()
        told = client.get(open_now.get_absolute_url()).content.decode()
        assert "Addendum 1" in told
        assert "<ins>By keyboard.</ins>" in told
        program = client.get(reverse("api:opportunity", args=[open_now.reference])).json()
        assert program["addenda"][0]["changes"][0]["after"] == "By keyboard."


@pytest.mark.django_db
class TestFollowing:
    def test_reminders_come_seven_days_one_day_and_one_hour_before_each_once(self, published):
        follow_solicitation(solicitation=published, by=(vendor := person(Role.BID_MANAGER)))
        due, hour = published.bids_due_at, datetime.timedelta(hours=1)
        for before in (8 * DAY, 7 * DAY, 6 * DAY, DAY, hour, hour / 2, datetime.timedelta()):
            remind_of_deadline(solicitation=published, at=due - before)
        told = Notification.objects.filter(recipient=vendor).order_by("pk").values_list("subject", flat=True)
        assert [subject.partition(" left")[0] for subject in told] == [
            "Less than 7 days",
            "Less than 1 day",
            "Less than 1 hour",
        ]

    def test_who_follows_no_more_hears_no_more_and_the_invited_always_do(self, officer, colleague):
        bidder = person(Role.BID_MANAGER)
        mini = published_solicitation(
            kind=Kind.MINI_COMPETITION, by=officer, publisher=colleague, invited=[bidder.memberships.get().organisation]
        )
        left = person(Role.BID_MANAGER)
        follow_solicitation(solicitation=mini, by=left)
        unfollow_solicitation(solicitation=mini, by=left)
        cancel_solicitation(solicitation=mini, code="no_need", reason="Gone.", by=officer, now=lambda: LATER)
        told = {notice.recipient for notice in Notification.objects.filter(subject__startswith="Cancelled")}
        assert told == {bidder}

    def test_programs_and_calendars_hold_public_facts_alone(self, client, officer, published):
        secret = "Written in secret"
        rewritten(published, BODY, by=officer, title=secret)
        feed = client.get(reverse("opportunity_feed"))
        calendar = client.get(reverse("opportunity_day", args=[published.reference])).content.decode()
        listed = client.get(reverse("api:opportunities")).content.decode()
        assert "DTSTART:20270104T170000Z" in calendar
        assert all(secret not in text for text in (feed.content.decode(), calendar, listed))
        assert client.get(reverse("opportunity_feed"), headers={"if-none-match": feed["ETag"]}).status_code == 304


@pytest.mark.django_db
class TestWhoMayAnswer:
    def test_the_reason_is_told_in_a_sentence(self, officer, colleague):
        lots = [block("lot", number=1, title="Voice", category="cloud-software")]
        terms = fair_terms(audience="category")
        asked = published_solicitation(by=officer, publisher=colleague, body=[*lots, *BODY], terms=terms)
        lot, admitted = asked.lots.get(), OrganisationFactory(vendor=True)
        outside = OrganisationFactory(vendor=True, admitted=False)
        new = OrganisationFactory(vendor=True, status="registered")
        now = datetime.datetime.now(datetime.UTC)
        assert why_not(admitted, lot, at=now) == ""
        assert "open to vendors admitted" in why_not(outside, lot, at=now)
        assert "not verified yet" in why_not(new, lot, at=now)
        mini = published_solicitation(kind=Kind.MINI_COMPETITION, by=officer, publisher=colleague, invited=[outside])
        assert why_not(outside, mini.lots.get(), at=now) == ""
        assert "Only invited vendors" in why_not(admitted, mini.lots.get(), at=now)


@pytest.mark.django_db
class TestFromAnRfi:
    def test_one_step_leads_to_the_request_for_proposals_with_the_trail_kept(self, client, officer, colleague):
        need = stated_need()
        rfi = published_solicitation(kind=Kind.RFI, by=officer, publisher=colleague, need=need, agency=need.agency)
        with pytest.raises(StillOpen):
            begin_rfp_from_rfi(rfi=rfi, title="", by=officer, now=lambda: rfi.bids_due_at - SECOND)
        rfp = begin_rfp_from_rfi(rfi=rfi, title="", by=officer, now=lambda: rfi.bids_due_at)
        assert (rfp.follows, rfp.need, rfp.ocid, rfp.title) == (rfi, need, need.ocid, rfi.title)
        assert [one["type"] for one in rfp.body.raw_data] == ["outcome"]
        client.force_login(colleague)
        assert rfi.reference in client.get(rfp.get_absolute_url()).content.decode()
        with pytest.raises(InvalidInput):
            begin_rfp_from_rfi(rfi=rfp, title="", by=officer)

    def test_its_questions_are_answered_in_words(self, officer, colleague):
        rfi = published_solicitation(kind=Kind.RFI, by=officer, publisher=colleague)
        assert [row.text for row in rfi.lots.get().requirements.all()] == [QUESTION["value"]["text"]]
