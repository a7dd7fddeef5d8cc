"""Saved searches: one's own, told once of what is new, followed in a feed, ended by one click."""

import datetime
import re
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.models import Offering, SavedSearch, SavedSearchHit
from catalog.offerings.changes import note_changes
from catalog.saved_searches import tasks
from catalog.saved_searches.actions import keeping
from catalog.saved_searches.actions.alerting import due_searches, forget_removed, tell_of_new
from catalog.saved_searches.actions.keeping import (
    TooManySearches,
    change_search,
    close_feed,
    open_feed,
    put_back_search,
    remove_search,
    save_search,
    stop_alerts,
)
from catalog.saved_searches.actions.matching import match_changes, match_everything
from catalog.saved_searches.links import unsubscribe_token
from catalog.saved_searches.timing import last_due_at
from catalog.search.matching import fitting_ids
from catalog.search.query import CatalogueQuery
from catalog.search.tasks import drain_waiting_changes, mend_search_index
from catalog.taxonomy.models import Topic
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.notifications.tasks import mail_notification
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import UserFactory, person
from tests.factories.search import indexed, listed_offering, vendor_named
from tests.worlds import world

ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.django_db


@world
def alma():
    return person(Role.REQUESTER, name="Alma Reyes")


def saved(by, text="vault", frequency="instant", name="Vaults", **more):
    return save_search(name=name, query=CatalogueQuery(text=text, **more), frequency=frequency, by=by)


def changed(*offerings):
    """The offerings changed, and the worker did all that follows at once."""
    note_changes(offering_ids=[offering.pk for offering in offerings], at=timezone.now())
    drain_waiting_changes()
    return tasks.match_saved_searches([offering.pk for offering in offerings])


def subjects(user):
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("subject", flat=True))


def entries(response):
    root = ElementTree.fromstring(response.content)  # noqa: S314 our own feed
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


class TestMatching:
    def test_what_fits_is_what_the_catalogue_finds_on_all_pages_and_among_some(self):
        vaults = [listed_offering(f"Vault {number}") for number in range(30)]
        other = listed_offering("Desk")
        indexed()
        query, everything = CatalogueQuery(text="vault", page=2), CatalogueQuery()
        assert fitting_ids([query, everything]) == [
            {row.pk for row in vaults},
            {row.pk for row in [*vaults, other]},
        ]
        assert fitting_ids([query], among=[vaults[0].pk, other.pk]) == [{vaults[0].pk}]

    def test_a_filter_whose_vendor_or_topic_is_gone_fits_nothing_known(self):
        vendor = vendor_named("Kestrel")
        listed_offering("Vault", vendor=vendor)
        indexed()
        query = CatalogueQuery(selected={"vendor": (vendor.slug,)})
        assert len(fitting_ids([query])[0]) == 1
        Organisation.objects.filter(pk=vendor.pk).update(status=Organisation.Status.SUSPENDED)
        assert fitting_ids([query, CatalogueQuery(selected={"category": ("nowhere",)})]) == [None, None]

    def test_a_hundred_searches_and_changes_take_one_statement_a_search(self, alma, django_assert_max_num_queries):
        for number in range(20):
            saved(alma, text="", name=f"All of {number}", selected={"deployment": ("public_cloud",)})
        fresh = [listed_offering(f"Vault {number}") for number in range(30)]
        indexed()
        with django_assert_max_num_queries(20 + 7):
            assert match_changes(offering_ids=[row.pk for row in fresh]) == 600


