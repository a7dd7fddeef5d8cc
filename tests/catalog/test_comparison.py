"""Offerings side by side: what each costs for the same users and term, where they differ, and what does not fit."""

import re
from decimal import Decimal

import pytest

from catalog.offerings.comparison import compare, load
from catalog.offerings.models import OfferedServiceLevel, Offering
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.search import listed_offering, orderable_offering

pytestmark = pytest.mark.django_db
ADDRESS = "/catalogue/compare/"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def compared(*offerings, **sent):
    return compare(load(Offering.objects.all(), [offering.slug for offering in offerings]), sent=sent)


def row(comparison, head):
    return next(row for row in comparison.rows if row.head == head)


def texts(comparison, head):
    return [cell.text for cell in row(comparison, head).cells]


def page(client, *offerings, **more):
    return client.get(ADDRESS, {"offering": [offering.slug for offering in offerings]} | more)


class TestCost:
    def test_all_are_priced_for_the_same_users_and_term(self):
        cheap = orderable_offering("Cheap", price="10.00", delivery_mode="internal")
        dear = orderable_offering("Dear", price="25.50", delivery_mode="internal")
        comparison = compared(dear, cheap, users="240", months="36")
        assert texts(comparison, "Total") == ["$220,320", "$86,400"]
        assert [cell.note for cell in row(comparison, "Total").cells] == [
            "$133,920 more",
            "lowest of those with a price",
        ]
        assert texts(comparison, "A user and month") == ["$25.50", "$10.00"]
        assert comparison.greatest == Decimal("220320.00")

    def test_what_has_no_price_says_so_and_is_not_called_the_lowest(self):
        priced = orderable_offering("Priced", price="10.00")
        comparison = compared(priced, listed_offering("Real"))
        assert texts(comparison, "Total")[1] == "Price not stated"
        assert row(comparison, "Total").cells[0].note == ""

    def test_the_plan_that_counts_users_goes_before_a_cheaper_one_that_counts_something_else(self):
        offering = orderable_offering(
            "Two plans",
            plans=[
                {"name": "Site", "unit": "site", "price": Decimal("1.00")},
                {"name": "Basic", "unit": "user", "price": Decimal("9.00")},
                {"name": "Plus", "unit": "user", "price": Decimal("12.00")},
            ],
        )
        assert texts(compared(offering), "Plan") == ["Basic"]

    def test_parts_of_the_cost_keep_their_colour_across_columns(self):
        one = orderable_offering("One", plans=[{"price": Decimal(9), "setup_charge": Decimal(500)}])
        two = orderable_offering("Two", plans=[{"price": Decimal(7)}])
        comparison = compared(one, two)
        assert dict(comparison.legend) == {"Licences": 1, "Set-up": 2, "Broker levy": 6}
        bars = [cell.parts for cell in row(comparison, "In parts, same scale").cells]
        assert [[part.colour for part in bar] for bar in bars] == [[1, 2, 6], [1, 6]]


class TestRows:
    def test_rows_that_say_the_same_everywhere_are_marked(self):
        one = listed_offering("One", impact_level="high", deployment="public_cloud")
        two = listed_offering("Two", impact_level="low", deployment="public_cloud")
        comparison = compared(one, two)
        assert not row(comparison, "Impact level").same
        assert row(comparison, "Deployment").same
        assert comparison.different == sum(not row.same for row in comparison.rows)

    def test_nothing_is_the_same_where_nothing_stands_beside(self):
        assert not any(row.same for row in compared(listed_offering()).rows)

    def test_gaps_are_named_not_left_blank(self):
        comparison = compared(listed_offering("One"), listed_offering("Two", data_location="Ohio"))
        cells = row(comparison, "Where data is kept").cells
        assert [(cell.text, cell.gap) for cell in cells] == [("Not stated", True), ("Ohio", False)]

    def test_every_promised_level_has_a_row(self):
        one = orderable_offering("One", no_service_level_promised=False)
        one.service_levels.add(
            OfferedServiceLevel(target=Decimal("99.9"), credit_cap_percent=Decimal(25)),
            OfferedServiceLevel(code="answer", title="First answer", target=Decimal(95), within_minutes=60),
        )
        one.save()
        comparison = compared(one, orderable_offering("Two"), listed_offering("Three"))
        assert texts(comparison, "Availability promised") == ["at least 99.9%", "None promised", "Not stated"]
        assert texts(comparison, "First answer promised") == ["95% within 1 hour", "None promised", "Not stated"]
        assert texts(comparison, "Largest credit in a month") == ["25%", "Not stated", "Not stated"]
        assert texts(comparison, "Availability measured") == ["Not measured yet"] * 3


