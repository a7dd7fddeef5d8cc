"""The catalogue's pages: what they say, what they link to, how they refuse, how many statements they take."""

import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.offerings.models import AgencyUse, OfferedServiceLevel, OfferingFacts
from catalog.offerings.page import next_assessment, price_table
from catalog.offerings.plans import Plan
from catalog.offerings.standing import record_use
from catalog.offerings.words import first_sentence, promise_of, rate_of, site_name, web_address
from catalog.search.models import ReadyCounts, SearchEntry
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db
CATALOGUE = "/catalogue/"


def text_of(response):
    """The page's words, without tags and doubled spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@world
def desk():
    """An orderable offering with two plans, promises, a measured figure and terms."""
    offering = orderable_offering(
        "Kestrel Desk",
        vendor=vendor_named("Kestrel Lane", small_business=True, website="www.kestrel.example/home"),
        topics=["Service management"],
        summary="A desk for requests and faults.",
        plans=[
            {
                "name": "Essential",
                "price": Decimal("18.40"),
                "unit": "agent",
                "tiers": [{"from": 50, "price": "16.90"}],
                "included_quantity": 5,
                "minimum_term_months": 12,
            },
            {"name": "Complete", "price": Decimal("29.00"), "unit": "agent", "setup_charge": Decimal("7500.00")},
        ],
        facts={
            "used_by_count": 3,
            "measured_availability": Decimal("99.9612"),
            "measured_from": datetime.datetime(2025, 11, 1, tzinfo=datetime.UTC),
            "measured_to": datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
            "measured_by": "the Office of the CIO",
        },
        no_service_level_promised=False,
    )
    offering.service_levels.add(
        OfferedServiceLevel(
            target=Decimal("99.9"),
            credit_steps=[{"percent": "10"}, {"below": "99.5", "percent": "25"}, {"below": "95", "percent": "100"}],
            credit_cap_percent=Decimal(35),
        )
    )
    offering.save()
    indexed()
    return offering


@world
def fact():
    """A real offering: facts, no price, no promise."""
    offering = listed_offering(
        "Zoom & Boom <Government>",
        vendor=vendor_named("Zoom Video", status="listed"),
        source="fedramp",
        source_id="FR1",
        certification="fedramp_authorized",
        authorised_on=datetime.date(2023, 7, 28),
        facts={"used_by_count": 42},
    )
    indexed()
    return offering


class TestCatalogue:
    def test_a_row_shows_price_uptime_and_use(self, client, desk):
        page = text_of(client.get(CATALOGUE))
        assert "Price from $18.40 an agent, month" in page
        assert "Uptime 99.96% measured, 12 months" in page
        assert "Used by 3 agencies" in page
        assert "State terms" in page

    def test_a_real_offering_says_what_is_not_stated(self, client, fact):
        page = text_of(client.get(CATALOGUE))
        assert "Price from – price not stated" in page
        assert "Uptime – not measured yet" in page
        assert "Used by 42 federal agencies" in page

    def test_contracts_here_are_counted_apart_from_what_the_source_says(self, client, fact):
        record_use(offering=fact, agencies=2, by=SYSTEM, at=timezone.now())
        indexed()
        assert "Used by 2 state agencies, 42 federal" in text_of(client.get(CATALOGUE))
        page = text_of(client.get(f"/catalogue/{fact.slug}/"))
        assert "2 state agencies hold a contract on it. 42 federal agencies use it." in page
        assert "2 state agencies with a contract in force" in page

    def test_only_where_a_source_says_so_the_others_are_federal(self, client, desk):
        record_use(offering=desk, agencies=2, by=SYSTEM, at=timezone.now())
        OfferingFacts.objects.filter(offering=desk).update(used_by_count=3)
        indexed()
        assert "Used by 2 state agencies, 3 known" in text_of(client.get(CATALOGUE))

    def test_names_are_escaped_in_stored_rows(self, client, fact):
        html = client.get(CATALOGUE).content.decode()
        assert "Zoom &amp; Boom &lt;Government&gt;" in html
        assert "<Government>" not in html

    def test_filters_in_use_can_be_taken_away_one_by_one(self, client, desk):
        html = client.get(f"{CATALOGUE}?q=desk&model=saas&impact=moderate&sort=name").content.decode()
        assert 'href="?q=desk&amp;impact=moderate&amp;sort=name"' in html
        assert 'href="?q=desk&amp;model=saas&amp;sort=name"' in html
        assert 'href="?q=desk&amp;sort=name"' in html

    def test_the_chosen_values_are_ticked_and_the_other_forms_keep_them(self, client, desk):
        html = client.get(f"{CATALOGUE}?q=desk&model=saas").content.decode()
        assert 'name=model value="saas" checked' in html
        assert html.count('<input type="hidden" name="model" value="saas">') == 2
        assert '<input type="hidden" name="q" value="desk">' in html

    def test_offerings_chosen_for_comparison_stay_chosen_on_other_pages(self, client, desk, fact):
        html = client.get(f"{CATALOGUE}?q=zoom&offering={desk.slug}&offering={fact.slug}").content.decode()
        assert f'value="{fact.slug}" checked' in html
        assert f'<input type="hidden" name="offering" value="{desk.slug}">' in html
        assert f'href="?q=zoom&amp;offering={fact.slug}"' in html

    def test_a_mended_spelling_is_said(self, client, desk):
        assert "Nothing matches “kestral”. These match kestrel" in text_of(client.get(f"{CATALOGUE}?q=kestral"))

    def test_of_several_words_only_those_are_named_that_were_mended(self, client, desk):
        page = text_of(client.get(f"{CATALOGUE}?q=kestral+desk"))
        assert "No offering holds “kestral”. These match kestrel desk" in page
        assert "Nothing matches" not in page

    def test_nothing_found_says_why_and_offers_to_state_a_need(self, client, desk):
        response = client.get(f"{CATALOGUE}?q=xqz+yk")
        assert "No offering holds “xqz yk”" in text_of(response)
        assert 'href="/needs/new/?q=xqz%20yk"' in response.content.decode()

    def test_filters_that_exclude_each_other_are_named(self, client, desk):
        page = text_of(client.get(f"{CATALOGUE}?impact=high&by=state"))
        assert "No offering matches all 2 filters" in page
        page = text_of(client.get(f"{CATALOGUE}?impact=high&model=saas"))
        assert "1 matches without “High”" in page

    @pytest.mark.parametrize(
        ("query", "status", "sentence"),
        [
            ("q=desk&model=nonsense", 400, "“nonsense” is not a value of the filter “Service model”"),
            ("category=nowhere", 400, "“nowhere” is not a value of the filter “Topic”"),
            ("sort=cheapest", 400, "cannot be sorted that way"),
            ("page=0", 400, "A page is a whole number from 1"),
            ("page=99999", 404, "There is no page 99999 of these results. The last one is page 1"),
            ("q=" + "x" * 5_000, 400, "up to 200 characters"),
            ("q=a%00b", 400, "NUL character"),
        ],
    )
    def test_refuses_in_a_sentence(self, client, desk, query, status, sentence):
        response = client.get(f"{CATALOGUE}?{query}")
        assert response.status_code == status
        assert sentence in text_of(response)

    def test_a_refusal_keeps_the_words_and_links_to_the_rest(self, client, desk):
        html = client.get(f"{CATALOGUE}?q=desk&model=nonsense").content.decode()
        assert 'name="q" value="desk"' in html
        assert 'href="/catalogue/?q=desk"' in html

    @pytest.mark.parametrize(
        "query", ["q='%20OR%201=1--", "q=%F0%9F%8E%89", "q=%22", "q=foo:*%26", "vendor=%ff", "q=%ff"]
    )
    def test_odd_texts_are_no_error_of_ours(self, client, desk, query):
        assert client.get(f"{CATALOGUE}?{query}").status_code in {200, 400}

    def test_only_reading_is_possible(self, client):
        assert client.post(CATALOGUE).status_code == 405

    @pytest.mark.parametrize("rows", [10, 100])
    def test_takes_as_many_statements_for_ten_as_for_a_hundred(self, client, django_assert_max_num_queries, rows):
        for number in range(rows):
            orderable_offering(f"Vault {number}", topics=["Finance"])
        indexed()
        for most, address in ((3, CATALOGUE), (1, CATALOGUE), (1, f"{CATALOGUE}?category=finance&page=1")):
            with django_assert_max_num_queries(most):
                client.get(address)
        ReadyCounts.objects.all().delete()
        with django_assert_max_num_queries(4):
            client.get(CATALOGUE)
        with django_assert_max_num_queries(4):
            client.get(f"{CATALOGUE}?q=valut&category=finance&sort=price")
        client.force_login(person(Role.REQUESTER))
        with django_assert_max_num_queries(6):
            client.get(f"{CATALOGUE}?q=vault&page=1")

    def test_a_full_page_weighs_at_most_35_kilobytes(self, client):
        said = "Case management for permits, licences and inspections: forms for the public, letters, fees and visits."
        vendors = [vendor_named(f"Larkspur Solutions {number}, Inc.") for number in range(9)]
        topics = ["Permits and inspections", "Data and analytics", "Human resources", "Records", "Public safety"]
        topics += ["Finance and purchasing", "Service management", "Communication", "Learning", "Grants"]
        for number in range(30):
            made = orderable_offering if number % 5 == 0 else listed_offering  # most are facts about real ones
            made(
                f"Permits and Inspections {number}",
                vendor=vendors[number % 9],
                topics=topics,
                description=said,
                service_models=["saas", "paas"],
                facts={"used_by_count": 12, "under_contract_count": 3},
            )
        indexed()
        page = client.get(CATALOGUE).content
        assert page.count(b'<li class="st-result">') == 25
        assert page.count(b"<fieldset") == 13
        assert 25_000 < len(page) <= 35_000


class TestOffering:
    def test_shows_cost_promise_measure_and_terms(self, client, desk):
        page = text_of(client.get(f"/catalogue/{desk.slug}/?users=240&months=36&plan={desk.plans.first().code}"))
        assert "$147,111 for 36 months, $17.03 an agent and month" in page
        assert "240 agents × $16.90 × 36 months $146,016.00" in page
        assert "Broker levy 0.75% of the parts above $1,095.12" in page
        assert "at least 99.9%" in page
        assert "99.96%" in page
        assert "10% under 99.9% 25% under 99.5% 100% under 95% at most 35% a month" in page
        assert "Leave at a year’s end." in page

    def test_says_where_a_plan_charges_for_more_than_was_asked(self, client, desk):
        page = text_of(client.get(f"/catalogue/{desk.slug}/?users=1&months=1"))
        assert "This plan charges for at least 5 agents and 12 months" in page
        assert "5 agents × $18.40 × 12 months $1,104.00" in page

    def test_a_real_offering_shows_facts_and_leads_to_the_broker(self, client, fact):
        response = client.get(f"/catalogue/{fact.slug}/")
        page = text_of(response)
        assert "Price not stated" in page
        assert "Not measured yet" in page
        assert "FedRAMP Authorized, 28 Jul 2023" in page
        assert "42 federal agencies use it" in page
        assert f'href="/needs/new/?offering={fact.slug}"' in response.content.decode()
        assert "Request for my agency" not in page

    def test_names_the_agencies_that_use_it(self, client, fact):
        for number in range(8):
            agency = OrganisationFactory(name=f"Department {number}", level="federal")
            AgencyUse.objects.create(
                offering=fact, agency=agency, kind="reuse", ato_on=datetime.date(2025, number + 1, 1)
            )
        page = text_of(client.get(f"/catalogue/{fact.slug}/"))
        assert "Department 0 Jan 2025" in page
        assert "2 more" in page
        assert "Department 7 Aug 2025" in page

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("users=two+hundred", "Enter a whole number from 1 to 10,000,000, for example 240"),
            ("users=0", "Enter at least 1"),
            ("months=121", "Enter at most 120 months"),
            ("plan=nonsense", "This plan is not offered. Choose one from the list."),
        ],
    )
    def test_what_cannot_be_worked_out_is_said_at_its_field(self, client, desk, query, sentence):
        response = client.get(f"/catalogue/{desk.slug}/?{query}")
        assert response.status_code == 400
        assert sentence in text_of(response)
        assert 'aria-invalid="true"' in response.content.decode()

    def test_a_draft_is_seen_by_its_vendor_and_the_broker_office_alone(self, client):
        draft = listed_offering("Secret", live=False)
        address = f"/catalogue/{draft.slug}/"
        assert client.get(address).status_code == 404
        for reader, status in (
            (person(Role.REQUESTER), 404),
            (person(Role.VENDOR_EDITOR), 404),
            (person(Role.VENDOR_EDITOR, of=draft.vendor), 200),
            (person(Role.CATALOGUE_EDITOR), 200),
        ):
            client.force_login(reader)
            response = client.get(address)
            assert response.status_code == status
            assert ("broker office see this page" in text_of(response)) is (status == 200)

    def test_the_editors_preview_is_the_same_page_with_what_is_not_saved_yet(self, desk):
        version = desk.get_latest_revision_as_object()
        version.name = "Kestrel Desk, renamed"
        version.plans.add(Plan(name="Not saved", unit="agent", price=Decimal("77.00")))
        response = version.make_preview_request(preview_mode="")
        page = text_of(response)
        assert response.status_code == 200
        assert "Kestrel Desk, renamed" in page
        assert "Not saved an agent and month" in page
        assert "Request for my agency" in page

    def test_only_agencies_are_offered_a_request(self, client, fact):
        address = f"/catalogue/{fact.slug}/"
        for reader, offered in ((person(Role.REQUESTER), True), (person(Role.BID_MANAGER), False)):
            client.force_login(reader)
            assert ("/needs/new/" in client.get(address).content.decode()) is offered

    def test_takes_at_most_ten_statements_whatever_it_holds(self, client, desk, django_assert_max_num_queries):
        for _ in range(30):
            AgencyUse.objects.create(offering=desk, agency=OrganisationFactory(), kind="reuse")
        client.force_login(person(Role.REQUESTER))
        with django_assert_max_num_queries(10):  # four of them ask who reads, one what levy the price bears
            assert client.get(f"/catalogue/{desk.slug}/").status_code == 200

    def test_a_site_of_another_scheme_is_no_link(self, client):
        offering = listed_offering("Trick", website="javascript:alert(1)")
        assert "javascript:" not in client.get(f"/catalogue/{offering.slug}/").content.decode()


class TestVendor:
    def test_shows_facts_and_what_it_offers(self, client, desk):
        response = client.get(f"/vendors/{desk.vendor.slug}/")
        page = text_of(response)
        assert "1 offering" in page
        assert "Kestrel Desk" in page
        assert "Small business" in page
        assert "Admitted to Cloud hosting" in page
        assert 'href="https://www.kestrel.example/home"' in response.content.decode()

    def test_the_broker_office_shows_the_states_own_services(self, client):
        office = OrganisationFactory(broker=True, name="Office of the CIO", slug="office-of-the-cio")
        orderable_offering("Franklin Desk", vendor=office)
        indexed()
        page = text_of(client.get("/vendors/office-of-the-cio/"))
        assert "The state’s own services" in page
        assert "State service" in page

    def test_without_a_declaration_it_stands_in_no_lot(self, client):
        vendor = vendor_named("Larkspur", admitted=False)
        assert "No lot at present" in text_of(client.get(f"/vendors/{vendor.slug}/"))

    def test_agencies_and_hidden_vendors_have_no_page(self, client):
        agency = OrganisationFactory()
        hidden = vendor_named("Hidden", status="suspended")
        for slug in (agency.slug, hidden.slug, "nobody"):
            assert client.get(f"/vendors/{slug}/").status_code == 404

    def test_drafts_are_not_on_it_even_where_a_row_is_left_over(self, client, desk):
        type(desk).objects.filter(pk=desk.pk).update(live=False)
        assert SearchEntry.objects.filter(pk=desk.pk).exists()
        assert "Kestrel Desk" not in text_of(client.get(f"/vendors/{desk.vendor.slug}/"))

    @pytest.mark.parametrize("rows", [10, 100])
    def test_takes_eight_statements_for_ten_and_for_a_hundred(self, client, django_assert_max_num_queries, rows):
        vendor = vendor_named()
        for number in range(rows):
            listed_offering(f"Vault {number}", vendor=vendor)
        indexed()
        with django_assert_max_num_queries(8):
            client.get(f"/vendors/{vendor.slug}/?page=1")


class TestApi:
    def test_lists_what_the_page_lists_with_score_and_counts(self, client, desk, fact):
        body = client.get("/api/v1/offerings", {"q": "kestrel desk", "model": "saas"}).json()
        assert (body["count"], body["pages"], body["next"]) == (1, 1, None)
        item = body["items"][0]
        assert (item["slug"], item["name"], item["vendor"]) == (desk.slug, "Kestrel Desk", "Kestrel Lane")
        assert item["score"] > 0
        assert item["price_from"] == {"amount": "18.40", "currency": "USD", "unit": "agent", "interval": "month"}
        assert {"value": "saas", "label": "SaaS, software", "count": 1, "selected": True} in body["facets"]["model"]

    def test_carries_the_sources_id_and_no_invented_price(self, client, fact):
        item = client.get("/api/v1/offerings", {"q": "zoom"}).json()["items"][0]
        assert (item["source_id"], item["price_from"], item["measured_availability"]) == ("FR1", None, None)

    def test_pages_follow_each_other(self, client):
        for number in range(5):
            listed_offering(f"Vault {number}")
        indexed()
        seen, address = [], "/api/v1/offerings?q=vault&page_size=2"
        while address:
            body = client.get(address).json()
            seen += [item["slug"] for item in body["items"]]
            address = body["next"]
        assert len(seen) == len(set(seen)) == 5

    @pytest.mark.parametrize(
        ("query", "status"),
        [("model=nonsense", 400), ("vendor=nobody", 400), ("page=999", 404), ("page=x", 422), ("sort=x", 422)],
    )
    def test_refuses_with_a_problem(self, client, desk, query, status):
        response = client.get(f"/api/v1/offerings?{query}")
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
        assert response.json()["status"] == status

    def test_one_offering_with_its_plans_and_drafts_only_for_their_own(self, client, desk):
        body = client.get(f"/api/v1/offerings/{desk.slug}").json()
        assert [plan["name"] for plan in body["plans"]] == ["Essential", "Complete"]
        [level] = body["service_levels"]
        assert (level["target"], level["credit_cap_percent"]) == ("99.9000", "35.00")
        edges = [(Decimal(step["below"]), step["percent"]) for step in level["credit_steps"]]
        assert edges == [(Decimal("99.9"), "10"), (Decimal("99.5"), "25"), (Decimal(95), "100")]
        draft = listed_offering("Secret", live=False)
        assert client.get(f"/api/v1/offerings/{draft.slug}").status_code == 404

    @pytest.mark.parametrize("rows", [10, 100])
    def test_takes_six_statements_for_ten_and_for_a_hundred(self, client, django_assert_max_num_queries, rows):
        for number in range(rows):
            orderable_offering(f"Vault {number}")
        indexed()
        with django_assert_max_num_queries(6):
            assert client.get("/api/v1/offerings?q=vault&page_size=100").json()["count"] == rows


class TestWords:
    @pytest.mark.parametrize(
        ("unit", "interval", "words"),
        [
            ("user", "month", "a user and month"),
            ("agent", "year", "an agent and year"),
            ("hour", "once", "an hour, once"),
        ],
    )
    def test_what_a_price_is_for(self, unit, interval, words):
        assert rate_of(Plan(unit=unit, interval=interval)) == words

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [
            (None, "at least 99.9%"),
            (30, "99.9% within 30 minutes"),
            (60, "99.9% within 1 hour"),
            (480, "99.9% within 8 hours"),
        ],
    )
    def test_what_is_promised(self, minutes, words):
        assert promise_of(OfferedServiceLevel(target=Decimal("99.9000"), within_minutes=minutes)) == words

    def test_prices_stand_in_a_column_for_every_quantity_where_one_changes(self):
        plain = Plan(name="Plain", unit="user", price=Decimal(9), tiers=[])
        tiered = Plan(
            name="Tiered",
            unit="user",
            price=Decimal(8),
            tiers=[{"from": 200, "price": "7"}, {"from": 1000, "price": "6"}],
        )
        table = price_table([plain, tiered])
        assert list(table.heads) == ["1 to 199", "200 to 999", "1,000 and more"]
        assert [[price for _, price in prices] for *_, prices in table.rows] == [[9, 9, 9], [8, 7, 6]]
        assert list(price_table([plain]).heads) == ["Price"]

    @pytest.mark.parametrize(
        ("stated", "due"),
        [
            ("12/22", (2026, 12, 22)),
            ("11/23", (2026, 11, 23)),
            ("02/30", (2027, 2, 28)),
            ("", None),
            ("13/01", None),
            ("x/y", None),
        ],
    )
    def test_the_next_yearly_assessment(self, stated, due):
        found = next_assessment(stated, datetime.date(2026, 11, 23))
        assert found == (datetime.date(*due) if due else None)

    def test_sites_and_first_sentences(self):
        assert web_address("www.kestrel.example") == "https://www.kestrel.example"
        assert web_address("ftp://kestrel.example") == ""
        assert site_name("http://www.kestrel.example/a/b") == "www.kestrel.example"
        assert first_sentence("One thing. Another.") == "One thing."
        assert first_sentence("word " * 100).endswith("word …")


def test_addresses_stay_what_they_are():
    assert reverse("catalogue") == "/catalogue/"
    assert reverse("catalogue_compare") == "/catalogue/compare/"
    assert reverse("catalogue_offering", args=["kestrel-desk"]) == "/catalogue/kestrel-desk/"
    assert reverse("vendor_detail", args=["kestrel-lane"]) == "/vendors/kestrel-lane/"
