"""Solicitations: written by one person, published by another, never changed in silence."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.models import QuietPeriod
from marketplace.permissions import Role
from rfp.models import Invitation, Solicitation, SolicitationVersion
from rfp.solicitations.actions import (
    DatesNotFair,
    NotADraft,
    NotCalledOff,
    OwnText,
    Terms,
    TextIncomplete,
    ask_again,
    cancel_solicitation,
    draft_solicitation,
    invite_vendors,
    publish_solicitation,
    return_to_draft,
    set_terms,
    submit_for_review,
    write_solicitation,
)
from rfp.solicitations.checks import faults_of
from rfp.solicitations.content import digest_of
from rfp.solicitations.models import LevelAsked
from rfp.solicitations.presets import Kind
from rfp.solicitations.skeletons import GAP, SKELETONS
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON, stated_need
from tests.factories.solicitations import (
    BODY,
    DAY,
    OUTCOME,
    PRICE,
    PRICES,
    QUALITY,
    QUESTION,
    REQUIREMENT,
    RFI_BODY,
    TWO_LOTS,
    block,
    drafted_solicitation,
    fair_terms,
    published_solicitation,
    solicitation_in_review,
)
from tests.worlds import world

SECOND = datetime.timedelta(seconds=1)


def stays(at=MONDAY_NOON):
    return lambda: at


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def colleague():
    return person(Role.PROCUREMENT_OFFICER)


@world
def in_review(officer):
    return solicitation_in_review(by=officer)


@world
def published(officer, colleague):
    return published_solicitation(by=officer, publisher=colleague, body=[*TWO_LOTS, *BODY])


def publish(solicitation, by, at=MONDAY_NOON):
    revision = solicitation.latest_revision_id
    return publish_solicitation(solicitation=solicitation, latest_revision_id=revision, by=by, now=stays(at))


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("10/25/100 @99.9/99/95", "10% below 99.5%, 25% below 99%, 100% below 95%"),
        ("By the office's terms", "By the office's terms"),
        ("", ""),
    ],
)
def test_credits_of_a_level_are_told_step_by_step_from_its_target_down(template, words):
    assert LevelAsked(target="99.5000", template=template).credit_words == words


@pytest.mark.django_db
class TestWriting:
    def test_it_begins_from_a_need_with_its_outcome_and_bears_its_contracting_id(self, officer):
        need = stated_need(constraints="Closed on holidays.")
        rfp, rfi = (
            draft_solicitation(kind=kind, title="Waits", agency=need.agency, need=need, by=officer, now=stays())
            for kind in (Kind.RFP, Kind.RFI)
        )
        said = [(block["type"], block["value"]["text"]) for block in rfp.body.raw_data]
        assert said == [("outcome", need.outcome), ("background", "Closed on holidays.")]
        assert (rfp.reference, rfp.ocid) == ("RFP-2026-0001", need.ocid)
        assert rfi.ocid != need.ocid

    def test_what_vendors_answer_gets_a_code_that_no_other_has(self, officer):
        body = [QUESTION, block("question", text="Why?", code="Q1"), QUESTION, PRICES]
        raw = drafted_solicitation(by=officer, body=body).body.raw_data
        assert [each["value"].get("code") for each in raw] == ["Q2", "Q1", "Q3", None]
        assert raw[3]["value"]["lines"][0]["code"] == "P1"

    @pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=lambda one: one.key)
    def test_the_usual_parts_are_there_and_a_gap_that_is_left_is_a_fault(self, officer, skeleton):
        kind = skeleton.kinds[0]
        draft = drafted_solicitation(
            kind=kind, by=officer, body=None, need=(need := stated_need()), agency=need.agency, skeleton=skeleton.key
        )
        raw = list(draft.body.raw_data)
        gaps = faults_of(raw, title=draft.title, preset=draft.preset)
        assert [sentence for sentence in gaps if "A gap is left" not in sentence] == []
        assert len(gaps) == 1
        filled = json.loads(json.dumps(raw, ensure_ascii=False).replace(GAP, "words"))
        assert faults_of(filled, title=draft.title, preset=draft.preset) == []

    @pytest.mark.parametrize("role", [Role.CATALOGUE_EDITOR, Role.AGENCY_ADMIN, Role.BID_MANAGER, Role.AUDITOR])
    def test_only_procurement_officers_and_the_cio_write_one(self, role):
        with pytest.raises(PermissionDenied):
            drafted_solicitation(by=person(role))
        assert not Solicitation.objects.exists()

    def test_each_saving_is_a_revision_and_nobody_saves_over_a_colleague(self, officer):
        draft = drafted_solicitation(by=officer)
        first = draft.latest_revision_id
        change = {"solicitation": draft, "body": RFI_BODY, "by": officer, "now": stays()}
        write_solicitation(title="Shorter", latest_revision_id=first, **change)
        with pytest.raises(StaleForm):
            write_solicitation(title="Longer", latest_revision_id=first, **change)
        draft.refresh_from_db()
        assert (draft.title, draft.revisions.count()) == ("Shorter", 2)

    def test_a_need_of_another_agency_an_agreement_and_a_title_are_checked(self, officer):
        with pytest.raises(InvalidInput, match="another agency"):
            drafted_solicitation(by=officer, need=stated_need())
        with pytest.raises(InvalidInput, match="no title"):
            drafted_solicitation(by=officer, title=" ")
        with pytest.raises(InvalidInput, match="for no agency"):
            drafted_solicitation(by=officer, agency=OrganisationFactory(vendor=True))

    def test_vendors_are_invited_with_a_reason_while_it_is_a_draft(self, officer, in_review):
        draft, vendor = drafted_solicitation(by=officer), OrganisationFactory(vendor=True)
        with pytest.raises(InvalidInput, match="Say why"):
            invite_vendors(solicitation=draft, invited={vendor: " "}, by=officer)
        invite_vendors(solicitation=draft, invited={vendor: "Its own interface."}, by=officer)
        with pytest.raises(NotADraft):
            invite_vendors(solicitation=in_review, invited={vendor: "Its own interface."}, by=officer)
        assert [row.vendor for row in Invitation.objects.all()] == [vendor]


@pytest.mark.django_db
class TestReview:
    @pytest.mark.parametrize(
        ("body", "says"),
        [
            (BODY[1:], "names no outcome"),
            ([OUTCOME], "asks nothing of vendors"),
            ([*BODY, QUALITY], "add up to 160 %"),
            ([OUTCOME, QUESTION, QUALITY, PRICE], "asks for none"),
            ([OUTCOME, QUESTION, PRICES, block("criterion", title="Price", kind="price", weight=100)], "no quality"),
            ([*BODY, {**QUESTION, "value": {**QUESTION["value"], "lot": 3}}], "There is no lot 3"),
            ([*BODY, {**REQUIREMENT, "value": {**REQUIREMENT["value"], "code": "Q1"}}] * 2, "Q1 stands twice"),
            ([*BODY, block("service_level", title="Fix", kind="resolution", target="90")], "time limit belongs"),
        ],
        ids=["outcome", "nothing", "weights", "prices", "quality", "lot", "code", "level"],
    )
    def test_a_text_that_is_not_whole_is_refused_with_the_reason(self, officer, body, says):
        draft = drafted_solicitation(by=officer, body=body)
        with pytest.raises(TextIncomplete, match=says):
            submit_for_review(solicitation=draft, by=officer)
        assert Solicitation.objects.get().status == "draft"

    def test_an_rfi_is_neither_scored_nor_priced(self, officer):
        draft = drafted_solicitation(kind=Kind.RFI, by=officer, body=BODY)
        with pytest.raises(TextIncomplete, match=r"not scored.*no binding prices"):
            submit_for_review(solicitation=draft, by=officer)

    def test_nobody_changes_it_while_it_is_reviewed_and_it_comes_back_with_a_reason(
        self, officer, colleague, in_review
    ):
        text = {"title": "Other", "body": BODY, "latest_revision_id": in_review.latest_revision_id}
        with pytest.raises(NotADraft):
            write_solicitation(solicitation=in_review, by=colleague, **text)
        with pytest.raises(NotADraft):
            set_terms(solicitation=in_review, terms=Terms(), by=colleague)
        with pytest.raises(InvalidInput):
            return_to_draft(solicitation=in_review, reason=" ", by=colleague)
        return_to_draft(solicitation=in_review, reason="Name the measure.", by=colleague)
        assert Notification.objects.get(recipient=officer).body == "Name the measure."
        assert Notification.objects.filter(recipient=colleague, subject__contains="waits for your review").exists()


@pytest.mark.django_db
class TestPublication:
    def test_it_lays_down_version_rows_and_quiet_period_at_once(self, colleague, in_review):
        publish(in_review, colleague)
        lot = in_review.lots.get()
        version = SolicitationVersion.objects.get()
        assert [(row.code, row.weight) for row in lot.criteria.all()] == [("C1", 60), ("C2", 40)]
        assert [(row.code, row.must, row.answer_kind) for row in lot.requirements.all()] == [
            ("R1", True, "yes_no"),
            ("Q1", True, "text"),
        ]
        assert lot.price_lines.get().quantity == 180
        assert lot.levels.get().promised.code == "s1"
        assert version.digest == digest_of(version.content)
        assert QuietPeriod.objects.in_force(at=MONDAY_NOON).get().reference == in_review.reference
        assert [event.what for event in AuditEvent.objects.about(in_review)] == ["Drafted", "In review", "Published"]

    def test_whoever_wrote_any_of_it_does_not_publish_it(self, officer, colleague):
        draft = drafted_solicitation(by=officer)
        text = {"title": "Shorter", "body": BODY, "latest_revision_id": draft.latest_revision_id}
        write_solicitation(solicitation=draft, by=colleague, **text)
        draft = submit_for_review(solicitation=draft, by=officer)
        with pytest.raises(PermissionDenied):
            publish(draft, officer)
        with pytest.raises(OwnText):
            publish(draft, colleague)
        with pytest.raises(StaleForm):
            publish_solicitation(solicitation=draft, latest_revision_id=0, by=person(Role.CIO), now=stays())
        assert not Solicitation.objects.published().exists()
        assert publish(draft, person(Role.CIO)).version == 1

    @pytest.mark.parametrize(
        ("kind", "days", "seconds", "fair"),
        [(Kind.RFI, 15, -1, False), (Kind.RFI, 15, 0, True), (Kind.RFP, 29, -1, False), (Kind.RFP, 29, 0, True)],
    )
    def test_it_stays_open_for_the_working_days_of_its_kind(self, officer, colleague, kind, days, seconds, fair):
        dates = {"questions_due_at": MONDAY_NOON + DAY, "answers_due_at": MONDAY_NOON + 2 * DAY}
        terms = fair_terms(bids_due_at=MONDAY_NOON + days * DAY + seconds * SECOND, **dates)
        waiting = solicitation_in_review(kind=kind, by=officer, terms=terms)
        if fair:
            assert publish(waiting, colleague).status == "published"
            return
        with pytest.raises(DatesNotFair, match="at least"):
            publish(waiting, colleague)
        assert not SolicitationVersion.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"bids_due_at": None}, "not known yet: bids"),
            ({"questions_due_at": MONDAY_NOON}, "Questions close after"),
            ({"answers_due_at": MONDAY_NOON + 42 * DAY}, "one working day"),
            ({"starts_planned_on": None}, "Enter both"),
            ({"award_planned_on": MONDAY_NOON.date()}, "before responses close"),
        ],
        ids=["missing", "questions", "answers", "start", "award"],
    )
    def test_every_date_is_known_and_in_order(self, officer, colleague, changes, says):
        waiting = solicitation_in_review(by=officer, terms=fair_terms(**changes))
        with pytest.raises(DatesNotFair, match=says):
            publish(waiting, colleague)
        assert not Solicitation.objects.published().exists()

    def test_a_mini_competition_invites_and_a_standstill_is_not_shortened(self, officer, colleague):
        waiting = solicitation_in_review(kind=Kind.MINI_COMPETITION, by=officer)
        with pytest.raises(InvalidInput, match="Nobody is invited"):
            publish(waiting, colleague)
        with pytest.raises(InvalidInput, match="at least 10 working days"):
            drafted_solicitation(by=officer, terms=fair_terms(standstill_days=9))
        with pytest.raises(MoveRefused):
            publish(drafted_solicitation(by=officer), colleague)

    def test_the_public_reads_it_from_then_on_and_the_agency_the_draft_too(self, officer, colleague, in_review):
        people = {
            "vendor": person(Role.BID_MANAGER),
            "agency": person(Role.REQUESTER, of=in_review.agency),
            "office": colleague,
        }
        assert [name for name, who in people.items() if Solicitation.objects.visible_to(who)] == ["agency", "office"]
        publish(in_review, colleague)
        assert all(Solicitation.objects.visible_to(who) for who in people.values())

    def test_open_and_closed_are_comparisons_of_times_to_the_second(self, published):
        due = published.bids_due_at
        for at, is_open in [(MONDAY_NOON, True), (due - SECOND, True), (due, False)]:
            assert Solicitation.objects.open_at(at).exists() is is_open is published.is_open(at=at)
            assert Solicitation.objects.closed_at(at).exists() is not is_open

    @pytest.mark.parametrize(
        "tamper",
        [
            lambda one: Solicitation.objects.update(bids_due_at=one.bids_due_at + DAY),
            lambda one: Solicitation.objects.update(version=2, title="Other"),
            lambda one: Solicitation.objects.update(title="Other"),
            lambda one: Solicitation.objects.all().delete(),
            lambda one: one.lots.update(title="Other"),
            lambda one: one.lots.first().criteria.update(weight=50),
            lambda one: one.lots.first().criteria.update(weight=50, since=2),
            lambda one: one.lots.first().requirements.all().delete(),
            lambda one: one.lots.first().price_lines.create(code="P9", title="More", unit="hour"),
            lambda one: one.lots.first().levels.update(target=1),
            lambda one: one.versions.update(digest=""),
            lambda one: one.invitations.create(vendor=OrganisationFactory(vendor=True), reason="A friend."),
        ],
    )
    def test_the_database_keeps_what_is_published(self, published, tamper):
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            tamper(published)


@pytest.mark.django_db
class TestCancelling:
    def test_it_takes_a_coded_reason_ends_the_quiet_period_and_stays_readable(self, client, published, officer):
        call_off = {"solicitation": published, "by": officer, "now": stays()}
        for code, reason in [("no_funds", " "), ("whim", "We changed our mind.")]:
            with pytest.raises(InvalidInput):
                cancel_solicitation(code=code, reason=reason, **call_off)
        cancel_solicitation(code="no_funds", reason="The grant ended.", **call_off)
        assert not QuietPeriod.objects.in_force(at=MONDAY_NOON).exists()
        with pytest.raises(MoveRefused):
            cancel_solicitation(code="no_funds", reason="Again.", **call_off)
        assert not published.is_closed(at=MONDAY_NOON)
        assert Solicitation.objects.visible_to(person(Role.BID_MANAGER)).get().cancel_code == "no_funds"

    def test_the_market_is_asked_again_with_the_same_text_once_it_is_called_off(self, published, officer):
        with pytest.raises(NotCalledOff):
            ask_again(solicitation=published, by=officer, now=stays())
        assert Solicitation.objects.get() == published
        cancel_solicitation(solicitation=published, code="flaw", reason="A wrong lot.", by=officer, now=stays())
        with pytest.raises(PermissionDenied):
            ask_again(solicitation=published, by=person(Role.BID_MANAGER), now=stays())
        again = ask_again(solicitation=published, by=officer, now=stays())
        assert (again.follows, again.status, again.kind, again.bids_due_at) == (published, "draft", "rfp", None)
        was, now = ([(one["type"], one["value"]) for one in row.body.raw_data] for row in (published, again))
        assert was == now


def filled_in_dates(at, **more):
    """As the form of dates sends them."""
    days = {"questions_on": 14, "answers_on": 21, "bids_on": 42, "award_planned_on": 70, "starts_planned_on": 100}
    return {name: (at + days * DAY).date().isoformat() for name, days in days.items()} | more


@pytest.mark.django_db
class TestScreens:
    def test_it_is_begun_settled_reviewed_and_published_by_two(self, client, officer, colleague):
        agency, at = OrganisationFactory(), timezone.now()
        client.force_login(officer)
        client.post(reverse("opportunity_new"), {"kind": "rfi", "title": "Waits", "agency": agency.pk})
        draft = Solicitation.objects.get()
        assert "names no outcome" in client.get(draft.get_absolute_url()).content.decode()
        text = {"title": "Waits", "body": RFI_BODY, "latest_revision_id": draft.latest_revision_id}
        write_solicitation(solicitation=draft, by=officer, **text)
        dates = filled_in_dates(at, audience="open", bid_validity_days=90, standstill_days=0)
        assert client.post(reverse("opportunity_terms", args=[draft.reference]), dates).status_code == 302
        client.post(reverse("opportunity_submit", args=[draft.reference]))
        client.force_login(colleague)
        page = client.get(reverse("opportunity_publish", args=[draft.reference]))
        revision = page.context["form"].initial["revision"]
        answer = client.post(reverse("opportunity_publish", args=[draft.reference]), {"revision": revision})
        draft.refresh_from_db()
        assert (answer.status_code, draft.status, draft.published_by) == (302, "published", colleague)

    def test_the_text_is_written_in_the_writing_area_and_through_our_action_alone(self, client, officer):
        draft = drafted_solicitation(by=officer)
        client.force_login(officer)
        address = client.get(reverse("opportunity_write", args=[draft.reference])).url
        page = client.get(address)
        assert page.status_code == 200
        form = {"title": "Other", "body-count": "0", "loaded_revision_id": draft.latest_revision_id}
        assert client.post(address, form).status_code == 302
        stale = client.post(address, {**form, "title": "Third"})
        draft.refresh_from_db()
        assert (draft.title, stale.status_code) == ("Other", 200)
        ways_round = ["publish", "unpublish", "delete", "copy"]
        names = [f"wagtailsnippets_rfp_solicitation:{way}" for way in ways_round]
        assert all(answers_nothing(client, name, draft) for name in names)

    def test_a_reader_finds_every_date_to_the_second_and_vendors_read_theirs(self, client, published, set_calendar):
        set_calendar(MONDAY_NOON)
        text = client.get(published.get_absolute_url()).content.decode()
        for words in (
            "Mon 4 Jan 2027, 12:00:00 pm Eastern",
            "17:00 UTC",
            "Lot 2: Chat",
            "A date for each step.",
            "60%",
        ):
            assert words in text
        found = client.get(reverse("opportunity_list"), {"q": "chat", "state": "open"})
        assert published in [row[0] for row in found.context["rows"]]
        table = client.get(reverse("opportunities_csv")).getvalue().decode()
        assert "2027-01-04T17:00:00Z" in table

    def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
        self, client, published, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(6):
            client.get(reverse("opportunity_list"))


def answers_nothing(client, name, draft):
    """Whether an address is not there, or turns the person away without a change."""
    try:
        address = reverse(name, args=[draft.pk])
    except NoReverseMatch:
        return True
    answer = client.post(address)
    unchanged = Solicitation.objects.filter(pk=draft.pk, status="draft").exists()
    return unchanged and answer.status_code in {302, 403, 404}
