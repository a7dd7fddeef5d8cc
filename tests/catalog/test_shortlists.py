"""Shortlists: shared in an agency and nowhere else; what is removed can be put back; notes say who and when."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from catalog.models import Offering, Shortlist, ShortlistEntry, ShortlistNote
from catalog.shortlists import actions
from catalog.shortlists.actions import (
    NotListedNow,
    ShortlistFull,
    add_to_shortlist,
    open_shortlist,
    put_back,
    remove_from_shortlist,
    write_note,
)
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.search import listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def agency():
    return OrganisationFactory()


@world
def alma(agency):
    return person(Role.REQUESTER, of=agency, name="Alma Reyes")


@pytest.fixture
def shortlist(agency, alma):
    return open_shortlist(title="  New  telephones ", agency=agency, by=alma)


def names(shortlist):
    return [entry.offering_name for entry in shortlist.entries.standing()]


class TestChanges:
    def test_twice_added_is_once_listed_with_both_notes(self, shortlist, alma):
        one, two = listed_offering("One"), listed_offering("Two")
        add_to_shortlist(shortlist=shortlist, offerings=[one, two], note="Ask for a trial.", by=alma)
        add_to_shortlist(shortlist=shortlist, offerings=[one], note="Trial agreed.", by=alma)
        assert names(shortlist) == ["One", "Two"]
        notes = ShortlistNote.objects.filter(entry__offering=one)
        assert [(note.text, note.by) for note in notes] == [("Ask for a trial.", alma), ("Trial agreed.", alma)]
        assert shortlist.title == "New telephones"

    def test_what_was_removed_comes_back_with_its_notes(self, shortlist, alma):
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[listed_offering("One")], note="Good.", by=alma)
        at = timezone.now() + datetime.timedelta(hours=1)
        removed = remove_from_shortlist(entry=entry, by=alma, now=lambda: at)
        assert (names(shortlist), removed.removed_by, removed.removed_at) == ([], alma, at)
        again = remove_from_shortlist(entry=entry, by=alma, now=lambda: at + datetime.timedelta(hours=1))
        assert again.removed_at == at
        put_back(entry=entry, by=alma)
        assert names(shortlist) == ["One"]
        assert entry.notes.count() == 1
        said = AuditEvent.objects.about(shortlist).values_list("action", flat=True)
        assert [action.rpartition(".")[2] for action in said] == ["opened", "added", "removed", "put_back"]

    def test_only_what_the_catalogue_lists_is_added(self, shortlist, alma):
        good, draft = listed_offering("Good"), listed_offering("Draft", live=False)
        with pytest.raises(NotListedNow):
            add_to_shortlist(shortlist=shortlist, offerings=[good, draft], by=alma)
        assert names(shortlist) == []

    def test_a_full_list_takes_no_more_and_nothing_is_put_back(self, shortlist, alma, monkeypatch):
        monkeypatch.setattr(actions, "MOST_ENTRIES", 1)
        one, two = listed_offering("One"), listed_offering("Two")
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[one], by=alma)
        with pytest.raises(ShortlistFull):
            add_to_shortlist(shortlist=shortlist, offerings=[two], by=alma)
        remove_from_shortlist(entry=entry, by=alma)
        add_to_shortlist(shortlist=shortlist, offerings=[two], by=alma)
        with pytest.raises(ShortlistFull):
            put_back(entry=entry, by=alma)
        assert names(shortlist) == ["Two"]

    def test_nobody_else_changes_it(self, shortlist, alma):
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[listed_offering("One")], by=alma)
        for stranger in (person(Role.REQUESTER), person(Role.CIO), person(Role.AUDITOR), person(Role.VENDOR_ADMIN)):
            for attempt in (
                lambda by=stranger: add_to_shortlist(shortlist=shortlist, offerings=[entry.offering], by=by),
                lambda by=stranger: remove_from_shortlist(entry=entry, by=by),
                lambda by=stranger: put_back(entry=entry, by=by),
                lambda by=stranger: write_note(entry=entry, text="Mine.", by=by),
                lambda by=stranger: open_shortlist(title="Mine", agency=shortlist.agency, by=by),
            ):
                with pytest.raises(PermissionDenied):
                    attempt()
        assert names(shortlist) == ["One"]
        assert Shortlist.objects.count() == 1
        assert ShortlistNote.objects.count() == 0

    def test_an_empty_name_or_note_is_refused(self, shortlist, alma):
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[listed_offering("One")], by=alma)
        with pytest.raises(InvalidInput):
            open_shortlist(title=" ", agency=shortlist.agency, by=alma)
        with pytest.raises(InvalidInput):
            write_note(entry=entry, text=" \n", by=alma)

    def test_the_database_refuses_a_second_entry_and_a_changed_note(self, shortlist, alma):
        offering = listed_offering("One")
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[offering], note="Good.", by=alma)
        twin = {"offering_name": "x", "added_by": alma, "added_at": timezone.now()}
        with pytest.raises(IntegrityError), transaction.atomic():
            ShortlistEntry.objects.create(shortlist=shortlist, offering=offering, **twin)
        with pytest.raises(DatabaseError), transaction.atomic():
            entry.notes.update(text="Bad.")
        assert entry.notes.get().text == "Good."


class TestPages:
    def test_from_chosen_offerings_to_a_list_note_removal_and_back(self, client, alma):
        one, two = listed_offering("One"), listed_offering("Two")
        client.force_login(alma)
        address = f"{reverse('shortlist_add')}?offering={one.slug}&offering={two.slug}"
        agency = alma.standing[0].organisation_id
        sent = {"shortlist": "new", "title": "", "agency": agency, "note": "Both have <b>an API</b>."}
        refused = client.post(address, sent)
        assert refused.status_code == 422
        assert "Give the new shortlist a name" in refused.content.decode()
        page = client.post(address, sent | {"title": "Desk"}, follow=True)
        html = page.content.decode()
        assert "2 offerings are on the shortlist “Desk”." in html
        assert html.count("Both have &lt;b&gt;an API&lt;/b&gt;.") == 2
        entry = ShortlistEntry.objects.get(offering=one)
        parts = [entry.shortlist.reference, entry.pk]
        html = client.post(reverse("shortlist_remove", args=parts), follow=True).content.decode()
        assert "One is removed. You can put it back" in html
        assert reverse("shortlist_put_back", args=parts) in html
        html = client.post(reverse("shortlist_put_back", args=parts), follow=True).content.decode()
        assert "One is on the list again." in html
        client.post(reverse("shortlist_note", args=parts), {"text": "Called them."})
        assert entry.notes.last().text == "Called them."

    def test_another_agency_s_list_is_not_there_and_not_offered(self, client, shortlist, alma):
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[listed_offering("One")], by=alma)
        stranger = person(Role.REQUESTER)
        client.force_login(stranger)
        for name, parts in (
            ("shortlist_page", [shortlist.reference]),
            ("shortlist_note", [shortlist.reference, entry.pk]),
        ):
            assert client.get(reverse(name, args=parts)).status_code == 404
        assert "New telephones" not in client.get(reverse("shortlist_list")).content.decode()
        address = f"{reverse('shortlist_add')}?offering={entry.offering.slug}"
        assert "New telephones" not in client.get(address).content.decode()
        sent = {"shortlist": shortlist.reference, "agency": stranger.standing[0].organisation_id}
        assert client.post(address, sent).status_code == 422
        home = Organisation.objects.get(pk=stranger.standing[0].organisation_id)
        own = open_shortlist(title="Own", agency=home, by=stranger)
        crossed = reverse("shortlist_remove", args=[own.reference, entry.pk])
        assert client.post(crossed).status_code == 404
        assert names(shortlist) == ["One"]

    def test_what_left_the_catalogue_keeps_its_name_of_then_and_no_link(self, client, shortlist, alma):
        offering = listed_offering("One")
        add_to_shortlist(shortlist=shortlist, offerings=[offering], by=alma)
        Offering.objects.filter(pk=offering.pk).update(live=False, name="Secret plan")
        client.force_login(alma)
        html = client.get(shortlist.get_absolute_url()).content.decode()
        assert "No longer in the catalogue" in html
        assert "Secret plan" not in html
        assert offering.get_absolute_url() not in html

    def test_a_page_takes_the_same_statements_for_one_and_for_many(
        self, client, shortlist, alma, django_assert_max_num_queries
    ):
        many = [listed_offering(f"Vault {number}") for number in range(8)]
        add_to_shortlist(shortlist=shortlist, offerings=many, note="Good.", by=alma)
        client.force_login(alma)
        with django_assert_max_num_queries(9):
            assert client.get(shortlist.get_absolute_url()).status_code == 200
        with django_assert_max_num_queries(7):
            assert client.get(reverse("shortlist_list")).status_code == 200

    @pytest.mark.parametrize("slug", ["nowhere", "\x00", "x" * 5000, "‮"])
    def test_odd_slugs_are_refused(self, client, alma, slug):
        client.force_login(alma)
        assert client.get(reverse("shortlist_add"), {"offering": slug}).status_code in {400, 404}
