"""What the search field suggests while somebody types, and why a result stands where it stands."""

import random
import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from catalog.offerings.changes import note_changes
from catalog.offerings.models import Offering
from catalog.search.models import NameBeginning, SearchEntry
from catalog.search.queries import suggestions_for
from catalog.search.reasons import WHY
from marketplace.organisations.models import Organisation
from tests.factories.search import indexed, listed_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def desk():
    """A service desk of a vendor whose name another offering and a topic share."""
    kestrel = vendor_named("Kestrel Lane")
    offering = listed_offering("Service Desk", vendor=kestrel, topics=["Kestrel keeping"], summary="Calls.")
    listed_offering("Kestrel Files", vendor=kestrel)
    listed_offering("Café Ledger", vendor=vendor_named("Larkspur"))
    indexed()
    return offering


def suggested(client, text):
    answer = client.get(reverse("catalogue_suggestions"), {"q": text})
    assert answer.status_code == 200
    return [(row["kind"], row["label"]) for row in answer.json()["suggestions"]]


def test_topics_vendors_and_offerings_that_begin_like_the_text(client, desk):
    assert suggested(client, "kes") == [
        ("topic", "Kestrel keeping"),
        ("vendor", "Kestrel Lane"),
        ("offering", "Kestrel Files"),
    ]


@pytest.mark.parametrize("text", ["serv", "DESK", "service d", "sérvice"])
def test_any_word_of_a_name_may_be_begun(client, desk, text):
    assert ("offering", "Service Desk") in suggested(client, text)


def test_accents_are_found_without_them(client, desk):
    assert suggested(client, "cafe le") == [("offering", "Café Ledger")]


@pytest.mark.parametrize("text", ["", "k", "zz", "kestrel' | 'x", "😀😀", "\\m(", "%", "x" * 5000, "& |"])
def test_odd_texts_suggest_nothing_and_break_nothing(client, desk, text):
    assert all(label.startswith("Kestrel") for _, label in suggested(client, text))


def test_every_suggestion_leads_somewhere(client, desk):
    rows = client.get(reverse("catalogue_suggestions"), {"q": "kes"}).json()["suggestions"]
    assert [client.get(row["address"]).status_code for row in rows] == [200, 200, 200]


def test_what_was_withdrawn_is_not_suggested_even_before_the_index_knows(client, desk):
    Offering.objects.filter(pk=desk.pk).update(live=False)
    note_changes(offering_ids=[desk.pk], at=timezone.now())
    assert suggested(client, "desk") == []
    Organisation.objects.filter(name="Kestrel Lane").update(status=Organisation.Status.SUSPENDED)
    assert suggested(client, "kes") == []


def brute_force(text, *, limit=8):
    """The names that hold the words in their order, by reading all of them."""
    words = text.split()
    pattern = r"\b" + r".*\b".join(words)
    found = [entry for entry in SearchEntry.objects.all() if re.search(pattern, entry.name_key)]
    found.sort(key=lambda entry: (not entry.name_key.startswith(" ".join(words)), entry.rank, entry.pk))
    return {entry.name_key for entry in found[:limit]}


def test_the_same_as_by_reading_every_name():
    chance = random.Random(4)
    words = ["service", "services", "server", "se", "sea", "cloud", "cloudy", "c", "desk", "serv-ice", "x" * 45]
    vendor = vendor_named("Plain")
    for number in range(60):
        name = " ".join(chance.choices(words, k=chance.randint(1, 4)))
        listed_offering(f"{name} {number}", vendor=vendor, certification=chance.choice(["none", "fedramp_ready"]))
    indexed()
    texts = ["se", "ser", "serv", "servic", "services", "sea", "cl", "cloudy", "des", "59", "x" * 43, "x" * 60]
    texts += ["service c", "cloud ser", "c se", "desk service cl", "se se", "services des", "nothing se"]
    for text in texts:
        labels = {row.label for row in suggestions_for(text) if row.kind == "offering"}
        assert labels == brute_force(text), text


def test_beginnings_follow_every_change_of_an_entry(desk):
    def keys():
        return set(NameBeginning.objects.filter(offering_id=desk.pk).values_list("key", "inside", "rank"))

    rank = SearchEntry.objects.get(pk=desk.pk).rank
    assert keys() == {(key, key.startswith("d"), rank) for key in ("se", "ser", "service", "de", "des", "desk")}
    SearchEntry.objects.filter(pk=desk.pk).update(name_key="desk", rank=-7)
    assert keys() == {(key, False, -7) for key in ("de", "des", "desk")}
    SearchEntry.objects.filter(pk=desk.pk).delete()
    assert keys() == set()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE catalog_searchentry")
    assert not NameBeginning.objects.exists()


def test_one_statement(client, desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        suggested(client, "kes")


def test_a_result_says_why_it_stands_there_and_only_where_something_was_searched(client, desk):
    page = client.get(reverse("catalogue"), {"q": "kestrel"}).content.decode()
    assert "Why this result" in page
    assert re.findall(r"Your words are in ([^.]*)\.", page) == [
        "its name, its vendor and its topics" if "Kestrel Files" in row else "its vendor and its topics"
        for row in page.split('<li class="st-result">')[1:]
    ]
    whole = client.get(reverse("catalogue")).content.decode()
    assert "Why this result" not in whole
    assert WHY not in whole + page


def test_an_exact_name_is_said_to_be_one(client, desk):
    assert "What you typed is its name." in client.get(reverse("catalogue"), {"q": "service desk"}).content.decode()
