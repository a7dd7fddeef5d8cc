"""What others make of a document: adopt, adapt, rate, ask; what is wanted, and who is told when it comes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from catalog.offerings.publication import PublicationRefused
from cms.library.actions import (
    adapt_document,
    adopt_document,
    answer_question,
    answer_request,
    ask_for_document,
    ask_question,
    close_request,
    give_up_document,
    publish_document,
    rate_document,
    tell_new_version,
    write_document,
)
from cms.library.actions.adopting import NotAdopted, NotToAdopt
from cms.library.actions.asking import Answered, OwnDocument
from cms.library.actions.wanting import RequestClosed
from cms.library.actions.writing import NotToAdapt
from cms.library.models import Adoption, DocumentRating, DocumentRequest, LibraryDocument, RequestAnswer
from cms.library.queries.wanted import documents_that_fit
from cms.library.tasks import tell_new_version as tell_job
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.library import next_version, published, version_of, wanted_by
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
def parks():
    return OrganisationFactory(name="Department of Parks")


@world
def neighbour(parks):
    return person(Role.REQUESTER, Role.AGENCY_ADMIN, of=parks, name="Nadia Brook")


@world
def vendor():
    return person(Role.VENDOR_ADMIN)


@world
def document(roads, admin):
    return published(roads, by=admin)


@pytest.fixture
def version(document):
    return version_of(document)


def notices(user):
    return list(Notification.objects.filter(recipient=user).values_list("subject", flat=True))


def published_copy(copy, *, by, **changes):
    told = {"document": copy, "by": by}
    draft = write_document(fields=changes, latest_revision_id=copy.latest_revision_id, **told)
    return publish_document(latest_revision_id=draft.latest_revision_id, **told)


class TestAdopting:
    def test_it_stands_on_the_page_with_its_version_and_moves_on(self, document, version, parks, neighbour, admin):
        adopt_document(version=version, agency=parks, note="For our depots.", by=neighbour)
        body = client_of(None).get(document.get_absolute_url()).content.decode()
        assert "Department of Parks" in body
        assert "For our depots." in body
        next_version(document, by=admin, note="Shorter.")
        assert "not the newest" in client_of(None).get(document.get_absolute_url()).content.decode()
        adopt_document(version=version_of(document), agency=parks, by=neighbour)
        assert [one.version.number for one in Adoption.objects.all()] == [2]

    def test_only_leads_adopt_only_others_documents_and_only_the_newest(self, document, version, parks, roads, admin):
        with pytest.raises(PermissionDenied):
            adopt_document(version=version, agency=parks, by=person(Role.REQUESTER, of=parks))
        with pytest.raises(NotToAdopt):
            adopt_document(version=version, agency=roads, by=admin)
        next_version(document, by=admin, note="Shorter.")
        with pytest.raises(NotToAdopt):
            adopt_document(version=version, agency=parks, by=person(Role.APPROVER, of=parks))
        assert not Adoption.objects.exists()

    def test_it_is_given_up_once(self, document, version, parks, neighbour):
        adopt_document(version=version, agency=parks, by=neighbour)
        give_up_document(document=document, agency=parks, by=neighbour)
        with pytest.raises(NotAdopted):
            give_up_document(document=document, agency=parks, by=neighbour)

    def test_adopters_hear_of_each_new_version_once(self, document, version, parks, neighbour, admin):
        adopt_document(version=version, agency=parks, by=neighbour)
        document = next_version(document, by=admin, note="Shorter.")
        for _ in range(2):
            tell_job(version_of(document).pk)
        assert notices(neighbour) == ["“Sharing an office” has a new version 2"]
        next_version(document, by=admin, readers="owner")
        tell_job(version_of(document).pk)
        assert len(notices(neighbour)) == 1  # they may not read the third


class TestAdapting:
    def test_a_copy_says_where_it_comes_from_and_the_original_what_was_made_of_it(
        self, document, version, parks, neighbour
    ):
        copy = adapt_document(version=version, owner=parks, by=neighbour)
        assert (copy.live, copy.text, copy.owner) == (False, document.text, parks)
        assert "of Department of Roads, version 1" in copy.note
        said = {"title": "Sharing a depot", "text": "Keys are shared.", "review_on": "2090-01-01"}
        copy = published_copy(copy, by=neighbour, **said)
        assert copy.slug == "sharing-a-depot"
        anybody = client_of(None)
        assert "Sharing a depot" in anybody.get(document.get_absolute_url()).content.decode()
        assert version.get_absolute_url() in anybody.get(copy.get_absolute_url()).content.decode()
        compared = anybody.get(reverse("library_version", args=[copy.slug, 1])).content.decode()
        assert "<del>Each keeps its own keys.</del>" in compared
        assert "<ins>Keys are shared.</ins>" in compared

    def test_one_s_own_or_an_earlier_version_is_not_adapted(self, document, version, roads, parks, admin, neighbour):
        with pytest.raises(NotToAdapt):
            adapt_document(version=version, owner=roads, by=admin)
        with pytest.raises(PermissionDenied):
            adapt_document(version=version, owner=parks, by=admin)
        next_version(document, by=admin, note="Shorter.")
        with pytest.raises(NotToAdapt):
            adapt_document(version=version, owner=parks, by=neighbour)
        assert LibraryDocument.objects.count() == 1

    def test_what_was_for_public_bodies_stays_so_in_a_copy(self, roads, admin, parks, neighbour):
        original = version_of(published(roads, by=admin, readers="bodies", title="With names"))
        copy = adapt_document(version=original, owner=parks, by=neighbour)
        with pytest.raises(PublicationRefused, match="for fewer readers"):
            published_copy(copy, by=neighbour, readers="everybody", review_on="2090-01-01")
        assert not LibraryDocument.objects.get(pk=copy.pk).live

    def test_a_line_of_three_names_what_a_reader_may_not_open_without_its_title(self, roads, admin, parks, neighbour):
        first = published(roads, by=admin, title="Secret origin")
        copy = adapt_document(version=version_of(first), owner=parks, by=neighbour)
        copy = published_copy(copy, by=neighbour, title="Second", note="", review_on="2090-01-01")
        third = person(Role.AGENCY_ADMIN)
        schools = third.memberships.get().organisation
        last = adapt_document(version=version_of(copy), owner=schools, by=third)
        last = published_copy(last, by=third, title="Third", note="", review_on="2090-01-01")
        next_version(first, by=admin, readers="owner")
        body = client_of(None).get(last.get_absolute_url()).content.decode()
        assert "Second, version 1" in body
        assert "A document for fewer readers" in body
        assert "Secret origin" not in body


class TestRatingsAndQuestions:
    def test_the_later_rating_takes_the_place_of_the_first(self, document, parks, neighbour):
        for stars in (2, 4):
            rate_document(document=document, organisation=parks, stars=stars, comment="Clear.", by=neighbour)
        assert [one.stars for one in DocumentRating.objects.all()] == [4]
        body = client_of(None).get(document.get_absolute_url()).content.decode()
        assert "4.0 of 5, 1 rating" in body

    def test_nobody_rates_their_own_and_vendors_rate_nothing(self, document, roads, parks, admin, neighbour, vendor):
        with pytest.raises(OwnDocument):
            rate_document(document=document, organisation=roads, stars=5, by=admin)
        with pytest.raises(PermissionDenied):
            rate_document(document=document, organisation=vendor.memberships.get().organisation, stars=5, by=vendor)
        with pytest.raises(InvalidInput):
            rate_document(document=document, organisation=parks, stars=6, by=neighbour)
        assert not DocumentRating.objects.exists()

    def test_the_database_takes_one_to_five(self, document, parks, neighbour):
        rate_document(document=document, organisation=parks, stars=5, by=neighbour)
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentRating.objects.update(stars=0)

    def test_a_question_reaches_the_owner_and_its_answer_who_asked_and_every_reader(self, document, vendor, admin):
        company = vendor.memberships.get().organisation
        question = ask_question(document=document, organisation=company, words="Who keeps the keys?", by=vendor)
        assert notices(admin) == ["A question about “Sharing an office”"]
        answer_question(question=question, answer="The landlord.", by=admin)
        assert notices(vendor) == ["Answered: your question about “Sharing an office”"]
        assert "The landlord." in client_of(None).get(document.get_absolute_url()).content.decode()
        with pytest.raises(Answered):
            answer_question(question=question, answer="Nobody.", by=admin)

    def test_others_do_not_answer(self, document, parks, neighbour):
        question = ask_question(document=document, organisation=parks, words="Who?", by=neighbour)
        with pytest.raises(PermissionDenied):
            answer_question(question=question, answer="We.", by=neighbour)
        with pytest.raises(InvalidInput):
            ask_question(document=document, organisation=parks, words="  ", by=neighbour)

    def test_on_the_screens(self, document, client, neighbour, parks):
        client.force_login(neighbour)
        place = document.get_absolute_url()
        client.post(f"{place}adopt/", {"note": "For depots."})
        client.post(f"{place}rate/", {"stars": "5", "comment": "Good."})
        client.post(f"{place}ask/", {"words": "Who pays?"})
        made = client.post(f"{place}adapt/", {})
        assert (document.adoptions.get().agency, document.ratings.get().stars) == (parks, 5)
        assert document.questions.get().words == "Who pays?"
        assert made.url == LibraryDocument.objects.get(owner=parks).get_absolute_url()
        refused = client.post(f"{place}rate/", {"stars": "9", "comment": "Kept words."})
        assert (refused.status_code, "Kept words." in refused.content.decode()) == (422, True)
        client.post(f"{place}give-up/", {})
        assert not document.adoptions.exists()


class TestWanted:
    def test_who_asked_hears_of_answers_and_of_what_fits_and_closes_it(self, roads, admin, parks, neighbour):
        wanted = wanted_by(parks, by=neighbour, title="Memorandum on shared parking")
        answer_request(wanted=wanted, organisation=roads, words="We write one.", by=admin)
        fits = published(roads, by=admin, title="Parking under one roof")
        published(roads, by=admin, title="Privacy when parking", kind="privacy")
        published(roads, by=admin, title="Nothing to do with it")
        for document in LibraryDocument.objects.all():
            for _ in range(2):
                tell_new_version(version=version_of(document), by=SYSTEM)
        assert sorted(notices(neighbour)) == [
            "Department of Roads answers your request “Memorandum on shared parking”",
            "New in the library: “Parking under one roof”",
        ]
        close_request(wanted=wanted, met=True, document=fits, by=neighbour)
        assert notices(admin) == ["“Memorandum on shared parking”: met"]
        page = client_of(admin).get(wanted.get_absolute_url()).content.decode()
        assert "We write one." in page
        assert "Parking under one roof" in page

    def test_what_the_library_has_already_is_shown_beside_it(self, document, parks, neighbour, roads, admin):
        wanted = wanted_by(parks, by=neighbour, title="An office for two")
        published(roads, by=admin, title="Office secrets", readers="owner")
        assert [one.title for one in documents_that_fit(wanted, neighbour)] == ["Sharing an office"]
        assert "Perhaps in the library already" in client_of(neighbour).get(wanted.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(("met", "status"), [(True, "met"), (False, "withdrawn")])
    def test_each_end_is_reached_once_and_closes_the_answers(self, parks, neighbour, roads, admin, met, status):
        wanted = close_request(wanted=wanted_by(parks, by=neighbour), met=met, by=neighbour)
        assert wanted.status == status
        with pytest.raises(MoveRefused):
            close_request(wanted=wanted, met=not met, by=neighbour)
        with pytest.raises(RequestClosed):
            answer_request(wanted=wanted, organisation=roads, words="Here.", by=admin)
        assert not RequestAnswer.objects.exists()

    def test_vendors_see_no_board_and_others_close_nothing(self, parks, neighbour, roads, admin, vendor):
        wanted = wanted_by(parks, by=neighbour)
        assert client_of(vendor).get(wanted.get_absolute_url()).status_code == 404
        assert "0 requests" in client_of(vendor).get(reverse("library_requests")).content.decode()
        with pytest.raises(PermissionDenied):
            close_request(wanted=wanted, met=False, by=admin)
        with pytest.raises(InvalidInput):
            ask_for_document(organisation=parks, title="x", words="y", kind="wolfram", by=neighbour)
        assert [one.status for one in DocumentRequest.objects.all()] == ["open"]

    def test_on_the_screens(self, client, neighbour, admin, document, parks):
        client.force_login(neighbour)
        sent = {"title": "A lease for two", "kind": "mou", "words": "We move in together."}
        client.post("/library/wanted/new/", sent)
        wanted = DocumentRequest.objects.get()
        assert "A lease for two" in client.get("/library/wanted/?state=open").content.decode()
        client.force_login(admin)
        client.post(f"{wanted.get_absolute_url()}answer/", {"words": "Take ours.", "document": document.pk})
        client.force_login(neighbour)
        assert document.get_absolute_url() in client.get(wanted.get_absolute_url()).content.decode()
        client.post(f"{wanted.get_absolute_url()}close/", {"met": "yes", "document": document.pk})
        wanted.refresh_from_db()
        assert (wanted.status, wanted.met_by) == ("met", document)
