"""What an offering answers to the questions of its lot: drafted with gaps, published whole, shown with its evidence."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from catalog.models import Offering
from catalog.offerings import actions
from catalog.offerings.newly_asked import newly_asked_of, tell_newly_asked
from catalog.offerings.publication import PublicationRefused
from catalog.offerings.reviewing.actions import approve_review
from catalog.offerings.tasks import publish_scheduled
from catalog.question_sets.actions import verify_evidence
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import ONE_OF_EACH, evidence_of, published_version
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def vendor():
    return OrganisationFactory(vendor=True, status=Organisation.Status.VERIFIED)


@world
def seller(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


@world
def report(vendor, seller):
    return evidence_of(vendor, expires_on=timezone.localdate() + datetime.timedelta(days=90), by=seller)


@world
def draft(vendor):
    return OfferingFactory(draft=True, vendor=vendor, question_set_version=published_version())


def answer(draft, by, answers):
    return actions.edit_offering(
        offering=draft, fields={"answers": answers}, latest_revision_id=draft.latest_revision_id, by=by
    )


def whole(report):
    return {"support": False, "tested": "yearly", "report": str(report.pk), "insured": "5000.00"}


def test_the_question_set_follows_the_lot(draft):
    assert draft.version_in_force() == draft.question_set_version
    draft.service_models = ["iaas"]
    assert draft.version_in_force() is None


def test_a_draft_keeps_gaps_and_refuses_what_does_not_fit(draft, seller):
    answer(draft, seller, {"support": True})
    draft.refresh_from_db()
    assert draft.answers == {"support": True}
    with pytest.raises(InvalidInput, match="Support: Choose yes or no"):
        answer(draft, seller, {"support": "perhaps"})
    draft.refresh_from_db()
    assert draft.answers == {"support": True}


def test_another_vendors_evidence_is_not_taken(draft, seller):
    foreign = evidence_of(OrganisationFactory(vendor=True), expires_on=datetime.date(2099, 1, 1))
    with pytest.raises(InvalidInput, match="not among yours"):
        answer(draft, seller, whole(foreign))


def test_only_complete_answers_are_published(draft, seller, report):
    answer(draft, seller, {"support": True})
    draft.refresh_from_db()
    with pytest.raises(PublicationRefused, match="“Proof” is not complete: How often is it tested"):
        actions.publish_offering(offering=draft, by=SYSTEM)
    answer(draft, seller, whole(report))
    draft.refresh_from_db()
    assert actions.publish_offering(offering=draft, by=SYSTEM).live


def test_what_was_reviewed_is_what_is_shown_until_the_next_publication(client, draft, seller, report):
    answer(draft, seller, whole(report))
    draft.refresh_from_db()
    actions.publish_offering(offering=draft, by=SYSTEM)
    draft.refresh_from_db()
    answer(draft, seller, whole(report) | {"tested": "never"} | {"report": None})
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Every year" in page
    assert "Never" not in page


def test_evidence_is_shown_with_its_badge_and_its_last_day(client, draft, seller, report):
    answer(draft, seller, whole(report))
    draft.refresh_from_db()
    actions.publish_offering(offering=draft, by=SYSTEM)
    assert "Not checked yet" in client.get(draft.get_absolute_url()).content.decode()
    verify_evidence(evidence=report, by=person(Role.PROCUREMENT_OFFICER))
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Checked by the office" in page
    assert "valid until" in page
    # What is for the broker office alone is not on the page.
    assert "For how much are you insured" not in page


def test_the_api_gives_the_public_answers(client, draft, seller, report):
    answer(draft, seller, whole(report))
    draft.refresh_from_db()
    actions.publish_offering(offering=draft, by=SYSTEM)
    answers = client.get(f"/api/v1/offerings/{draft.slug}").json()["answers"]
    assert [(row["key"], row["answer"], row["checked"]) for row in answers] == [
        ("support", "No", None),
        ("tested", "Every year", None),
        ("report", "report.pdf", False),
    ]


def test_without_a_question_set_nothing_is_asked_and_nothing_answered(vendor, seller):
    draft = OfferingFactory(draft=True, vendor=vendor)
    with pytest.raises(InvalidInput, match="No question set"):
        answer(draft, seller, {"support": True})
    assert draft.missing_answers(on=timezone.localdate()) == []


class TestSentForReview:
    @pytest.fixture
    def asked(self):
        return published_version()

    @pytest.fixture
    def orderable(self, vendor):
        return OfferingFactory(draft=True, orderable=True, vendor=vendor)

    def test_what_can_be_ordered_has_answered_its_lot_and_pins_what_it_answered(self, asked, orderable, seller, report):
        before = Revision.objects.count()
        with pytest.raises(PublicationRefused, match="“Proof” is not complete"), transaction.atomic():
            actions.submit_for_moderation(offering=orderable, by=seller)
        with pytest.raises(PublicationRefused, match="“Proof” is not complete"), transaction.atomic():
            actions.publish_offering(offering=orderable, by=SYSTEM)
        orderable.refresh_from_db()
        assert (Revision.objects.count(), orderable.workflow_in_progress) == (before, False)
        fields = {"question_set_version": asked, "answers": whole(report)}
        actions.edit_offering(
            offering=orderable, fields=fields, latest_revision_id=orderable.latest_revision_id, by=seller
        )
        orderable.refresh_from_db()
        assert actions.submit_for_moderation(offering=orderable, by=seller).workflow_in_progress

    @pytest.mark.parametrize("later", [False, True], ids=["at once", "by schedule"])
    def test_questions_that_come_out_while_it_is_under_review_are_for_the_next_version(
        self, client, orderable, seller, later
    ):
        if later:
            orderable.go_live_at = timezone.now() + datetime.timedelta(days=1)
            orderable.save_revision()
        actions.submit_for_moderation(offering=orderable, by=seller)
        first = published_version()
        reviewer = person(Role.CATALOGUE_EDITOR)
        state = Offering.objects.get(pk=orderable.pk).current_workflow_task_state
        client.force_login(reviewer)
        said = client.get(reverse("review_page", args=[state.pk])).content.decode()
        assert "This version is judged by the questions under which it was sent" in said
        client.force_login(seller)
        assert (
            "It is judged by those it was sent under"
            in client.get(reverse("offering_tasks", args=[orderable.pk])).content.decode()
        )
        approve_review(state=state, revision_id=state.revision_id, by=reviewer)
        if later:
            revision = Revision.objects.get(pk=state.revision_id)
            revision.approved_go_live_at = past = timezone.now() - datetime.timedelta(hours=1)
            revision.content["go_live_at"] = past.isoformat()
            revision.save()
            publish_scheduled()
        orderable.refresh_from_db()
        assert (orderable.live, orderable.question_set_version) == (True, None)
        assert newly_asked_of(orderable)[0] == first
        assert tell_newly_asked(version=first) == 1
        assert Notification.objects.filter(recipient=seller, key__startswith=f"newly-asked-{first.pk}").count() == 1
        with pytest.raises(PublicationRefused, match="is not complete"), transaction.atomic():
            actions.submit_for_moderation(offering=orderable, by=seller)

    def test_a_listing_of_facts_is_asked_nothing(self, asked, vendor, seller):
        listing = OfferingFactory(draft=True, vendor=vendor)
        actions.submit_for_moderation(offering=listing, by=seller)
        listing.refresh_from_db()
        assert listing.workflow_in_progress
        assert listing.get_latest_revision_as_object().question_set_version is None

    def test_answers_to_an_earlier_version_are_taken_over_and_what_is_newly_asked_is_asked(
        self, client, asked, draft, seller, report
    ):
        answer(draft, seller, whole(report) | {"features": "Calls"})
        service, proof = ONE_OF_EACH
        drills = ("yes_no", {"key": "drills", "label": "Do you hold drills?"})
        newer = published_version((("service", "The service", service[2][:3]), (*proof[:2], (*proof[2], drills))))
        draft.refresh_from_db()
        with pytest.raises(PublicationRefused, match="not complete: Do you hold drills"), transaction.atomic():
            actions.submit_for_moderation(offering=draft, by=seller)
        client.force_login(seller)
        assert "Do you hold drills?" in client.get(reverse("offering_tasks", args=[draft.pk])).content.decode()
        draft.refresh_from_db()
        assert draft.get_latest_revision_as_object().question_set_version == asked
        lighter = published_version((service, (*proof[:2], proof[2][:3])))
        actions.submit_for_moderation(offering=draft, by=seller)
        sent = Offering.objects.get(pk=draft.pk)
        version = sent.current_workflow_task_state.revision.as_object()
        assert newer.number < lighter.number
        assert (version.question_set_version, version.answers) == (lighter, whole(report) | {"features": "Calls"})
        assert (sent.question_set_version, sent.answers) == (lighter, version.answers)