class TestAlerts:
    def test_what_fitted_when_it_was_saved_is_no_news_and_what_comes_is_told_once(self, alma):
        old = listed_offering("Old Vault")
        indexed()
        search = saved(alma)
        fresh = listed_offering("New Vault", vendor=vendor_named("Heron Lane"))
        assert changed(old, fresh, listed_offering("Desk")) == 1
        assert subjects(alma) == ["New in “Vaults”: New Vault"]
        assert changed(old, fresh) == 0
        assert len(subjects(alma)) == 1
        notice = Notification.objects.get(recipient=alma)
        assert "New Vault, by Heron Lane: http" in notice.body
        assert notice.address == search.get_absolute_url()

    def test_what_no_longer_fits_and_fits_again_is_news(self, alma):
        offering = listed_offering("Vault")
        indexed()
        saved(alma)
        Offering.objects.filter(pk=offering.pk).update(name="Desk")
        assert changed(offering) == 0
        assert not SavedSearchHit.objects.exists()
        Offering.objects.filter(pk=offering.pk).update(name="Vault")
        assert changed(offering) == 1
        assert subjects(alma) == ["New in “Vaults”: Vault"]

    def test_a_worker_killed_between_matching_and_telling_loses_nothing(self, alma):
        saved(alma)
        fresh = listed_offering("Vault")
        indexed()
        match_changes(offering_ids=[fresh.pk])
        assert subjects(alma) == []
        assert tasks.match_saved_searches([fresh.pk]) == 1
        assert tasks.send_alerts() == 0
        assert len(subjects(alma)) == 1

    def test_a_vendor_that_comes_back_is_news_without_any_change(self, alma):
        vendor = vendor_named("Kestrel", status=Organisation.Status.SUSPENDED)
        listed_offering("Vault", vendor=vendor)
        indexed()
        saved(alma)
        Organisation.objects.filter(pk=vendor.pk).update(status=Organisation.Status.VERIFIED)
        assert mend_search_index() == 1
        assert tasks.look_through_saved_searches() == 1
        assert subjects(alma) == ["New in “Vaults”: Vault"]

    def test_a_daily_alert_comes_in_the_readers_morning_once_a_day(self, alma):
        alma.time_zone = "America/Los_Angeles"
        alma.save()
        zone = ZoneInfo("America/Los_Angeles")
        search = saved(alma, frequency="daily")
        SavedSearch.objects.update(created_at=datetime.datetime(2026, 11, 23, 12, tzinfo=zone))
        fresh = [listed_offering("Vault one"), listed_offering("Vault two")]
        assert changed(*fresh) == 0
        after = datetime.datetime(2026, 11, 24, 7, tzinfo=zone)
        before = after - datetime.timedelta(minutes=1)
        assert due_searches(now=lambda: before) == []
        assert tell_of_new(search_id=search.pk, now=lambda: before) == 0
        assert due_searches(now=lambda: after) == [search.pk]
        assert tell_of_new(search_id=search.pk, now=lambda: after) == 2
        assert tell_of_new(search_id=search.pk, now=lambda: after + datetime.timedelta(hours=2)) == 0
        assert subjects(alma) == ["New in “Vaults”: 2 offerings"]

    @pytest.mark.parametrize(
        ("at", "due"),
        [("2026-11-23 06:59", "2026-11-16"), ("2026-11-23 07:00", "2026-11-23"), ("2026-11-29 23:00", "2026-11-23")],
    )
    def test_weekly_alerts_are_due_on_mondays_at_seven(self, at, due):
        zone = ZoneInfo("America/New_York")
        moment = datetime.datetime.fromisoformat(at).replace(tzinfo=zone)
        expected = datetime.datetime.fromisoformat(f"{due} 07:00").replace(tzinfo=zone)
        assert last_due_at("weekly", at=moment, zone=zone) == expected

    def test_without_alerts_nothing_is_told_and_starting_them_tells_only_what_comes_then(self, alma):
        search = saved(alma, frequency="none")
        assert changed(listed_offering("First Vault")) == 0
        change_search(search=search, name="Vaults", frequency="instant", by=alma)
        assert tasks.send_alerts() == 0
        assert changed(listed_offering("Second Vault")) == 1
        assert subjects(alma) == ["New in “Vaults”: Second Vault"]

    @pytest.mark.parametrize("loss", ["account", "membership"])
    def test_with_the_account_or_the_membership_alerts_end(self, alma, loss):
        search = saved(alma)
        if loss == "account":
            type(alma).objects.filter(pk=alma.pk).update(is_active=False)
        else:
            Membership.objects.filter(user=alma).update(ends_at=timezone.now())
        assert changed(listed_offering("Vault")) == 0
        search.refresh_from_db()
        assert (search.frequency, bool(search.ended_because)) == ("none", True)
        assert subjects(alma) == []
        assert AuditEvent.objects.about(search).last().action == "catalog.saved_search.alerts_ended"

    def test_who_never_belonged_anywhere_keeps_their_alerts(self):
        newcomer = UserFactory()
        saved(newcomer)
        assert changed(listed_offering("Vault")) == 1


