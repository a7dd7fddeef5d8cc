"""Every way in which Wagtail publishes or takes down ends in our guard, our audit event and a note for search."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision, TaskState, Workflow

from catalog.models import Offering, OfferingChange, SearchEntry
from catalog.offerings import actions
from catalog.offerings.snippet_forms import PlanRowsForm
from catalog.offerings.tasks import publish_scheduled
from catalog.search.tasks import drain_waiting_changes
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

from .wagtail_screens import address, bulk_address, held_by, messages_of, rows_of, send_edit

pytestmark = pytest.mark.django_db


@world
def office():
    return OrganisationFactory(broker=True)


@world
def editor(office):
    return person(Role.CATALOGUE_EDITOR, of=office)


@pytest.fixture
def cms(client, editor):
    """Wagtail's admin as the catalogue editor."""
    client.force_login(editor)
    return client


@world
def draft():
    return OfferingFactory(draft=True)


@world
def incomplete():
    """Said to be orderable, but without a plan."""
    return OfferingFactory(draft=True, orderable=True, plans=[])


@world
def vendor_person(draft):
    return person(Role.VENDOR_EDITOR, of=draft.vendor)


@world
def offering():
    return OfferingFactory()


def story(offering):
    """The audit events of an offering, and how many notes for search it left; taken in, search finds what is live."""
    events = AuditEvent.objects.about(offering).values_list("action", flat=True)
    notes = OfferingChange.objects.filter(offering_id=offering.pk).count()
    if notes:
        drain_waiting_changes()
        assert SearchEntry.objects.filter(offering_id=offering.pk).exists() == is_live(offering)
    return [event.removeprefix("catalog.offering.") for event in events], notes


def is_live(offering):
    return Offering.objects.get(pk=offering.pk).live


# Publish


def test_the_publish_button_ends_in_guard_event_and_note(cms, draft):
    send_edit(cms, draft, button="publish")
    assert is_live(draft)
    assert story(draft) == (["edited", "published"], 1)


def test_the_publish_button_of_an_incomplete_offering_saves_the_draft_and_says_what_is_missing(cms, incomplete):
    response = send_edit(cms, incomplete, button="publish", summary="Now with a summary.")
    assert not is_live(incomplete)
    assert "Your draft is saved." in messages_of(response)
    assert "It has no plan." in messages_of(response)
    assert Offering.objects.get(pk=incomplete.pk).summary == "Now with a summary."
    assert story(incomplete) == (["edited"], 0)


def test_publishing_from_the_form_for_a_new_offering(cms):
    vendor = OrganisationFactory(vendor=True)
    send_edit(
        cms, None, button="publish", view="add",
        vendor=vendor.pk, name="Kestrel Chat", service_models=["saas"], deployment="public_cloud",
    )  # fmt: skip
    offering = Offering.objects.get(slug="kestrel-chat")
    assert offering.live
    assert story(offering) == (["drafted", "published"], 1)


def test_a_new_offering_of_an_unverified_vendor_stays_a_draft(cms):
    vendor = OrganisationFactory(vendor=True, status="registered")
    response = send_edit(
        cms, None, button="publish", view="add",
        vendor=vendor.pk, name="Kestrel Chat", service_models=["saas"], deployment="public_cloud",
    )  # fmt: skip
    offering = Offering.objects.get(slug="kestrel-chat")
    assert "Verify the vendor first." in messages_of(response)
    assert (offering.live, story(offering)) == (False, (["drafted"], 0))


def test_an_earlier_version_can_be_published_again(cms, editor):
    offering = OfferingFactory(summary="As it was.")
    first = offering.live_revision
    offering.summary = "As it is."
    offering.save_revision().publish(user=editor)
    where = address("revisions_revert", offering.pk, first.pk)
    from_page = cms.get(where)
    cms.post(where, {**held_by(from_page), "action-publish": "action-publish"})
    offering.refresh_from_db()
    assert offering.summary == "As it was."
    assert story(offering) == (["published", "edited", "published"], 2)


def test_a_plan_that_a_draft_drops_stays_until_publication_and_goes_with_it(cms):
    offering = OfferingFactory(orderable=True)
    plan = offering.plans.get()
    send_edit(cms, offering, no_service_level_promised="", **{"plans-0-DELETE": "on"})
    assert offering.plans.model.objects.filter(code=plan.code).exists()
    response = send_edit(cms, offering, button="publish")
    assert "It has no plan." in messages_of(response)
    assert offering.plans.model.objects.filter(code=plan.code).exists()


