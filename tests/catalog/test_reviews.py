"""The reviewer's page: both versions side by side, remarks by section, and a clock of two working days."""

import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState

from catalog.models import Offering, Plan, ReviewRemark
from catalog.offerings import moderation
from catalog.offerings.actions import Contents, edit_offering, submit_for_moderation
from catalog.offerings.remarks import Section, earlier_remarks_of, remarks_of
from catalog.offerings.reviewing.actions import approve_review, remind_of_review, return_review
from catalog.offerings.reviewing.clock import is_overdue, office_calendar_at, review_due_at
from catalog.offerings.reviewing.differences import differences, pieces_of
from catalog.offerings.reviewing.tasks import remind_of_reviews
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 23)


@world
def office():
    return OrganisationFactory(broker=True, time_zone="America/New_York")


@world
def reviewer(office):
    return person(Role.CATALOGUE_EDITOR, of=office)


@world
def offering():
    plan = PlanFactory.build(offering=None, includes="Working hours.")
    return OfferingFactory(orderable=True, description="It answers.\nIt waits.", plans=[plan])


@world
def editor(offering):
    return person(Role.VENDOR_EDITOR, of=offering.vendor)


@world
def state(offering, editor):
    """A change of text, price and a plan more, sent for review."""
    plans = list(offering.get_latest_revision_as_object().plans.all())
    plans[0].price = Decimal("21.00")
    plans.append(Plan(name="Night", unit="user", price=Decimal("4.00")))
    edit_offering(
        offering=offering,
        fields={"description": "It answers at once.\nIt waits."},
        contents=Contents(plans=plans),
        latest_revision_id=offering.latest_revision_id,
        by=editor,
    )
    submit_for_moderation(offering=offering, by=editor)
    return Offering.objects.get(pk=offering.pk).current_workflow_task_state


def stored():
    return list(TaskState.objects.values()), ReviewRemark.objects.count(), AuditEvent.objects.count()


def page_of(client, state, **query):
    return client.get(f"/reviews/{state.pk}/", query)


class TestDifferences:
    def test_a_text_is_compared_line_by_line_what_went_out_before_what_came_in(self):
        pieces = [
            (piece.kind, piece.text) for piece in pieces_of("One.\nTwo.\nThree.", "One.\nTwo and a half.\nThree.")
        ]
        assert pieces == [("", "One."), ("del", "Two."), ("ins", "Two and a half."), ("", "Three.")]

    def test_each_changed_field_stands_in_its_section_with_both_versions(self, offering, state):
        parts = differences(offering.live_revision.as_object(), state.revision.as_object(), on=TODAY)
        changed = {row.label: (row.before, row.after) for part in parts for row in part.changed}
        assert changed == {
            "Description": ("It answers.\nIt waits.", "It answers at once.\nIt waits."),
            "Standard: price": ("$19.50 a user and month", "$21.00 a user and month"),
            "Night: price": ("", "$4.00 a user and month"),
        }

    def test_a_first_version_is_all_new_and_what_was_taken_out_stands_with_nothing_beside_it(self, offering, state):
        version = state.revision.as_object()
        assert all(not row.before for part in differences(None, version, on=TODAY) for row in part.rows)
        back = differences(version, offering.live_revision.as_object(), on=TODAY)
        [plans] = [part for part in back if part.section == Section.PLANS]
        assert ("Night: price", "$4.00 a user and month", "") in [(r.label, r.before, r.after) for r in plans.rows]


class TestDecision:
    def test_what_was_read_is_published(self, offering, reviewer, state):
        approve_review(state=state, revision_id=state.revision_id, by=reviewer)
        offering.refresh_from_db()
        assert (offering.live_revision_id, offering.description[:18]) == (state.revision_id, "It answers at once")

    def test_remarks_stand_by_section_for_the_vendor_until_it_is_sent_again(self, offering, reviewer, editor, state):
        wanted = {"plans": "Say what the night plan includes.", "what": " ", "levels": "Say by when you answer."}
        return_review(state=state, revision_id=state.revision_id, remarks=wanted, by=reviewer)
        read = [(remark.section, remark.words) for remark in remarks_of(offering)]
        assert read == [("plans", "Say what the night plan includes."), ("levels", "Say by when you answer.")]
        told = Notification.objects.get(recipient=editor)
        assert told.body.startswith("Plans and prices: Say what the night plan includes.")
        submit_for_moderation(offering=Offering.objects.get(pk=offering.pk), by=editor)
        assert remarks_of(offering) == []
        assert len(earlier_remarks_of(offering)) == 2

    def test_a_reason_given_in_the_editing_system_stands_in_the_same_place(self, offering, reviewer, state):
        state.task.specific.on_action(state, reviewer, "reject", comment="Too short.")
        assert [(remark.section, remark.words) for remark in remarks_of(offering)] == [("whole", "Too short.")]

    @pytest.mark.parametrize(
        ("decide", "error"),
        [
            (
                lambda s, by: return_review(state=s, revision_id=s.revision_id, remarks={"what": " "}, by=by),
                InvalidInput,
            ),
            (lambda s, by: return_review(state=s, revision_id=1, remarks={"what": "Why?"}, by=by), StaleForm),
            (lambda s, by: approve_review(state=s, revision_id=None, by=by), StaleForm),
        ],
    )
    def test_a_refusal_changes_nothing(self, reviewer, state, decide, error):
        before = stored()
        with pytest.raises(error), transaction.atomic():
            decide(state, reviewer)
        assert stored() == before

    def test_vendors_and_other_people_decide_nothing(self, editor, state, client):
        before = stored()
        for stranger in (editor, person(Role.PROCUREMENT_OFFICER)):
            with pytest.raises(PermissionDenied):
                approve_review(state=state, revision_id=state.revision_id, by=stranger)
            client.force_login(stranger)
            assert page_of(client, state).status_code == 403
        assert stored() == before

    def test_whoever_comes_second_is_told_so(self, reviewer, state):
        approve_review(state=state, revision_id=state.revision_id, by=reviewer)
        before = stored()
        with pytest.raises(moderation.ReviewOver), transaction.atomic():
            return_review(state=state, revision_id=state.revision_id, remarks={"what": "No."}, by=reviewer)
        assert stored() == before


