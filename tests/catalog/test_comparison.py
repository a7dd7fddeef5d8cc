"""Offerings side by side: what each costs for the same users and term, where they differ, and what does not fit."""

import csv
import datetime
import io
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from catalog.offerings import urls as offering_urls
from catalog.offerings.comparison import compare, load
from catalog.offerings.models import RESERVED_SLUGS, OfferedServiceLevel, Offering
from catalog.search import urls as search_urls
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.search import listed_offering, orderable_offering

pytestmark = pytest.mark.django_db
ADDRESS = "/catalogue/compare/"
TODAY = datetime.date(2026, 11, 23)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def compared(*offerings, **sent):
    return compare(load(Offering.objects.all(), [offering.slug for offering in offerings]), sent=sent, on=TODAY)


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

    def test_a_plan_that_runs_goes_before_a_cheaper_one_that_is_paid_once(self):
        offering = orderable_offering(
            "Two plans",
            plans=[
                {"price": Decimal(29), "unit": "half hour", "interval": "once", "name": "Hands"},
                {"price": Decimal(94), "unit": "seat", "name": "Seats"},
            ],
        )
        by_the_hour = {"price": Decimal(50), "unit": "hour", "interval": "once", "name": "Hours"}
        alone = orderable_offering("Work", plans=[by_the_hour])
        assert texts(compared(offering, alone, users="10", months="12"), "Plan") == ["Seats", "Hours"]

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
            OfferedServiceLevel(
                target=Decimal("99.9"),
                credit_steps=[{"percent": "10"}, {"below": "99", "percent": "50"}],
                credit_cap_percent=Decimal(25),
            ),
            OfferedServiceLevel(code="answer", title="First answer", target=Decimal(95), within_minutes=60),
        )
        one.save()
        comparison = compared(one, orderable_offering("Two"), listed_offering("Three"))
        assert texts(comparison, "Availability promised") == ["at least 99.9%", "None promised", "Not stated"]
        assert texts(comparison, "First answer promised") == ["95% within 1 hour", "None promised", "Not stated"]
        assert texts(comparison, "Largest credit in a month") == ["25%", "Not stated", "Not stated"]
        [steps, *_] = row(comparison, "Credit if availability is missed").cells
        assert list(steps.lines) == ["10% under 99.9%", "50% under 99%", "at most 25% a month"]
        assert texts(comparison, "Availability measured") == ["Not measured yet"] * 3


class TestPage:
    def test_columns_stand_in_the_order_of_the_address_and_can_be_removed(self, client):
        one, two = orderable_offering("One"), orderable_offering("Two")
        response = page(client, two, one, users="50", months="12")
        html = response.content.decode()
        assert html.index("Two</a>") < html.index("One</a>")
        assert f'href="?offering={two.slug}&amp;users=50&amp;months=12"' in html
        assert "Cost for 50 users and 12 months" in text_of(response)

    def test_a_sixth_is_named_and_the_first_five_are_shown(self, client):
        six = [listed_offering(f"Vault {number}") for number in range(6)]
        response = page(client, *six)
        assert response.status_code == 400
        assert "Vault 5 is not shown: 5 offerings fit side by side" in text_of(response)
        assert "Compare 5 offerings" in text_of(response)
        assert f'name="offering" value="{six[5].slug}"' in response.content.decode()

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

    def test_five_take_at_most_nine_statements(self, client, django_assert_max_num_queries):
        five = [orderable_offering(f"Vault {number}") for number in range(5)]
        client.force_login(person(Role.REQUESTER))
        with django_assert_max_num_queries(9):
            assert page(client, *five).status_code == 200


def verdicts(comparison):
    group = next(group for group in comparison.groups if group.head == "What you require")
    return {row.head: [cell.text for cell in row.cells] for row in group.rows}


