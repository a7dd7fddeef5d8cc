"""A file's complete drafts go to the reviewers as one batch; the others stay, with their reason row by row."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from catalog.models import Offering
from catalog.offerings.actions import edit_offering, submit_for_moderation
from catalog.offerings.reviewing.actions import approve_review
from catalog.offerings.uploads import sending, tasks
from catalog.offerings.uploads.actions import start_taking_in, take_in_upload
from catalog.offerings.uploads.models import OfferingUpload
from catalog.offerings.uploads.sending import NothingToSend, send_upload, start_sending, unsent_drafts
from marketplace.audit.models import AuditEvent
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.catalog import TopicFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

from .test_spreadsheet_import import row, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
NO_EXIT = {"On standard terms": "yes", "Delivery": "Brokered"}


@world
def vendor():
    TopicFactory(name="Service Desk", slug="service-desk")
    return OrganisationFactory(vendor=True, status="verified")


@world
def editor(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


@world
def reviewer():
    return person(Role.CATALOGUE_EDITOR)


def taken_in(vendor, editor, rows, **options):
    upload = send(rows, editor, vendor)
    start_taking_in(upload=upload, by=editor, **options)
    return take_in_upload(upload_id=upload.pk)


def sent(upload, by):
    start_sending(upload=upload, by=by)
    return send_upload(upload_id=upload.pk, by=by)


def under_review():
    return WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count()


def stored():
    return list(OfferingUpload.objects.values()), TaskState.objects.count(), AuditEvent.objects.count()


def test_what_is_complete_goes_in_one_batch_and_the_rest_stays_with_its_reason(vendor, editor, reviewer):
    rows = [row(1), row(2, **NO_EXIT), row(3)]
    upload = sent(taken_in(vendor, editor, rows), editor)
    assert (upload.status, upload.submitted_count, under_review()) == ("sent", 2, 2)
    [[place, code, name, why]] = upload.notes
    assert (place, code, name) == (3, "K-2", "Kestrel Desk 2")
    assert "It does not say how an agency gets out" in why
    told = Notification.objects.get(recipient=reviewer)
    assert told.subject == f"2 offerings of {vendor} wait for your review"
    events = AuditEvent.objects.filter(action="catalog.offering.submitted")
    assert {event.data["spreadsheet"] for event in events} == {upload.pk}


def test_each_is_locked_and_decided_as_if_it_had_been_sent_by_itself(vendor, editor, reviewer):
    sent(taken_in(vendor, editor, [row(1)]), editor)
    offering = Offering.objects.get(vendor=vendor)
    assert offering.workflow_in_progress
    state = offering.current_workflow_task_state
    approve_review(state=state, revision_id=state.revision_id, by=reviewer)
    offering.refresh_from_db()
    assert (offering.live, offering.live_revision_id) == (True, state.revision_id)


def test_a_repeat_sends_nothing_twice_and_takes_up_what_was_completed_since(vendor, editor):
    upload = sent(taken_in(vendor, editor, [row(1), row(2, **NO_EXIT)]), editor)
    again = sent(upload, editor)
    assert (again.submitted_count, len(again.notes), under_review()) == (0, 1, 1)
    draft = Offering.objects.get(vendor_code="K-2")
    edit_offering(offering=draft, fields={"exit_terms": "CSV."}, latest_revision_id=draft.latest_revision_id, by=editor)
    third = sent(again, editor)
    assert (third.submitted_count, third.notes, under_review()) == (1, [], 2)
    before = stored()
    with pytest.raises(NothingToSend), transaction.atomic():
        start_sending(upload=third, by=editor)
    assert stored() == before


def test_what_a_colleague_sent_meanwhile_is_left_alone(vendor, editor):
    upload = taken_in(vendor, editor, [row(1), row(2)])
    submit_for_moderation(offering=Offering.objects.get(vendor_code="K-1"), by=editor)
    assert [draft.vendor_code for draft in unsent_drafts(upload, reader=editor)] == ["K-2"]
    assert sent(upload, editor).submitted_count == 1
    assert under_review() == 2


def test_a_killed_worker_is_followed_by_one_that_goes_on(vendor, editor, monkeypatch):
    monkeypatch.setattr(sending, "SENT_AT_A_TIME", 2)
    upload = taken_in(vendor, editor, [row(1), row(2, **NO_EXIT), row(3), row(4), row(5, **NO_EXIT)])
    start_sending(upload=upload, by=editor)
    sending._send_piece(upload.pk, {}, editor, sending.database_now)
    assert under_review() == 1
    done = send_upload(upload_id=upload.pk, by=editor)
    assert (done.submitted_count, [note[1] for note in done.notes], under_review()) == (3, ["K-2", "K-5"], 3)


def test_asked_for_when_taking_in_it_goes_on_by_itself(vendor, editor):
    upload = send([row(1)], editor, vendor)
    start_taking_in(upload=upload, by=editor, submits=True)
    tasks.take_in_offering_upload(upload_id=upload.pk)
    upload.refresh_from_db()
    assert upload.status == "sending"
    tasks.send_offering_upload(upload_id=upload.pk, by_id=editor.pk)
    assert under_review() == 1


def test_nothing_is_sent_before_the_file_is_taken_in_or_by_others(vendor, editor):
    upload = send([row(1)], editor, vendor)
    before = stored()
    with pytest.raises(MoveRefused), transaction.atomic():
        start_sending(upload=upload, by=editor)
    for stranger in (person(Role.VENDOR_EDITOR), person(Role.REQUESTER)):
        with pytest.raises(PermissionDenied), transaction.atomic():
            start_sending(upload=upload, by=stranger)
    assert stored() == before


def test_the_report_offers_it_shows_what_stays_and_a_double_click_sends_once(client, vendor, editor):
    upload = taken_in(vendor, editor, [row(1), row(2, **NO_EXIT)])
    client.force_login(editor)
    assert "Send what is complete of 2 drafts" in client.get(f"/uploads/{upload.pk}/").content.decode()
    for _ in range(2):
        assert client.post(f"/uploads/{upload.pk}/send/").status_code == 302
    assert "sent to the reviewers so far" in client.get(f"/uploads/{upload.pk}/").content.decode()
    send_upload(upload_id=upload.pk, by=editor)
    shown = client.get(f"/uploads/{upload.pk}/").content.decode()
    assert "Taken in, not sent to the reviewers" in shown
    assert "Row 3" in shown
    client.force_login(person(Role.VENDOR_EDITOR))
    assert client.post(f"/uploads/{upload.pk}/send/").status_code == 404