class TestClock:
    def test_it_is_due_when_the_office_closes_on_the_second_working_day_after(self, office):
        calendar = office_calendar_at(MONDAY_NOON)
        assert review_due_at(MONDAY_NOON, calendar) == datetime.datetime(2026, 11, 25, 22, tzinfo=datetime.UTC)
        wednesday = MONDAY_NOON + datetime.timedelta(days=2)  # Thanksgiving follows, then a Friday and a weekend
        assert review_due_at(wednesday, calendar) == datetime.datetime(2026, 11, 30, 22, tzinfo=datetime.UTC)

    def test_it_is_overdue_from_its_second_on_and_reviewers_are_reminded_once(self, office, reviewer, state):
        due_at = review_due_at(state.started_at, calendar := office_calendar_at(state.started_at))
        before = due_at - datetime.timedelta(seconds=1)
        assert [is_overdue(state, calendar, at=at) for at in (before, due_at)] == [False, True]
        assert [remind_of_review(state=state, now=lambda at=at: at) for at in (before, due_at, due_at)] == [
            False,
            True,
            True,
        ]
        told = Notification.objects.filter(recipient=reviewer, key=f"review-overdue-{state.pk}")
        assert [notice.address for notice in told] == [f"/reviews/{state.pk}/"]

    def test_the_job_looks_at_every_review_under_way_and_at_no_other(self, reviewer, state):
        TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - datetime.timedelta(days=30))
        assert [remind_of_reviews(), remind_of_reviews()] == [1, 1]
        assert Notification.objects.filter(key=f"review-overdue-{state.pk}").count() == 1
        state.refresh_from_db()
        approve_review(state=state, revision_id=state.revision_id, by=reviewer)
        assert remind_of_reviews() == 0


class TestScreens:
    def test_only_differences_are_shown_until_all_are_asked_for(self, client, reviewer, state):
        client.force_login(reviewer)
        shown = page_of(client, state).content.decode()
        assert "<del>It answers.</del>" in shown
        assert "<ins>It answers at once.</ins>" in shown
        assert "3 differences from what the public reads now" in shown
        assert "Working hours." not in shown
        assert "Working hours." in page_of(client, state, all="1").content.decode()

    def test_approval_and_return_are_one_press_and_what_was_written_survives_a_refusal(self, client, reviewer, state):
        client.force_login(reviewer)
        sent = {"revision": state.revision_id, "return": "1"}
        refused = client.post(f"/reviews/{state.pk}/", sent)
        assert refused.status_code in {400, 422}
        assert "Say in at least one section what has to change" in refused.content.decode()
        stale = client.post(f"/reviews/{state.pk}/", {"revision": 1, "return": "1", "remark_plans": "Why so dear?"})
        assert (stale.status_code, "Why so dear?" in stale.content.decode()) == (409, True)
        done = client.post(f"/reviews/{state.pk}/", sent | {"remark_plans": "Why so dear?"}, follow=True)
        assert "sent back with your remarks" in done.content.decode()
        assert "Nothing waits for a review" in done.content.decode()
        assert "Why so dear?" in page_of(client, state).content.decode()

    def test_a_draft_is_plain_at_first_and_beside_what_was_sent_back_the_second_time(self, client, reviewer):
        draft = OfferingFactory(draft=True, summary="It answers.")
        by = person(Role.VENDOR_EDITOR, of=draft.vendor)
        submit_for_moderation(offering=draft, by=by)
        client.force_login(reviewer)
        first = Offering.objects.get(pk=draft.pk).current_workflow_task_state
        assert "<ins>" not in page_of(client, first).content.decode()
        return_review(state=first, revision_id=first.revision_id, remarks={"what": "Say whom."}, by=reviewer)
        changed = Offering.objects.get(pk=draft.pk)
        edit_offering(
            offering=changed,
            fields={"summary": "It answers citizens."},
            latest_revision_id=changed.latest_revision_id,
            by=by,
        )
        submit_for_moderation(offering=changed, by=by)
        second = page_of(client, Offering.objects.get(pk=draft.pk).current_workflow_task_state).content.decode()
        assert "1 difference from what was sent back" in second
        assert "<del>It answers.</del>" in second
        assert "Say whom." in second

    def test_odd_input_is_refused_in_a_sentence(self, client, reviewer, state):
        client.force_login(reviewer)
        for sent in (
            {"revision": "x"},
            {"revision": 1, "remark_what": "a\x00b"},
            {"revision": 1, "remark_what": "x" * 2_001},
        ):
            assert client.post(f"/reviews/{state.pk}/", sent | {"return": "1"}).status_code in {400, 409, 422}
        assert client.get("/reviews/?page=99999").status_code in {200, 404}

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_list_takes_as_many_statements_for_one_as_for_twelve(
        self, client, reviewer, count, django_assert_max_num_queries
    ):
        for _ in range(count):
            draft = OfferingFactory(draft=True)
            submit_for_moderation(offering=draft, by=person(Role.VENDOR_EDITOR, of=draft.vendor))
        client.force_login(reviewer)
        with django_assert_max_num_queries(12):
            shown = client.get("/reviews/").content.decode()
        assert len(re.findall(r'href="/reviews/\d+/"', shown)) == count
