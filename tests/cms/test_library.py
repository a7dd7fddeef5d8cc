"""Shared documents: who reads which, what a version keeps, how they are found, files that come and go unharmed."""

import datetime
import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from catalog.offerings.publication import PublicationRefused
from cms.library.actions import delete_draft, publish_document, start_document, take_down, write_document
from cms.library.models import DocumentVersion, LibraryDocument, LibraryFile
from cms.library.models.document import DocumentKept, DocumentNotPublished
from cms.library.queries.found import Asked, facets_of, find_documents
from cms.library.wording import differences, paragraphs
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.files.kept import FileAltered
from marketplace.files.scanning import ScannerSilent
from marketplace.permissions import Role
from rfp.bids.intake import FileRefused
from tests.factories.library import PDF, a_file, next_version, published, said, started, version_of
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def roads():
    return OrganisationFactory(name="Department of Roads")


@world
def admin(roads):
    return person(Role.AGENCY_ADMIN, of=roads)


@world
def requester(roads):
    return person(Role.REQUESTER, of=roads)


@world
def neighbour():
    return person(Role.REQUESTER, Role.AGENCY_ADMIN, of=OrganisationFactory(name="Department of Parks"))


@world
def vendor():
    return person(Role.VENDOR_ADMIN)


@world
def editor():
    return person(Role.CATALOGUE_EDITOR)


@world
def document(roads, admin):
    return published(roads, by=admin, upload=a_file())


def story(document):
    return [event.action for event in AuditEvent.objects.about(document)]


def found(user, **asked):
    return [version.title for version in find_documents(user, Asked(**asked))]


def page(user, document):
    return client_of(user).get(document.get_absolute_url())


