"""Lists of wordings: kept by editors, on record, and read with the next search."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from catalog.search.models import WordingList
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from catalog.search.wording_actions import delete_wording_list, folded, keep_wording_list
from catalog.search.wordings import key, shipped_lists
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from tests.factories.marketplace import MembershipFactory, OrganisationFactory
from tests.factories.search import indexed, listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def editor():
    office = OrganisationFactory(broker=True)
    return MembershipFactory(organisation=office, role=Role.CATALOGUE_EDITOR).user


def total(text):
    return search_catalogue(CatalogueQuery(text=text)).total


class TestKeeping:
    def test_a_list_finds_at_once_until_it_is_gone_and_each_step_is_on_record(self, editor):
        listed_offering("Quokka Tracker")
        indexed()
        assert total("small wallabies") == 0
        kept = keep_wording_list(wording_list=WordingList(), wordings=["Quokkas", "small  wallaby"], by=editor)
        assert (kept.wordings, kept.keys) == (["quokkas", "small wallaby"], ["quokka", "small wallaby"])
        assert total("small wallabies") == 1
        delete_wording_list(wording_list=kept, by=editor)
        assert total("small wallabies") == 0
        events = AuditEvent.objects.filter(action__startswith="catalog.wording_list").order_by("number")
        assert [(event.action, event.data["wordings"]) for event in events] == [
            ("catalog.wording_list.kept", ["quokkas", "small wallaby"]),
            ("catalog.wording_list.deleted", ["quokkas", "small wallaby"]),
        ]

    @pytest.mark.parametrize(
        ("wordings", "said"),
        [
            (["ticket", "Tickets"], "2 to 40 different"),
            (["alone", " "], "2 to 40 different"),
            (["a row of seven words is too long", "short"], "up to 6 words"),
            ([f"word{n}" for n in range(41)], "2 to 40 different"),
        ],
    )
    def test_what_is_no_list_is_refused_and_nothing_changes(self, editor, wordings, said):
        before = list(WordingList.objects.values_list("wordings", flat=True))
        with pytest.raises(InvalidInput, match=said):
            keep_wording_list(wording_list=WordingList.objects.first(), wordings=wordings, by=editor)
        assert list(WordingList.objects.values_list("wordings", flat=True)) == before

    def test_nobody_but_editors_keeps_or_deletes_one(self):
        other = MembershipFactory(role=Role.REQUESTER).user
        held = WordingList.objects.first()
        with pytest.raises(PermissionDenied):
            keep_wording_list(wording_list=held, wordings=["one", "two"], by=other)
        with pytest.raises(PermissionDenied):
            delete_wording_list(wording_list=held, by=other)
        assert WordingList.objects.first().wordings == held.wordings


def test_the_shipped_lists_are_there_and_each_is_one_that_an_editor_could_keep():
    assert {held.wordings[0] for held in WordingList.objects.all()} == {listed[0] for listed in shipped_lists()}
    for listed in shipped_lists():
        assert folded(listed) == listed


@pytest.mark.parametrize(
    ("many", "one"), [("policies", "policy"), ("boxes", "box"), ("tickets", "ticket"), ("analysis", "analysis")]
)
def test_one_and_many_are_looked_up_alike(many, one):
    assert key(many) == one


def test_a_result_says_by_which_word_it_was_found_otherwise(client):
    listed_offering("Larkspur Service Desk")
    indexed()
    page = client.get(reverse("catalogue"), {"q": "<b> helpdesk"}).content.decode()
    assert re.findall(r"Found by another wording of ([^.]*)\.", page) == ["“helpdesk”"]
    plain = client.get(reverse("catalogue"), {"q": "service desk"}).content.decode()
    assert "another wording" not in plain


def test_editors_make_change_and_delete_a_list_on_the_screen(client, editor):
    client.force_login(editor)
    add = reverse("wagtailsnippets_catalog_wordinglist:add")
    refused = client.post(add, {"wordings": "alone"})
    assert "2 to 40 different wordings" in refused.content.decode()
    client.post(add, {"wordings": "Quokka, small wallaby"})
    held = WordingList.objects.get(keys__contains=["quokka"])
    client.post(reverse("wagtailsnippets_catalog_wordinglist:edit", args=[held.pk]), {"wordings": "quokka, setonix"})
    held.refresh_from_db()
    assert held.keys == ["quokka", "setonix"]
    where = reverse("wagtailsnippets_catalog_wordinglist:list")
    assert "setonix" in client.get(where).content.decode()
    found = client.get(where, {"q": "Setonix"}).context["object_list"]
    assert [listed.wordings for listed in found] == [["quokka", "setonix"]]
    assert not client.get(where, {"q": "no such wording"}).context["object_list"]
    client.post(reverse("wagtailsnippets_catalog_wordinglist:delete", args=[held.pk]))
    assert not WordingList.objects.filter(pk=held.pk).exists()
    assert AuditEvent.objects.filter(action="catalog.wording_list.deleted").count() == 1