class TestPage:
    def test_columns_stand_in_the_order_of_the_address_and_can_be_removed(self, client):
        one, two = orderable_offering("One"), orderable_offering("Two")
        response = page(client, two, one, users="50", months="12")
        html = response.content.decode()
        assert html.index("Two</a>") < html.index("One</a>")
        assert f'href="?offering={two.slug}&amp;users=50&amp;months=12"' in html
        assert "Cost for 50 users and 12 months" in text_of(response)

    def test_a_fifth_is_named_and_the_first_four_are_shown(self, client):
        five = [listed_offering(f"Vault {number}") for number in range(5)]
        response = page(client, *five)
        assert response.status_code == 400
        assert "Vault 4 is not shown: 4 offerings fit side by side" in text_of(response)
        assert "Compare 4 offerings" in text_of(response)
        assert f'name="offering" value="{five[4].slug}"' in response.content.decode()

    def test_the_same_offering_twice_is_one_column(self, client):
        one, two = listed_offering("One"), listed_offering("Two")
        assert "Compare 2 offerings" in text_of(page(client, one, two, one))

    def test_none_and_one_lead_back_to_the_catalogue(self, client):
        assert "Nothing is chosen yet" in text_of(client.get(ADDRESS))
        one = listed_offering("One")
        response = page(client, one)
        assert "One offering has nothing beside it" in text_of(response)
        assert f'href="/catalogue/?offering={one.slug}"' in response.content.decode()

    def test_what_is_unknown_or_not_theirs_to_read_is_not_found(self, client):
        one, draft = listed_offering("One"), listed_offering("Draft", live=False)
        assert client.get(ADDRESS, {"offering": [one.slug, "nowhere"]}).status_code == 404
        assert page(client, one, draft).status_code == 404
        client.force_login(person(Role.VENDOR_EDITOR, of=draft.vendor))
        assert page(client, one, draft).status_code == 200

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [({"users": "many"}, "Enter a whole number"), ({"months": "0"}, "Enter at least 1 month")],
    )
    def test_a_wrong_number_is_said_at_its_field_and_nothing_else_is_lost(self, client, sent, sentence):
        one, two = orderable_offering("One"), orderable_offering("Two")
        response = page(client, one, two, **sent)
        assert response.status_code == 400
        assert sentence in text_of(response)
        assert "Compare 2 offerings" in text_of(response)
        assert "Price not stated" not in text_of(response)

    def test_only_differences_is_a_box_that_the_address_keeps(self, client):
        one, two = listed_offering("One"), listed_offering("Two")
        html = page(client, one, two).content.decode()
        assert "st-compare--differences" not in html
        assert '<tr class="same">' in html
        html = page(client, one, two, differences="1").content.decode()
        assert "st-compare--differences" in html
        assert 'value="1" form="cost" checked' in html

    def test_four_take_at_most_eight_statements(self, client, django_assert_max_num_queries):
        four = [orderable_offering(f"Vault {number}") for number in range(4)]
        client.force_login(person(Role.REQUESTER))
        with django_assert_max_num_queries(8):
            assert page(client, *four).status_code == 200