class TestWritingAndPublishing:
    def test_a_draft_is_seen_by_its_owner_and_the_office_alone(self, roads, admin, requester, neighbour, editor):
        draft = started(roads, by=admin, title="Not ready")
        assert [page(who, draft).status_code for who in (None, neighbour, requester, editor)] == [404, 404, 200, 200]
        assert story(draft) == ["cms.document.drafted"]

    def test_an_administrator_publishes_and_a_requester_does_not(self, roads, admin, requester):
        draft = started(roads, by=requester)
        given = {"document": draft, "latest_revision_id": draft.latest_revision_id}
        with pytest.raises(PermissionDenied):
            publish_document(by=requester, **given)
        assert not LibraryDocument.objects.get(pk=draft.pk).live
        assert publish_document(by=admin, **given).live
        assert story(draft) == ["cms.document.drafted", "cms.document.published"]

    def test_another_agency_and_a_vendor_write_nothing(self, roads, document, neighbour, vendor):
        for who in (neighbour, vendor):
            with pytest.raises(PermissionDenied):
                start_document(owner=roads, fields=said(), by=who)
            with pytest.raises(PermissionDenied):
                take_down(document=document, by=who)
        assert LibraryDocument.objects.get().live

    @pytest.mark.parametrize(
        ("changes", "missing"),
        [
            ({"summary": ""}, "It has no summary."),
            ({"text": " "}, "neither text nor file"),
            ({"licence": ""}, "Choose a licence."),
            ({"review_on": None}, "It needs a day"),
            ({"review_on": datetime.date(2020, 1, 1)}, "It needs a day"),
        ],
    )
    def test_what_is_missing_is_named_and_nothing_is_published(self, roads, admin, changes, missing):
        draft = started(roads, by=admin, **changes)
        with pytest.raises(PublicationRefused, match=missing):
            publish_document(document=draft, latest_revision_id=draft.latest_revision_id, by=admin)
        assert not DocumentVersion.objects.exists()

    def test_a_change_stays_a_draft_until_it_is_the_next_version(self, document, admin):
        draft = write_document(
            document=document,
            fields={"text": "New words."},
            latest_revision_id=document.latest_revision_id,
            by=admin,
        )
        assert "New words." not in page(None, document).content.decode()
        publish_document(document=document, latest_revision_id=draft.latest_revision_id, by=admin)
        assert "New words." in page(None, document).content.decode()
        first, second = DocumentVersion.objects.order_by("number")
        assert (first.number, second.number, "keys" in first.text) == (1, 2, True)

    def test_nobody_writes_over_somebody_else(self, document, admin, requester):
        opened = document.latest_revision_id
        write_document(document=document, fields={"note": "First."}, latest_revision_id=opened, by=requester)
        with pytest.raises(StaleForm):
            write_document(document=document, fields={"note": "Second."}, latest_revision_id=opened, by=admin)
        with pytest.raises(StaleForm):
            publish_document(document=document, latest_revision_id=opened, by=admin)

    def test_a_version_is_never_changed_or_deleted(self, document):
        version = version_of(document)
        for change in (lambda: DocumentVersion.objects.update(text="Other."), version.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_taken_down_it_is_found_no_more_and_its_versions_stay(self, document, admin, neighbour):
        take_down(document=document, by=admin)
        assert page(neighbour, document).status_code == 404
        assert (found(neighbour), DocumentVersion.objects.count()) == ([], 1)
        with pytest.raises(DocumentNotPublished):
            take_down(document=document, by=admin)
        with pytest.raises(DocumentKept):
            delete_draft(document=document, by=admin)

    def test_a_draft_that_was_never_public_is_deleted(self, roads, admin):
        draft = started(roads, by=admin)
        delete_draft(document=draft, by=admin)
        assert not LibraryDocument.objects.exists()
        assert AuditEvent.objects.filter(action="cms.document.deleted").exists()

    def test_two_of_one_title_have_two_addresses(self, roads, admin):
        assert [started(roads, by=admin).slug for _ in range(2)] == ["sharing-an-office", "sharing-an-office-2"]


class TestWhoReads:
    @pytest.mark.parametrize(
        ("readers", "statuses"),
        [("everybody", [200, 200, 200, 200]), ("bodies", [404, 404, 200, 200]), ("owner", [404, 404, 404, 200])],
    )
    def test_page_file_list_and_api_agree(self, roads, admin, vendor, neighbour, editor, readers, statuses):
        document = published(roads, by=admin, readers=readers, upload=a_file())
        places = [
            document.get_absolute_url(),
            reverse("library_version", args=[document.slug, 1]),
            reverse("library_file", args=[document.slug, 1]),
            reverse("api:library_document", args=[document.slug]),
        ]
        for who, status in zip((None, vendor, neighbour, editor), statuses, strict=True):
            client = client_of(who)
            assert {client.get(place).status_code for place in places} == {status}
            assert (document.title in client.get(reverse("library")).content.decode()) is (status == 200)

    def test_an_earlier_version_for_fewer_readers_stays_theirs(self, roads, admin, neighbour):
        document = published(roads, by=admin, readers="bodies", text="With telephone numbers.")
        next_version(document, by=admin, readers="everybody", text="Without.")
        first = reverse("library_version", args=[document.slug, 1])
        assert [client_of(who).get(first).status_code for who in (None, neighbour)] == [404, 200]
        assert "Version 1" not in page(None, document).content.decode()

    def test_counts_and_facets_tell_nothing_of_what_is_hidden(self, roads, admin, document, neighbour):
        before = facets_of(neighbour, Asked())
        published(roads, by=admin, readers="owner", kind="privacy")
        started(roads, by=admin)
        assert facets_of(neighbour, Asked()) == before

    def test_the_file_of_a_draft_is_its_owners(self, roads, admin, neighbour, requester):
        draft = started(roads, by=admin, upload=a_file())
        place = reverse("library_draft_file", args=[draft.slug])
        assert [client_of(who).get(place).status_code for who in (None, neighbour, requester)] == [404, 404, 200]


class TestFinding:
    @pytest.fixture(autouse=True)
    def shelf(self, roads, admin, document, neighbour):
        parks = neighbour.memberships.first().organisation
        published(parks, by=neighbour, kind="privacy", title="Privacy in parks", text="Cameras and visitors’ faces.")

    def test_words_are_found_in_stems_and_titles_come_first(self, roads, admin):
        published(roads, by=admin, title="Hours for visitors", text="None.")
        assert found(None, words="visitor")[0] == "Hours for visitors"
        assert len(found(None, words="visitor")) == 3
        assert found(None, words="camera -office") == ["Privacy in parks"]
        assert found(None, words="wolfram") == []

    def test_kind_and_owner_narrow_and_their_counts_say_what_each_choice_shows(self, roads):
        assert found(None, kinds=("privacy",)) == ["Privacy in parks"]
        assert found(None, kinds=("privacy", "mou"), owners=(roads.slug,)) == ["Sharing an office"]
        kinds, owners = facets_of(None, Asked(kinds=("privacy",)))
        assert {one.value: one.count for one in kinds.options if one.count} == {"mou": 1, "privacy": 1}
        assert [(one.label, one.count) for one in owners.options] == [("Department of Parks", 1)]

    def test_the_address_is_the_state(self, client):
        answer = client.get("/library/?q=visitors&kind=privacy&sort=title")
        body = answer.content.decode()
        assert "1 document" in body
        assert "Sharing an office" not in body
        assert 'href="?sort=title&amp;kind=privacy"' in body  # without the words

    @pytest.mark.parametrize("query", ["kind=wolfram", "sort=sideways", "page=99", "page=x"])
    def test_what_cannot_be_asked_is_a_sentence(self, client, query):
        assert client.get(f"/library/?{query}").status_code in {404, 422}

    def test_the_questions_do_not_grow_with_the_shelf(self, client, roads, admin, django_assert_max_num_queries):
        for number in range(3):
            published(roads, by=admin, title=f"More {number}", upload=a_file(PDF + bytes([number])))
        with django_assert_max_num_queries(8):
            client.get("/library/")

    def test_the_feed_and_the_sitemap_name_what_everybody_reads(self, client, roads, admin):
        published(roads, by=admin, title="For bodies", readers="bodies")
        for place in ("/feeds/library.atom", "/sitemap-library.xml"):
            body = client.get(place).content.decode()
            assert "sharing-an-office" in body
            assert "for-bodies" not in body
        assert "privacy-in-parks" not in client.get("/feeds/library.atom?kind=mou").content.decode()

    def test_programs_read_the_same(self, client):
        listed = client.get(reverse("api:library_documents"), {"q": "cameras"}).json()
        assert [(one["slug"], one["owner"]) for one in listed["items"]] == [
            ("privacy-in-parks", LibraryDocument.objects.get(slug="privacy-in-parks").owner.slug)
        ]
        one = client.get(reverse("api:library_document", args=["sharing-an-office"])).json()
        assert (one["version"], one["file"], one["adopted_by"]) == (1, "Memorandum.pdf", 0)


class TestFiles:
    def test_a_file_comes_back_as_it_was_given_and_as_a_download(self, document):
        answer = client_of(None).get(reverse("library_file", args=[document.slug, 1]))
        assert answer.content == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="Memorandum.pdf"'
        assert (answer["X-Content-Type-Options"], "no-store" in answer["Cache-Control"]) == ("nosniff", True)

    def test_it_is_judged_by_what_is_in_it(self, roads, admin):
        for content, name in ((b"<script>alert(1)</script>", "Plan.pdf"), (PDF, "Plan.docx"), (b"", "Plan.pdf")):
            with pytest.raises(FileRefused):
                started(roads, by=admin, upload=a_file(content, name))
        assert not LibraryFile.objects.exists()

    def test_macros_are_refused(self, roads, admin):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as package:
            package.writestr("word/document.xml", "<document/>")
            package.writestr("word/vbaProject.bin", "Sub")
        with pytest.raises(FileRefused, match="macros"):
            started(roads, by=admin, upload=a_file(box.getvalue(), "Plan.docx"))

    def test_without_a_verdict_of_the_scanner_nothing_is_kept(self, roads, admin, settings):
        settings.MALWARE_SCANNER = "unix:///nowhere/clamd.sock"
        with pytest.raises(ScannerSilent):
            started(roads, by=admin, upload=a_file())
        assert not LibraryFile.objects.exists()
        assert not LibraryDocument.objects.exists()

    def test_what_is_not_what_was_given_is_not_shown(self, document, storage):
        kept = LibraryFile.objects.get()
        assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
        (storage / kept.file.name).write_bytes(b"%PDF-1.7 other")
        answer = client_of(None).get(reverse("library_file", args=[document.slug, 1]))
        assert answer.status_code == 409
        assert FileAltered.sentence[:40] in answer.content.decode()


class TestScreens:
    def test_from_an_empty_form_to_the_public_page(self, client, admin, roads):
        client.force_login(admin)
        day = (timezone.localdate() + datetime.timedelta(days=90)).strftime("%m/%d/%Y")
        sent = {**said(), "review_on": day, "upload": a_file()}
        made = client.post("/library/new/", sent)
        draft = LibraryDocument.objects.get()
        assert made.url == draft.get_absolute_url()
        shown = client.get(f"{draft.get_absolute_url()}publish/")
        client.post(f"{draft.get_absolute_url()}publish/", {"latest_revision_id": draft.latest_revision_id})
        assert "version 1" in shown.content.decode()
        body = client_of(None).get(draft.get_absolute_url()).content.decode()
        assert "Each keeps its own keys." in body
        assert "Memorandum.pdf" in body

    def test_a_refusal_keeps_what_was_typed(self, client, admin, document):
        client.force_login(admin)
        sent = {**said(title="Other title"), "revision": document.latest_revision_id}
        sent |= {"review_on": "12/01/2090", "upload": a_file(b"nothing", "Plan.pdf")}
        answer = client.post(f"{document.get_absolute_url()}edit/", sent)
        assert answer.status_code == 422
        assert "Other title" in answer.content.decode()
        stale = client.post(f"{document.get_absolute_url()}edit/", {**sent, "upload": "", "revision": "1"})
        assert stale.status_code == 409
        assert version_of(document).title == "Sharing an office"

    def test_a_file_is_left_out_or_replaced(self, client, admin, document):
        client.force_login(admin)
        sent = {**said(), "review_on": "12/01/2090", "revision": document.latest_revision_id, "drop_file": "on"}
        client.post(f"{document.get_absolute_url()}edit/", sent)
        document.refresh_from_db()
        assert document.get_latest_revision_as_object().file is None
        assert version_of(document).file.name == "Memorandum.pdf"

    def test_the_next_version_begins_without_the_note_of_the_last(self, client, admin, document):
        client.force_login(admin)
        next_version(document, by=admin, note="Shorter.")
        assert client.get(f"{document.get_absolute_url()}edit/").context["form"]["note"].value() == ""

    def test_versions_are_compared_paragraph_by_paragraph(self, document, admin):
        next_version(document, by=admin, text="## Rooms\n\nOne key for all.\n\nVisitors are met at the door.")
        body = client_of(None).get(reverse("library_version", args=[document.slug, 2])).content.decode()
        assert "<del>Each keeps its own keys.</del>" in body
        assert "<ins>One key for all.</ins>" in body

    def test_a_page_asks_a_bounded_number_of_questions(
        self, document, neighbour, client, django_assert_max_num_queries
    ):
        client.force_login(neighbour)
        with django_assert_max_num_queries(22):
            client.get(document.get_absolute_url())


def test_a_text_is_read_as_paragraphs_and_headings():
    read = paragraphs("## One\r\nFirst.\r\n\r\nSecond\nline.")
    assert [(one.words, one.is_heading) for one in read] == [
        ("One", True),
        ("First.", False),
        ("Second\nline.", False),
    ]
    assert differences("Same.", "Same.\n\n") == []


def test_a_title_is_needed_and_a_text_has_its_length(roads, admin):
    for changes in ({"title": " "}, {"text": "x" * 60_001}, {"kind": "wolfram"}):
        with pytest.raises(InvalidInput):
            started(roads, by=admin, **changes)
    assert not LibraryDocument.objects.exists()
