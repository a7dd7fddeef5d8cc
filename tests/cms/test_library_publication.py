"""Every way in which Wagtail publishes or takes down a shared document ends in our guard, event and version."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.library.models import DocumentVersion, LibraryDocument
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.catalog.wagtail_screens import held_by
from tests.factories.library import next_version, published, started
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def roads():
    return OrganisationFactory(name="Department of Roads")


@world
def admin(roads):
    return person(Role.AGENCY_ADMIN, of=roads)


@world
def editor():
    return person(Role.CATALOGUE_EDITOR)


@world
def draft(roads, admin):
    return started(roads, by=admin)


@pytest.fixture
def cms(client, editor):
    client.force_login(editor)
    return client


def address(view, *args):
    return reverse(f"wagtailsnippets_cms_librarydocument:{view}", args=args)


def send_edit(cms, document, *, button="", **changes):
    where = address("edit", document.pk)
    sent = held_by(cms.get(where)) | changes
    if button:
        sent[f"action-{button}"] = f"action-{button}"
    return cms.post(where, sent)


def told(response):
    messages = get_messages(response.wsgi_request) if response.status_code == 302 else response.context["messages"]
    return " ".join(map(str, messages))


def story(document):
    events = AuditEvent.objects.about(document).values_list("action", flat=True)
    return [event.removeprefix("cms.document.") for event in events], DocumentVersion.objects.count()


def is_live(document):
    return LibraryDocument.objects.get(pk=document.pk).live


def test_the_publish_button_ends_in_guard_event_and_version(cms, draft):
    send_edit(cms, draft, button="publish", summary="For three agencies.")
    assert is_live(draft)
    assert story(draft) == (["drafted", "edited", "published"], 1)
    assert DocumentVersion.objects.get().summary == "For three agencies."


def test_an_incomplete_document_stays_a_draft_and_says_what_is_missing(cms, draft):
    response = send_edit(cms, draft, button="publish", licence="", text="Kept words.")
    assert "Your draft is saved." in told(response)
    assert "Choose a licence." in told(response)
    assert story(draft) == (["drafted", "edited"], 0)
    assert LibraryDocument.objects.get().text == "Kept words."


def test_a_new_document_is_begun_and_published_in_wagtail(cms, roads):
    where = address("add")
    sent = held_by(cms.get(where)) | {
        "owner": roads.pk, "kind": "other", "title": "Signs", "summary": "For roads.", "text": "Stop.",
        "licence": "public_domain", "readers": "everybody", "review_on": "2090-01-01",
        "action-publish": "action-publish",
    }  # fmt: skip
    cms.post(where, sent)
    document = LibraryDocument.objects.get(slug="signs")
    assert story(document) == (["drafted", "published"], 1)


def test_nobody_saves_over_a_colleague(cms, draft, admin):
    page = cms.get(address("edit", draft.pk))
    draft.get_latest_revision_as_object().save_revision(user=admin)
    response = cms.post(address("edit", draft.pk), held_by(page) | {"title": "Other"})
    assert response.context["form"]["title"].value() == "Other"
    assert story(draft) == (["drafted"], 0)


def test_its_owner_stays_whoever_edits(cms, draft):
    other = OrganisationFactory()
    send_edit(cms, draft, owner=str(other.pk))
    assert LibraryDocument.objects.get().owner_id == draft.owner_id


def test_an_earlier_version_published_again_is_the_next_one(cms, roads, admin):
    document = published(roads, by=admin)
    first = document.live_revision
    next_version(document, by=admin, text="Other.")
    where = address("revisions_revert", document.pk, first.pk)
    cms.post(where, {**held_by(cms.get(where)), "action-publish": "action-publish"})
    assert list(DocumentVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert DocumentVersion.objects.get(number=3).text == DocumentVersion.objects.get(number=1).text
    assert story(document)[0][-2:] == ["restored", "published"]


def schedule(cms, document):
    """Asks for publication in two hours, then lets three pass."""
    go_live_at = (timezone.localtime() + datetime.timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    send_edit(cms, document, button="publish", go_live_at=go_live_at)
    assert not is_live(document)
    past = timezone.now() - datetime.timedelta(hours=1)
    revision = Revision.objects.get(pk=LibraryDocument.objects.get(pk=document.pk).latest_revision_id)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()
    return revision


def test_a_scheduled_version_is_published_by_the_worker(cms, draft):
    schedule(cms, draft)
    call_command("publish_scheduled")
    assert is_live(draft)
    assert story(draft) == (["drafted", "edited", "scheduled", "published"], 1)


def test_a_scheduled_version_that_became_incomplete_stays_hidden_and_its_author_is_told(cms, draft, editor):
    revision = schedule(cms, draft)
    revision.content["review_on"] = "2020-01-01"
    revision.save()
    call_command("publish_scheduled")
    assert not is_live(draft)
    assert story(draft)[0][-1] == "publication_refused"
    assert "was not published as scheduled" in Notification.objects.get(recipient=editor).subject


def test_a_version_taken_off_the_schedule_is_not_published(cms, draft):
    revision = schedule(cms, draft)
    cms.post(address("revisions_unschedule", draft.pk, revision.pk))
    call_command("publish_scheduled")
    assert not is_live(draft)
    assert story(draft)[0][-1] == "unscheduled"


def test_the_unpublish_screen_takes_down_once(cms, roads, admin):
    document = published(roads, by=admin)
    cms.post(address("unpublish", document.pk))
    response = cms.post(address("unpublish", document.pk))
    assert "nothing to take down" in told(response)
    assert story(document) == (["drafted", "published", "unpublished"], 1)


def test_what_was_published_until_a_date_is_taken_down_by_the_worker(roads, admin):
    document = published(roads, by=admin)
    LibraryDocument.objects.update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_live(document)
    assert story(document)[0][-1] == "unpublished"


def test_none_is_deleted_here_one_by_one_or_in_bulk(cms, draft):
    bulk = reverse("wagtail_bulk_action", args=["cms", "librarydocument", "delete"])
    for place in (address("delete", draft.pk), f"{bulk}?id={draft.pk}"):
        cms.post(place)
        assert LibraryDocument.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROCUREMENT_OFFICER, Role.AGENCY_ADMIN])
def test_nobody_else_reaches_these_screens(client, role, roads, admin):
    document = published(roads, by=admin)
    client.force_login(person(role, of=roads if role == Role.AGENCY_ADMIN else None))
    for view in ("edit", "unpublish"):
        assert client.post(address(view, document.pk)).status_code == 404
    assert is_live(document)
