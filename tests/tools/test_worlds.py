"""Worlds of a module: made once, and for each test as if it were the only one."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role
from tests.factories.contracts import trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import sort_by_worlds, world, worlds_of


def kestrel_works():
    default_storage.save("terms.txt", ContentFile(b"As agreed."))
    return OrganisationFactory(vendor=True, name="Kestrel Works")


vendor = world(kestrel_works, "vendor")


@world
def signatory(vendor):
    return person(Role.SIGNATORY, of=vendor)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_writes_is_gone_in_the_next(vendor, signatory, storage, turn):
    assert vendor.name == Organisation.objects.get(pk=vendor.pk).name == "Kestrel Works"
    assert not Organisation.objects.filter(name="Open Hand").exists()
    assert signatory.memberships.count() == 1
    assert (storage / "terms.txt").read_bytes() == b"As agreed."

    vendor.name = "Larkspur"
    vendor.save()
    OrganisationFactory(vendor=True, name="Open Hand")
    person(Role.SIGNATORY, of=vendor)
    Membership.objects.all().delete()
    (storage / "terms.txt").write_bytes(b"As changed.")


@pytest.mark.django_db
def test_a_test_that_does_not_ask_for_a_world_does_not_find_it(storage):
    assert not Organisation.objects.filter(name="Kestrel Works").exists()
    assert list(storage.iterdir()) == []


def test_nor_one_that_asks_for_another(vendor):
    assert not Membership.objects.filter(organisation=vendor).exists()


def test_in_two_worlds_one_thing_is_one_thing(vendor, signatory):
    assert signatory.standing[0].organisation_id == vendor.pk


def test_a_failing_statement_does_not_break_the_world_of_the_others(vendor):
    with pytest.raises(Exception, match="does not exist"):
        Organisation.objects.raw("SELECT nothing FROM nowhere")[0]


@pytest.mark.parametrize("turn", ["first", "second"])
def test_after_a_failed_statement_it_is_still_there(vendor, turn):
    assert Organisation.objects.get(pk=vendor.pk).name == "Kestrel Works"


def test_its_tests_follow_each_other_and_modules_stay_in_their_order(request):
    items = [item for item in request.session.items if item.path == request.path]
    shuffled = items[::-1]
    sort_by_worlds(shuffled)
    asked = [list(worlds_of(item)) for item in shuffled]
    assert asked == sorted(asked, key=len)


class _Test:
    """As much of a collected test as its place is found by."""

    def __init__(self, module, *makes):
        self.path = Path(module)
        self.module = SimpleNamespace(__name__=module)
        found = {make.__name__: [SimpleNamespace(func=SimpleNamespace(makes=make))] for make in makes}
        self._fixtureinfo = SimpleNamespace(name2fixturedefs=found)


def test_modules_that_share_a_world_have_their_other_tests_before_it():
    one, other, alone, last = _Test("a", trade), _Test("c", trade), _Test("c"), _Test("b")
    items = [one, last, other, alone]
    sort_by_worlds(items)
    assert items == [alone, one, other, last]


def test_what_commits_is_refused_a_world(request, worlds_in_place):
    worlds_in_place.bring({"vendor": kestrel_works})
    with pytest.raises(pytest.fail.Exception, match="taken back"):
        request.getfixturevalue("cloned_database")


def test_what_is_in_place_is_not_made_anew(request, worlds_in_place):
    worlds_in_place.bring({"vendor": kestrel_works})
    before = worlds_in_place.made("vendor")
    worlds_in_place.bring({"vendor": kestrel_works, "signatory": lambda vendor: person(Role.SIGNATORY, of=vendor)})
    assert worlds_in_place.made("vendor") is before
    worlds_in_place.bring({})
    assert worlds_in_place.layers == []


def test_one_of_all_modules_stays_for_the_next_that_asks_for_it(worlds_in_place):
    worlds_in_place.bring({"vendor": kestrel_works, "own": lambda: OrganisationFactory()})
    before = worlds_in_place.made("vendor")
    worlds_in_place.leave({"vendor": kestrel_works, "own": trade})
    assert [layer.made for layer in worlds_in_place.layers] == [before]
    worlds_in_place.leave({"vendor": trade})
    assert worlds_in_place.layers == []