class TestOneClick:
    def test_each_mail_carries_the_headers_and_the_post_needs_no_session(self, alma):
        search = saved(alma)
        changed(listed_offering("Vault"))
        mail_notification(Notification.objects.get(recipient=alma).pk)
        [message] = mail.outbox
        [path] = re.findall(r"^<https?://[^/]+/([^>]+)>$", message.extra_headers["List-Unsubscribe"])
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert f"/{path}" in message.body
        stranger = Client(enforce_csrf_checks=True)
        assert "End these alerts?" in stranger.get(f"/{path}").content.decode()
        search.refresh_from_db()
        assert search.frequency == "instant"
        for _ in range(2):
            answer = stranger.post(f"/{path}", {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200
            assert "No more alerts" in answer.content.decode()
        search.refresh_from_db()
        assert search.frequency == "none"
        assert changed(listed_offering("Vault two")) == 0

    def test_a_link_that_was_not_signed_here_ends_nothing(self, client, alma):
        search = saved(alma)
        token = unsubscribe_token(search)
        for odd in (str(search.pk), f"{search.pk + 1}{token[len(str(search.pk)) :]}", token[:-1], "\x00", "x" * 2000):
            assert client.post(f"/saved-searches/unsubscribe/{odd}/").status_code in {400, 404}
        search.refresh_from_db()
        assert search.frequency == "instant"

    def test_other_notices_carry_no_such_header(self, alma):
        from_elsewhere = Notification.objects.create(recipient=alma, key="x", subject="Approved", at=timezone.now())
        mail_notification(from_elsewhere.pk)
        assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


class TestFeeds:
    def test_the_feed_of_a_search_is_valid_atom_at_a_secret_address_that_ends(self, client, alma):
        listed_offering("Vault & <Sons>\x0b", slug="vault-sons", summary="Keeps things.")
        indexed()
        search = open_feed(search=saved(alma), by=alma)
        address = reverse("saved_search_feed", args=[search.feed_token])
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.content)  # noqa: S314 our own feed
        for name in ("id", "title", "updated"):
            assert root.findtext(f"{ATOM}{name}"), name
        [entry] = root.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title").strip() == "Vault & <Sons>"
        assert entry.findtext(f"{ATOM}id").endswith("/catalogue/vault-sons/")
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("updated", "summary"))
        again = open_feed(search=search, by=alma)
        assert client.get(address).status_code == 404
        assert client.get(reverse("saved_search_feed", args=[again.feed_token])).status_code == 200
        close_feed(search=again, by=alma)
        assert client.get(reverse("saved_search_feed", args=[again.feed_token])).status_code == 404

    def test_who_has_the_feed_already_gets_304(self, client, alma):
        search = open_feed(search=saved(alma), by=alma)
        address = reverse("saved_search_feed", args=[search.feed_token])
        first = client.get(address)
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
        assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
        changed(listed_offering("Vault"))
        assert entries(client.get(address, headers={"if-none-match": first["ETag"]})) == ["Vault"]

    def test_what_left_the_catalogue_is_not_in_the_feed_and_no_closed_account_keeps_one(self, client, alma):
        gone = listed_offering("Gone Vault")
        listed_offering("Vault")
        indexed()
        search = open_feed(search=saved(alma), by=alma)
        Offering.objects.filter(pk=gone.pk).update(live=False)
        address = reverse("saved_search_feed", args=[search.feed_token])
        assert entries(client.get(address)) == ["Vault"]
        type(alma).objects.filter(pk=alma.pk).update(is_active=False)
        assert client.get(address).status_code == 404

    def test_the_feed_of_the_catalogue_takes_its_filters_and_shows_the_newest_first(
        self, client, django_assert_max_num_queries
    ):
        day = datetime.timedelta(days=1)
        old = listed_offering("Old Vault", first_published_at=timezone.now() - day, impact_level="high")
        listed_offering("New Vault", first_published_at=timezone.now())
        listed_offering("Desk", first_published_at=timezone.now() - 2 * day)
        indexed()
        address = reverse("catalogue_feed")
        assert entries(client.get(address)) == ["New Vault", "Old Vault", "Desk"]
        assert entries(client.get(address, {"q": "vault"})) == ["New Vault", "Old Vault"]
        with django_assert_max_num_queries(6):
            assert entries(client.get(address, {"impact": "high"})) == [old.name]
        assert client.get(address, {"impact": "purple"}).status_code == 400
        assert client.get(address, {"vendor": "nobody"}).status_code == 400


