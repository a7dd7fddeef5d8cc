"""Loading the demonstration: everybody and everything in place, and a repeat changes nothing."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from catalog.offerings.actions import publish_offering
from catalog.offerings.models import Offering, Plan
from catalog.offerings.publication import PublicationRefused
from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.demo import world
from marketplace.demo.loader_admissions import load_admissions
from marketplace.demo.loader_offerings import load_offerings
from marketplace.demo.loader_people import Cast, everybody, load_people
from marketplace.demo.persons import PERSONS
from marketplace.organisations.actions.naming import ask_new_name, decide_new_name
from marketplace.organisations.models import BusinessHours, Membership, Organisation
from marketplace.permissions import Role, allowed
from tests.factories.marketplace import person
from tests.worlds import world as kept_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@kept_world
def cast() -> Cast:
    known = load_people(at=database_now())
    load_admissions(known, at=database_now())
    return known


def test_every_person_holds_their_roles(cast):
    for one in PERSONS:
        user = User.objects.get(email=one.email)
        assert {held.role for held in user.standing} == set(one.roles), one.slug
        assert {held.organisation_id for held in user.standing} == {cast.organisations[one.organisation].pk}
    limits = {held.role: held.delegation_limit for held in cast.person("approver").standing}
    assert limits == {Role.APPROVER: 250_000, Role.BUDGET_OWNER: None}


def test_nobody_can_sign_in_with_a_password_and_every_address_is_confirmed(cast):
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == User.objects.count()


def test_organisations_have_their_place_and_hours(cast):
    assert cast.organisations["parks"].parent == cast.organisations["natural-resources"]
    assert cast.organisations["franklin-data-center"].kind == Organisation.Kind.BROKER
    assert not Organisation.objects.filter(invented=False).exists()
    hours = BusinessHours.objects.get(organisation=cast.organisations["labor"])
    assert hours.weekly == [[["08:00", "17:00"]]] * 5 + [[], []]
    assert set(hours.closed_days.values()) == {"Day after Thanksgiving"}


def test_every_invented_offering_can_be_ordered(cast):
    loaded = load_offerings(cast, now=database_now)
    offerings = Offering.objects.prefetch_related("plans", "service_levels").select_related("vendor")
    assert loaded == offerings.count() == sum(1 for _ in world.offerings())
    assert {offering.slug: offering.missing_for_orders() for offering in offerings if not offering.is_orderable} == {}
    assert Offering.objects.orderable().count() == loaded
    assert Plan.objects.get(code=world.plan_code("contact-centre-platform", "seat")).price == 94


def test_a_loaded_offering_is_as_publication_leaves_it(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        load_offerings(cast, now=database_now)
    offering = Offering.objects.get(slug="kestrel-desk")
    version = offering.latest_revision.as_object()
    assert offering.live_revision == offering.latest_revision
    assert not offering.has_unpublished_changes
    assert [plan.code for plan in version.plans.all()] == [plan.code for plan in offering.plans.all()]
    assert [plan.pk for plan in version.plans.all()] == [plan.pk for plan in offering.plans.all()]
    assert {topic.name for topic in version.topics.all()} == set(world.offering("kestrel-desk")["topics"])
    publish_offering(offering=offering, by=cast.person("editor"))
    assert list(offering.plans.order_by("pk").values()) == list(Plan.objects.filter(offering=offering).values())


def test_an_incomplete_offering_stops_the_load(cast, monkeypatch):
    monkeypatch.setitem(world.offering("kestrel-desk"), "service_levels", [])
    with pytest.raises(PublicationRefused, match="It has no service level"):
        load_offerings(cast, now=database_now)
    assert not Offering.objects.exists()


def test_a_repeat_changes_nothing(cast, django_assert_max_num_queries):
    load_offerings(cast, now=database_now)
    models = (Organisation, User, Membership, BusinessHours, EmailAddress, Offering, Plan)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with django_assert_max_num_queries(25):
        again = load_people(at=database_now())
        assert load_offerings(again, now=database_now) == 0
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_changed_name_is_corrected(cast):
    labor = cast.organisations["labor"]
    Organisation.objects.filter(pk=labor.pk).update(name="Labour", city="Elsewhere")
    load_people(at=database_now())
    labor.refresh_from_db()
    assert (labor.name, labor.city) == ("Department of Labor", "Capitol Heights")


def test_a_name_that_the_office_confirmed_stays(cast):
    vendor = cast.organisations["kestrel-lane-software"]
    change = ask_new_name(
        vendor=vendor,
        name="Kestrel Lane",
        legal_name="",
        holds_from=timezone.localdate(),
        proof="The register.",
        by=person(Role.VENDOR_ADMIN, of=vendor),
    )
    decide_new_name(change=change, confirm=True, reason="", by=cast.person("officer"))
    load_people(at=database_now())
    vendor.refresh_from_db()
    assert (vendor.name, vendor.sort_name) == ("Kestrel Lane", "kestrel lane")


def test_the_holder_of_a_role_is_found(cast):
    user = cast.holder("labor", Role.REQUESTER)
    assert user.name == "Denise Okoro"
    assert allowed(cast.person("editor"), "catalog.publish_offering")
    with pytest.raises(LookupError):
        cast.holder("parks", Role.APPROVER)
    assert len(list(everybody())) == User.objects.count()
