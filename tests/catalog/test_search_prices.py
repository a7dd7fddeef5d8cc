"""The price for my users: PostgreSQL reckons what pricing.py reckons, and what states no price fits no limit."""

from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.offerings.models import Plan
from catalog.offerings.plans import price_day
from catalog.offerings.pricing import cost_parts
from catalog.search.prices import PriceLimit
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery, SearchRefused
from catalog.search.reading import read_query
from tests.counts import count
from tests.factories.search import indexed, listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db
CENT = Decimal("0.01")
AMOUNTS = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
STARTS = st.lists(st.integers(1, 60), max_size=3, unique=True).map(sorted)
PLANS = st.fixed_dictionaries(
    {
        "price": AMOUNTS,
        "interval": st.sampled_from(Plan.Interval.values),
        "minimum_term_months": st.integers(1, 40),
        "included_quantity": st.integers(0, 40),
        "setup_charge": AMOUNTS,
        "data_move_charge": AMOUNTS,
        "support_per_year": AMOUNTS,
        "tiers": STARTS.map(lambda starts: [{"from": n, "price": f"{100 - n}.25"} for n in starts]),
        "discounts": st.tuples(STARTS, STARTS).map(
            lambda of: (
                [{"of": "quantity", "from": n, "percent": f"{n % 30}.5"} for n in of[0]]
                + [{"of": "months", "from": n, "percent": str(n % 40)} for n in of[1]]
            )
        ),
        "price_changes": st.sampled_from(
            [
                [],
                [{"from": "2020-01-01", "price": "33.33"}],
                [
                    {"from": "2020-01-01", "price": "44.40", "tiers": [{"from": 2, "price": "9.10"}]},
                    {"from": "2021-01-01", "setup_charge": "12.00"},
                    {"from": "2999-01-01", "price": "1.00"},
                ],
            ]
        ),
    }
)


@world
def offering():
    made = listed_offering("Priced", plans=[{"price": Decimal(1)}])
    indexed()
    return made


def fits(upto, users, months):
    return search_catalogue(CatalogueQuery(price=PriceLimit(upto, users, months))).total == 1


@settings(max_examples=count(400), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(plan=PLANS, users=st.integers(1, 80), months=st.integers(1, 60), mode=st.sampled_from(["brokered", "internal"]))
def test_the_database_and_the_comparison_reckon_alike(offering, plan, users, months, mode):
    Plan.objects.filter(offering=offering).update(**plan)
    type(offering).objects.filter(pk=offering.pk).update(delivery_mode=mode)
    today = Plan.objects.get(offering=offering).on(price_day(timezone.now()))
    total = cost_parts(today, users, months, mode).total
    # Limits just above and just below: a cent a month is `months` cents of the total.
    above = (total / months).quantize(CENT, rounding="ROUND_CEILING")
    assert fits(above, users, months)
    assert above == 0 or not fits(above - CENT, users, months)


def test_what_states_no_price_or_another_currency_fits_no_limit():
    listed_offering("Silent")
    listed_offering("Foreign", plans=[{"price": Decimal(1), "currency": "EUR"}])
    indexed()
    assert search_catalogue(CatalogueQuery(price=PriceLimit(Decimal(10**9), 1, 12))).total == 0


def test_the_limit_is_in_the_address_and_comes_away(offering):
    query = read_query({"price_to": ["$1,500.50"], "users": ["240"], "months": ["36"]})
    assert query.address == "?price_to=1500.50&users=240&months=36"
    assert query.price.words == "Up to $1,500.50 a month for 240 users, 36 months"
    assert query.in_use == ["price"]
    assert query.without("price").address == ""


def test_users_without_a_limit_ask_for_nothing():
    assert read_query({"price_to": [""], "users": ["240"], "months": ["36"]}).address == ""


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"price_to": ["cheap"]}, "A price is an amount in dollars"),
        ({"price_to": ["-5"]}, "A price is an amount in dollars"),
        ({"price_to": ["1e9"]}, "A price is an amount in dollars"),
        ({"price_to": ["5"], "users": ["0"]}, "users is a whole number from 1 to 10,000,000"),
        ({"price_to": ["5"], "months": ["121"]}, "months is a whole number from 1 to 120"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_a_sentence(sent, sentence):
    with pytest.raises(SearchRefused, match=sentence):
        read_query(sent)


def test_the_page_shows_it_as_a_filter_and_says_the_way_out(client, offering):
    page = client.get("/catalogue/?price_to=0.50&users=10&months=12").content.decode()
    assert "Up to $0.50 a month for 10 users, 12 months" in page
    assert "<b>1</b> matches without" in page
    assert 'name="users" inputmode="numeric" maxlength="10" value="10"' in page


def test_the_api_takes_it_and_refuses_what_does_not_fit(client, offering):
    def count(query):
        return client.get(f"/api/v1/offerings?{query}")

    assert count("price_to=10&users=10").json()["count"] == 1
    assert count("price_to=9.99&users=10").json()["count"] == 0
    for wrong in ("price_to=-1", "price_to=x", "price_to=5&users=0", "price_to=5&months=999"):
        assert count(wrong).status_code == 422