class TestChanges:
    def test_only_its_owner_changes_it_and_each_change_is_on_record(self, alma):
        search = saved(alma)
        for stranger in (person(Role.REQUESTER), person(Role.CIO)):
            for attempt in (change_search, remove_search, put_back_search, open_feed, close_feed, stop_alerts):
                more = {"name": "Mine", "frequency": "none"} if attempt is change_search else {}
                with pytest.raises(PermissionDenied):
                    attempt(search=search, by=stranger, **more)
        search.refresh_from_db()
        assert (search.name, search.removed_at, search.feed_token) == ("Vaults", None, None)
        change_search(search=search, name=" Safe  rooms ", frequency="weekly", by=alma)
        remove_search(search=search, by=alma)
        put_back_search(search=search, by=alma)
        said = AuditEvent.objects.about(search).values_list("action", flat=True)
        assert [action.rpartition(".")[2] for action in said] == ["saved", "changed", "removed", "put_back"]
        search.refresh_from_db()
        assert (search.name, search.frequency) == ("Safe rooms", "weekly")

    def test_what_is_removed_is_silent_comes_back_with_what_it_missed_and_goes_after_a_month(self, alma):
        search = remove_search(search=saved(alma), by=alma)
        assert changed(listed_offering("Vault")) == 0
        put_back_search(search=search, by=alma)
        assert tasks.send_alerts() == 1
        remove_search(search=search, by=alma)
        at = timezone.now()
        assert forget_removed(now=lambda: at + datetime.timedelta(days=29)) == 0
        assert forget_removed(now=lambda: at + datetime.timedelta(days=31)) == 1
        assert not SavedSearch.objects.exists()

    def test_a_nameless_search_and_one_too_many_are_refused(self, alma, monkeypatch):
        monkeypatch.setattr(keeping, "MOST_SEARCHES", 1)
        with pytest.raises(InvalidInput):
            saved(alma, name="  ")
        first = saved(alma)
        with pytest.raises(TooManySearches):
            saved(alma)
        remove_search(search=first, by=alma)
        saved(alma, name="Another")
        with pytest.raises(TooManySearches):
            put_back_search(search=first, by=alma)
        assert [row.name for row in SavedSearch.objects.standing()] == ["Another"]

    def test_the_database_refuses_news_that_is_none_and_a_hit_twice(self, alma):
        search, offering = saved(alma), listed_offering("Vault")
        row = {"search": search, "offering": offering, "since": timezone.now()}
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedSearchHit.objects.create(**row, at_start=True)
        SavedSearchHit.objects.create(**row)
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedSearchHit.objects.create(**row)


