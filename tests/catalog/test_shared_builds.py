"""What paid for a service of the state's own, and whether others may take it over: said, shown and found."""

import pytest
from django.urls import reverse

from catalog.offerings.actions import edit_offering, publish_offering
from catalog.offerings.models import Offering
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.search import indexed, listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db

BUILT = {
    "paid_from": "grant",
    "paid_words": "Shared services grant of 2021",
    "may_be_taken_over": True,
    "takeover_words": "The forms come under an open licence.",
}


@world
def office():
    return OrganisationFactory(broker=True)


@world
def draft(office):
    return OfferingFactory(draft=True, vendor=office, name="Franklin Benefits", delivery_mode="internal")


def said(draft, by=None, **fields) -> Offering:
    editor = by or person(Role.CATALOGUE_EDITOR, of=draft.vendor)
    return edit_offering(offering=draft, fields=fields, latest_revision_id=draft.latest_revision_id, by=editor)


def test_a_filter_finds_what_others_may_take_over_and_its_page_says_what_paid_for_it(draft, client):
    said(draft, **BUILT)
    draft.refresh_from_db()
    publish_offering(offering=draft, by=SYSTEM)
    listed_offering("Kestrel Desk")
    indexed()
    found = client.get(reverse("catalogue"), {"takeover": "yes"}).text
    assert "Franklin Benefits" in found
    assert "Kestrel Desk" not in found
    page = client.get(draft.get_absolute_url()).text
    for words in ("Federal grant: Shared services grant of 2021", "May be taken over", BUILT["takeover_words"]):
        assert words in page
    told = client.get(f"/api/v1/offerings/{draft.slug}").json()
    assert {name: told[name] for name in BUILT} == BUILT
    listed = client.get("/api/v1/offerings", {"takeover": "yes"}).json()["items"]
    assert [row["slug"] for row in listed] == [draft.slug]


def test_where_nothing_is_said_the_page_says_nothing_of_it(client):
    assert "Built once, for all" not in client.get(listed_offering("Kestrel Desk").get_absolute_url()).text


@pytest.mark.parametrize(
    ("of_vendor", "changes", "says"),
    [
        (True, {}, "Only a service of the state’s own"),
        (True, {"may_be_taken_over": False}, "Only a service of the state’s own"),
        (False, {"takeover_words": " "}, "Say how another body takes it over"),
        (False, {"paid_from": "lottery"}, "not a valid choice"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_saved(draft, of_vendor, changes, says):
    vendor = OrganisationFactory(vendor=True)
    row = OfferingFactory(draft=True, vendor=vendor) if of_vendor else draft
    by = person(Role.VENDOR_EDITOR, of=vendor) if of_vendor else None
    with pytest.raises(InvalidInput, match=says):
        said(row, by=by, **BUILT | changes)
    row.refresh_from_db()
    assert not row.get_latest_revision_as_object().is_shared_build