def test_a_plan_keeps_its_code_through_drafts_and_publications(cms):
    offering = OfferingFactory(orderable=True)
    code = offering.plans.get().code
    for price in ("21.00", "22.00"):
        send_edit(cms, offering, **{"plans-0-price": price})
    send_edit(cms, offering, button="publish")
    plan = offering.plans.model.objects.get(offering=offering)
    assert (plan.code, str(plan.price)) == (code, "22.00")


# Unpublish


def test_the_unpublish_screen_ends_in_guard_event_and_note(cms, offering):
    cms.post(address("unpublish", offering.pk))
    assert not is_live(offering)
    assert story(offering) == (["unpublished"], 1)


def test_unpublishing_twice_is_refused_once(cms, offering):
    cms.post(address("unpublish", offering.pk))
    response = cms.post(address("unpublish", offering.pk))
    assert "nothing to take down" in messages_of(response)
    assert story(offering) == (["unpublished"], 1)


# The schedule


def schedule(cms, offering):
    """Asks for publication in two hours, then lets three pass."""
    go_live_at = (timezone.localtime() + datetime.timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    send_edit(cms, offering, button="publish", go_live_at=go_live_at)
    assert not is_live(offering)
    past = timezone.now() - datetime.timedelta(hours=1)
    revision = Revision.objects.get(pk=Offering.objects.get(pk=offering.pk).latest_revision_id)
    assert revision.approved_go_live_at is not None
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    return revision


def test_a_scheduled_version_is_published_by_the_worker(cms, draft):
    schedule(cms, draft)
    publish_scheduled()
    assert is_live(draft)
    assert story(draft) == (["edited", "scheduled", "published"], 1)


def test_a_scheduled_version_whose_vendor_was_suspended_stays_hidden_and_its_author_is_told(cms, editor, draft):
    other = OfferingFactory(draft=True)
    revision = schedule(cms, draft)
    schedule(cms, other)
    type(draft.vendor).objects.filter(pk=draft.vendor_id).update(status="suspended")
    publish_scheduled()
    publish_scheduled()
    assert not is_live(draft)
    assert is_live(other)
    assert story(draft) == (["edited", "scheduled", "publication_refused"], 0)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert "was not published as scheduled" in Notification.objects.get(recipient=editor).subject


def test_an_incomplete_version_cannot_be_scheduled(cms, incomplete):
    go_live_at = (timezone.localtime() + datetime.timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    response = send_edit(cms, incomplete, button="publish", go_live_at=go_live_at)
    assert "It has no plan." in messages_of(response)
    assert not Revision.objects.for_instance(incomplete).filter(approved_go_live_at__isnull=False).exists()
    assert story(incomplete) == (["edited"], 0)


def test_a_version_taken_off_the_schedule_is_not_published(cms, draft):
    revision = schedule(cms, draft)
    cms.post(address("revisions_unschedule", draft.pk, revision.pk))
    publish_scheduled()
    assert not is_live(draft)
    assert story(draft) == (["edited", "scheduled", "unscheduled"], 0)


def test_what_was_published_until_a_date_is_taken_down_by_the_worker():
    offering = OfferingFactory(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_live(offering)
    assert story(offering) == (["unpublished"], 1)


# Review


def send_for_review(offering, by):
    actions.submit_for_moderation(offering=offering, by=by)
    return TaskState.objects.get(workflow_state__object_id=str(offering.pk), status="in_progress")


def decide(cms, offering, name, **extra):
    """Presses a button of the review on the offering's own screen."""
    return send_edit(cms, offering, button="workflow-action", **{"workflow-action-name": name}, **extra)


def test_approval_publishes_what_was_reviewed(cms, draft, vendor_person):
    state = send_for_review(draft, vendor_person)
    decide(cms, draft, "approve")
    draft.refresh_from_db()
    assert (draft.live, draft.live_revision_id) == (True, state.revision_id)
    assert story(draft) == (["submitted", "published", "approved"], 1)
    assert Notification.objects.filter(recipient=vendor_person, subject__endswith="approved and published").exists()


def test_approval_from_the_dashboard_ends_in_the_same_gate(cms, draft, vendor_person):
    state = send_for_review(draft, vendor_person)
    cms.post(address("workflow_action", draft.pk, "approve", state.pk))
    assert is_live(draft)
    assert story(draft) == (["submitted", "published", "approved"], 1)


def test_approval_of_a_version_that_became_incomplete_is_refused(cms, draft, vendor_person):
    state = send_for_review(draft, vendor_person)
    type(draft.vendor).objects.filter(pk=draft.vendor_id).update(status="suspended")
    response = decide(cms, draft, "approve")
    state.refresh_from_db()
    assert "Verify the vendor first." in messages_of(response)
    assert (is_live(draft), state.status) == (False, "in_progress")
    assert story(draft) == (["submitted"], 0)


def test_approval_is_refused_when_the_version_changed_behind_the_reviewers_back(cms, draft, vendor_person):
    state = send_for_review(draft, vendor_person)
    draft.refresh_from_db()
    draft.summary = "Slipped in later."
    draft.save_revision()
    response = cms.post(address("workflow_action", draft.pk, "approve", state.pk))
    assert "The offering changed after it was sent for review" in messages_of(response)
    assert not is_live(draft)


def test_approval_on_a_page_that_shows_an_earlier_version_is_refused(cms, draft, vendor_person):
    send_for_review(draft, vendor_person)
    page = cms.get(address("edit", draft.pk))
    actions.withdraw_from_review(offering=draft, by=vendor_person)
    draft.refresh_from_db()
    actions.edit_offering(
        offering=draft, fields={"summary": "Other."}, latest_revision_id=draft.latest_revision_id, by=vendor_person
    )
    send_for_review(draft, vendor_person)
    sent = {**held_by(page), "action-workflow-action": "1", "workflow-action-name": "approve"}
    response = cms.post(address("edit", draft.pk), sent)
    assert "Somebody changed this record" in messages_of(response)
    assert not is_live(draft)


def test_the_review_of_one_offering_does_not_decide_another(cms, editor, draft, vendor_person):
    send_for_review(draft, vendor_person)
    other = OfferingFactory(draft=True)
    state = send_for_review(other, editor)
    cms.post(address("workflow_action", draft.pk, "approve", state.pk))
    assert not is_live(other)


def test_a_version_is_sent_back_with_a_reason_and_never_without(cms, draft, vendor_person):
    send_for_review(draft, vendor_person)
    decide(cms, draft, "reject")
    assert story(draft) == (["submitted"], 0)
    decide(cms, draft, "reject", **{"workflow-action-extra-data": '{"comment": "Say where the data is."}'})
    assert story(draft) == (["submitted", "returned"], 0)
    assert Notification.objects.get(recipient=vendor_person).body == "Say where the data is."


def test_nobody_edits_while_a_review_runs_and_nothing_typed_is_lost(cms, draft, vendor_person):
    state = send_for_review(draft, vendor_person)
    response = send_edit(cms, draft, summary="Quickly changed.")
    assert response.context["form"]["summary"].value() == "Quickly changed."
    assert Offering.objects.get(pk=draft.pk).latest_revision_id == state.revision_id


def test_a_review_task_that_is_switched_off_unanswered_publishes_nothing(draft, vendor_person, editor):
    state = send_for_review(draft, vendor_person)
    state.task.specific.deactivate(user=editor)
    assert not is_live(draft)
    assert story(draft) == (["submitted"], 0)


def test_a_review_is_withdrawn_and_sent_again_from_the_form(cms, draft, vendor_person):
    send_for_review(draft, vendor_person)
    send_edit(cms, draft, button="cancel-workflow")
    assert not draft.workflow_in_progress
    send_edit(cms, draft, button="submit")
    assert story(draft) == (["submitted", "withdrawn", "edited", "submitted"], 0)


def test_sending_for_review_from_the_form_tells_the_reviewers(cms, draft, office):
    cio = person(Role.CIO, of=office)
    send_edit(cms, draft, button="submit")
    assert story(draft) == (["edited", "submitted"], 0)
    assert Notification.objects.get(recipient=cio).subject == f"{draft} waits for your review"


def test_an_incomplete_version_is_not_sent_for_review(cms, incomplete):
    response = send_edit(cms, incomplete, button="submit")
    assert "It has no plan." in messages_of(response)
    assert not incomplete.workflow_in_progress
    assert story(incomplete) == (["edited"], 0)


# Several at once


def test_bulk_publication_publishes_what_is_complete_and_names_the_rest(cms, editor, draft, incomplete):
    reviewed = OfferingFactory(draft=True)
    send_for_review(reviewed, editor)
    response = cms.post(bulk_address("publish", draft, incomplete, reviewed))
    assert [is_live(each) for each in (draft, incomplete, reviewed)] == [True, False, False]
    assert "1 offering published." in messages_of(response)
    assert "It has no plan." in messages_of(response)
    assert "A reviewer has it." in messages_of(response)
    assert [story(each) for each in (draft, incomplete)] == [(["published"], 1), ([], 0)]


def test_bulk_unpublication_takes_down_what_is_live(cms, draft, offering):
    response = cms.post(bulk_address("unpublish", offering, draft))
    assert "nothing to take down" in messages_of(response)
    assert (story(offering), story(draft)) == ((["unpublished"], 1), ([], 0))


def test_bulk_deletion_deletes_drafts_and_keeps_what_was_published(cms, draft):
    once_live = OfferingFactory()
    cms.post(bulk_address("delete", draft, once_live))
    assert not Offering.objects.filter(pk=draft.pk).exists()
    assert is_live(once_live)
    assert (story(draft)[0], story(once_live)[0]) == (["deleted"], [])


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_bulk_screens_ask_first_and_ignore_words_for_numbers(cms, draft, action):
    assert cms.get(bulk_address(action, draft)).status_code == 200
    where = bulk_address(action, draft).replace(f"id={draft.pk}", "id=abc&id=99999999999999999999999")
    assert cms.post(where).status_code == 404
    assert story(draft) == ([], 0)


# Deletion


def test_a_draft_is_deleted_with_an_event_and_a_published_one_stays(cms, draft):
    once_live = OfferingFactory()
    cms.post(address("delete", draft.pk))
    response = cms.post(address("delete", once_live.pk))
    assert not Offering.objects.filter(pk=draft.pk).exists()
    assert is_live(once_live)
    assert "Unpublish it instead" in messages_of(response)
    assert story(draft)[0] == ["deleted"]


# Those who may not


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.VENDOR_EDITOR, Role.REQUESTER])
@pytest.mark.parametrize("view", ["edit", "unpublish", "delete"])
def test_nobody_else_reaches_these_screens(client, role, view, offering):
    client.force_login(person(role))
    assert client.post(address(view, offering.pk)).status_code in {302, 403, 404}
    assert (is_live(offering), story(offering)) == (True, ([], 0))


def test_every_offering_goes_through_one_review():
    assert Workflow.objects.get(workflow_content_types__content_type__model="offering").tasks.count() == 1


# Rows of a plan


LISTS = {
    "tiers": [{"from": 1, "price": "19.50"}, {"from": 200, "price": "0.0075"}],
    "usage_charges": [{"name": "Messages", "unit": "message", "price": "0.04", "included": 1000}],
    "discounts": [{"of": "months", "from": 36, "percent": "7.5"}],
    "price_changes": [
        {"from": "2090-03-01", "price": "21.50", "discounts": [], "tiers": [{"from": 5, "price": "18.00"}]}
    ],
}


def test_prices_are_rows_and_stay_as_they_are_where_nobody_changes_them(cms):
    offering = OfferingFactory(orderable=True, plans=[PlanFactory.build(offering=None, **LISTS)])
    send_edit(cms, offering, **{"plans-0-name": "Bigger"})
    plan = Offering.objects.get(pk=offering.pk).get_latest_revision_as_object().plans.all()[0]
    assert ({name: getattr(plan, name) for name in LISTS}, plan.name) == (LISTS, "Bigger")


@pytest.mark.parametrize(
    ("field", "rows", "kept"),
    [
        ("tiers", [{"from": 10, "price": "17"}], [{"from": 10, "price": "17.00"}]),
        ("discounts", [{"of": "quantity", "from": 50, "percent": "5.00"}],
         [{"of": "quantity", "from": 50, "percent": "5"}]),
        ("price_changes", [{"from": "2090-01-01", "setup_charge": "0"}],
         [{"from": "2090-01-01", "setup_charge": "0.00"}]),
        ("tiers", [], []),
        ("tiers", [{"from": 10, "price": "17"}, {"from": 5, "price": "16"}], "rising quantities"),
        ("tiers", [{"from": 0, "price": "17"}], ""),
        ("discounts", [{"of": "months", "from": 5, "percent": "100"}], "less than 100%"),
        ("price_changes", [{"from": "2090-01-01"}], "read like"),
    ],
)  # fmt: skip
def test_rows_are_judged_as_the_vendors_form_judges_them(cms, field, rows, kept):
    offering = OfferingFactory(orderable=True)
    block = PlanRowsForm.base_fields[field].block
    before = Revision.objects.count()
    response = send_edit(cms, offering, **rows_of(block, f"plans-0-{field}", block.to_python(rows)))
    if isinstance(kept, str):
        errors = response.context["form"].formsets["plans"].errors[0][field].as_data()
        assert (kept in str(errors), Revision.objects.count()) == (True, before)
        return
    plan = Offering.objects.get(pk=offering.pk).get_latest_revision_as_object().plans.all()[0]
    assert getattr(plan, field) == kept
