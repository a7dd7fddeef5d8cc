"""Filters of the catalogue: places, long facets on a page of their own, and vendors that may not deliver now."""

import datetime

import pytest
from django.utils import timezone

from catalog.search.places import Place, places_of
from marketplace.organisations.models import Sanction
from tests.factories.marketplace import OrganisationFactory, UserFactory
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named
from tests.worlds import world


@pytest.mark.parametrize(
    ("stated", "places"),
    [
        ("Franklin and Ohio, United States", ["us"]),
        ("US only", ["us"]),
        ("Near us", ["other"]),
        ("AWS GovCloud (U.S.) and Canada", ["us", "ca"]),
        ("EU: Frankfurt, Germany", ["eu"]),
        ("Eulerville", ["other"]),
        ("New South Wales", ["au"]),
        ("Cardiff, Wales", ["uk"]),
        ("  ", ["none"]),
        ("", ["none"]),
    ],
)
def test_where_data_is_kept_is_read_from_free_text(stated, places):
    assert list(places_of(stated)) == [Place(place) for place in places]


@world
def vendors():
    """Twelve vendors, more than the panel shows."""
    made = [vendor_named(f"Vendor {number:02}") for number in range(11)] + [vendor_named("Zoölogica")]
    for vendor in made:
        listed_offering(f"Vault of {vendor}", vendor=vendor)
    listed_offering("Draft", vendor=vendor_named("Nothing listed"), live=False)
    indexed()
    return made


class TestValues:
    def test_all_vendors_can_be_reached_with_their_numbers(self, client, vendors):
        panel = client.get("/catalogue/?q=vault").content.decode()
        assert "/catalogue/values/vendor/?q=vault" in panel
        page = client.get("/catalogue/values/vendor/?q=vault").content.decode()
        assert all(f'value="{vendor.slug}"' in page for vendor in vendors)
        assert "12 values" in page
        assert "Nothing listed" not in page

    def test_letters_narrow_it_without_a_script_and_what_is_chosen_stays(self, client, vendors):
        chosen = vendors[0].slug
        page = client.get(f"/catalogue/values/vendor/?find=zoolo&vendor={chosen}&model=saas").content.decode()
        assert "1 value," in page
        assert f'value="{vendors[-1].slug}"' in page
        assert f'<input type="hidden" name="vendor" value="{chosen}">' in page
        assert '<input type="hidden" name="model" value="saas">' in page

    def test_numbers_leave_out_the_facets_own_choice_and_keep_all_others(self, client, vendors):
        page = client.get(f"/catalogue/values/vendor/?vendor={vendors[0].slug}&model=iaas").content.decode()
        assert "1 value," in page  # the chosen one, with nothing behind it
        assert "<span>0</span>" in page

    @pytest.mark.parametrize("find", ["nobody", "%", "(", "x" * 5_000, "🎉"])
    def test_letters_that_nothing_has_are_answered(self, client, vendors, find):
        answer = client.get(f"/catalogue/values/vendor/?find={find}")
        assert answer.status_code == 200

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/catalogue/values/nothing/", 404),
            ("/catalogue/values/model/", 404),
            ("/catalogue/values/vendor/?vendor=nowhere", 400),
            ("/catalogue/values/vendor/?page=x", 400),
            ("/catalogue/values/vendor/?find=%00", 400),
        ],
    )
    def test_what_is_not_there(self, client, vendors, address, status):
        assert client.get(address).status_code == status

    def test_as_many_statements_for_many_as_for_few(self, client, vendors, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            client.get("/catalogue/values/vendor/")


class TestBarred:
    @pytest.fixture
    def sanction(self, db):
        vendor = vendor_named("Kestrel Lane")
        orderable_offering("Service Desk", slug="desk", vendor=vendor)
        indexed()
        now = timezone.now()
        return Sanction.objects.create(
            vendor=vendor,
            office=OrganisationFactory(broker=True),
            kind="debarment",
            reason="Late.",
            imposed_by=UserFactory(),
            starts_at=now - datetime.timedelta(days=1),
            ends_at=now + datetime.timedelta(days=1),
        )

    def test_its_row_says_so_while_the_sanction_runs_and_not_a_second_longer(self, client, sanction):
        for address in ("/catalogue/", f"/vendors/{sanction.vendor.slug}/"):
            Sanction.objects.update(ends_at=timezone.now() + datetime.timedelta(days=1))
            page = client.get(address).content.decode()
            assert "Takes no new orders" in page
            assert "State terms" not in page
            Sanction.objects.update(ends_at=timezone.now())
            page = client.get(address).content.decode()
            assert "State terms" in page
            assert "Takes no new orders" not in page

    def test_a_lifted_sanction_bars_nobody(self, client, sanction):
        Sanction.objects.update(lifted_at=timezone.now())
        assert client.get("/api/v1/offerings?orderable=yes").json()["count"] == 1

    def test_programs_are_told_as_well(self, client, sanction):
        found = client.get("/api/v1/offerings").json()
        assert [row["orderable"] for row in found["items"]] == [False]
        assert client.get("/api/v1/offerings?orderable=yes").json()["count"] == 0
        assert client.get("/api/v1/offerings/desk").json()["orderable"] is False