class TestPages:
    def test_from_the_catalogue_to_a_saved_search_its_change_and_back(self, client, alma):
        listed_offering("Vault", impact_level="high")
        indexed()
        client.force_login(alma)
        found = client.get(reverse("catalogue"), {"q": "vault", "impact": "high", "page": "1"}).content.decode()
        [address] = re.findall(r'href="([^"]+)">Save this search', found)
        address = address.replace("&amp;", "&")
        assert address == "/saved-searches/save/?q=vault&impact=high"
        assert "Give the search a name" in client.post(address, {"name": "", "frequency": "daily"}).content.decode()
        page = client.post(address, {"name": "Safe <b>rooms</b>", "frequency": "weekly"}, follow=True)
        html = page.content.decode()
        assert "“Safe &lt;b&gt;rooms&lt;/b&gt;” is saved. What is new comes on Mondays." in html
        assert "“vault”, High" in html
        search = SavedSearch.objects.get()
        assert f'href="{search.run_address.replace("&", "&amp;")}"' in html
        assert client.get(search.run_address).status_code == 200
        client.post(reverse("saved_search_change", args=[search.pk]), {"name": "Rooms", "frequency": "none"})
        html = client.post(reverse("saved_search_remove", args=[search.pk]), follow=True).content.decode()
        assert "“Rooms” is removed. You can bring it back" in html
        html = client.post(reverse("saved_search_put_back", args=[search.pk]), follow=True).content.decode()
        assert "“Rooms” is back, with its alerts." in html

    def test_what_came_shows_on_the_list_the_page_and_at_work(self, client, alma):
        search = saved(alma)
        changed(listed_offering("New Vault"))
        client.force_login(alma)
        for address in (reverse("saved_search_list"), search.get_absolute_url(), reverse("workspace")):
            assert "Vaults" in client.get(address).content.decode()
        assert "New Vault" in client.get(search.get_absolute_url()).content.decode()
        assert "1 new" in client.get(reverse("workspace")).content.decode()

    def test_a_withdrawn_value_is_said_in_a_sentence_and_breaks_nothing(self, client, alma):
        Topic.objects.create(name="Finance", slug="finance")
        search = saved(alma, selected={"category": ("finance",)})
        odd = saved(alma, name="Odd")
        SavedSearch.objects.filter(pk=odd.pk).update(query="q=vault&impact=purple")
        Topic.objects.all().delete()
        assert changed(listed_offering("Vault")) == 0
        assert match_everything() == 0
        client.force_login(alma)
        assert client.get(reverse("saved_search_list")).content.decode().count("Not understood any more") == 2
        html = client.get(search.get_absolute_url()).content.decode()
        assert "“finance” is not a value of the filter “Topic”" in html
        assert "“purple” is not a value" in client.get(odd.get_absolute_url()).content.decode()

    def test_the_list_takes_the_same_statements_for_one_and_for_many(self, client, alma, django_assert_max_num_queries):
        vendor = vendor_named("Kestrel")
        listed_offering("Vault", vendor=vendor)
        for number in range(12):
            saved(alma, name=f"Search {number}", selected={"vendor": (vendor.slug,)})
        client.force_login(alma)
        with django_assert_max_num_queries(9):
            assert client.get(reverse("saved_search_list")).status_code == 200

    @pytest.mark.parametrize("query", ["q=%00", "impact=purple", "page=-1", f"q={'x' * 5000}", "vendor=nobody"])
    def test_an_odd_search_is_not_saved(self, client, alma, query):
        client.force_login(alma)
        answer = client.post(f"/saved-searches/save/?{query}", {"name": "Odd", "frequency": "daily"})
        assert answer.status_code == 400
        assert not SavedSearch.objects.exists()