class TestRequirements:
    def test_each_is_met_failed_or_not_stated(self):
        good = orderable_offering(
            "Good",
            impact_level="high",
            sign_in="SAML 2.0, OpenID Connect",
            support_hours="24 hours, every day",
            open_api=True,
            no_service_level_promised=False,
            certification="state_assessment",
        )
        good.service_levels.add(OfferedServiceLevel(target=Decimal("99.9")))
        good.save()
        poor = orderable_offering(
            "Poor",
            price="90.00",
            impact_level="low",
            data_location="Ontario, Canada",
            sign_in="Passwords",
            support_hours="Working days",
            open_api=False,
            certification="fedramp_ready",
        )
        silent = listed_offering("Silent", impact_level="")
        asked = {
            "impact": "moderate",
            "data_in": "united states",
            "open_api": "on",
            "sign_in": "saml",
            "support": "24 hours",
            "uptime": "99.9",
            "price_up_to": "150000",
            "examined": "on",
        }
        comparison = compared(good, poor, silent, **asked)
        assert len(verdicts(comparison)) == len(asked)
        for head, said in verdicts(comparison).items():
            assert said == ["Meets", "Fails", "Not stated"], head
        assert [column.tally.words for column in comparison.columns] == [
            "Meets all 8",
            "Fails 8 of 8",
            "8 of 8 not stated",
        ]

    def test_the_edge_of_a_requirement_is_met(self):
        offering = orderable_offering("Edge", price="10.00", delivery_mode="internal", impact_level="moderate")
        edge = compared(offering, users="100", months="10", price_up_to="10000", impact="moderate")
        assert list(verdicts(edge).values()) == [["Meets"], ["Meets"]]
        over = compared(offering, users="100", months="10", price_up_to="9999.99", impact="high")
        assert list(verdicts(over).values()) == [["Fails"], ["Fails"]]

    def test_the_lowest_price_is_that_of_an_offering_that_meets_all(self):
        unfit = orderable_offering("Unfit", price="5.00", delivery_mode="internal", open_api=False)
        fit = orderable_offering("Fit", price="10.00", delivery_mode="internal", open_api=True)
        notes = [cell.note for cell in row(compared(unfit, fit, open_api="on"), "Total").cells]
        assert notes == ["$18,000 less, and does not meet all", "lowest of those that meet all"]

    def test_they_stand_in_the_address_and_a_wrong_one_is_said_at_its_field(self, client):
        one, two = orderable_offering("One"), orderable_offering("Two")
        html = page(client, one, two, uptime="99.9", sign_in="SAML").content.decode()
        assert "uptime=99.9" in html
        assert "What you require (2 chosen)" in html
        response = page(client, one, two, uptime="lots", price_up_to="-1", impact="sky")
        assert response.status_code == 400
        assert "Enter a percentage in figures" in text_of(response)

    def test_a_measured_figure_names_its_window_coverage_and_source(self):
        window = {
            "measured_from": datetime.datetime(2026, 1, 1, 5, tzinfo=datetime.UTC),
            "measured_to": datetime.datetime(2026, 11, 1, 4, tzinfo=datetime.UTC),
        }
        facts = {"measured_availability": Decimal("99.97"), "measured_coverage": Decimal("98.25"), **window}
        offering = listed_offering("One", facts=facts | {"measured_by": "Office of the CIO"})
        cell = row(compared(offering), "Availability measured").cells[0]
        assert (cell.text, cell.note) == (
            "99.97%",
            "1 Jan 2026 to 31 Oct 2026, 98.2% of the time covered, by Office of the CIO",
        )


class TestFiles:
    def test_the_files_hold_every_row_of_the_page_and_no_formula(self, client):
        one = orderable_offering("=HYPERLINK(1)", support_hours="@noon")
        two = orderable_offering("Two")
        chosen = {"offering": [one.slug, two.slug], "users": "240", "months": "12", "open_api": "on"}
        text = client.get(f"{ADDRESS}comparison.csv", chosen).content.decode()
        rows = list(csv.reader(io.StringIO(text)))
        heads = [line[0] for line in rows]
        shown = compare([one, two], sent={"open_api": "on"}, on=TODAY)
        assert {row.head for row in shown.rows} <= set(heads)
        assert rows[0] == ["", "'=HYPERLINK(1)", "Two"]
        assert rows[heads.index("Support hours")][1] == "'@noon"
        assert rows[2][1].startswith("for 240 users and 12 months, ")
        book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}comparison.xlsx", chosen).content))
        cells = [cell for line in book["Comparison"].iter_rows() for cell in line if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.value for cell in book["Comparison"]["A"]] == [head or None for head in heads]

    def test_a_wrong_number_and_an_empty_comparison_give_no_file(self, client):
        one = orderable_offering("One")
        assert client.get(f"{ADDRESS}comparison.csv", {"offering": one.slug, "users": "x"}).status_code == 422
        assert client.get(f"{ADDRESS}comparison.xlsx").status_code == 422


def test_words_of_addresses_are_no_slugs():
    addresses = [str(entry.pattern) for part in (offering_urls, search_urls) for entry in part.urlpatterns]
    words = {parts[1] for address in addresses if len(parts := address.split("/")) > 2 and parts[0] == "catalogue"}
    assert {word for word in words if "<" not in word and "." not in word} <= set(RESERVED_SLUGS)
    assert listed_offering("Compare", slug="").slug == "compare-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        listed_offering("Compare", slug="compare")
