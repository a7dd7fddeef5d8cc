"""What a plan costs, against figures worked out by hand."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.offerings.pricing import cost_parts, tier_price
from marketplace.errors import InvalidInput


@dataclasses.dataclass
class PricedPlan:
    unit: str = "user"
    price: Decimal = Decimal("21.00")
    currency: str = "USD"
    interval: str = "month"
    minimum_term_months: int = 1
    included_quantity: int = 0
    setup_charge: Decimal = Decimal(0)
    data_move_charge: Decimal = Decimal(0)
    support_per_year: Decimal = Decimal(0)
    tiers: list = dataclasses.field(default_factory=list)


SERVICE_DESK = PricedPlan(
    setup_charge=Decimal("18000.00"),
    data_move_charge=Decimal("12500.00"),
    support_per_year=Decimal("9600.00"),
    tiers=[{"from": 1, "price": "21.00"}, {"from": 200, "price": "19.50"}, {"from": 1000, "price": "17.25"}],
)


def test_a_brokered_service_desk_costs_what_the_price_list_says():
    cost = cost_parts(SERVICE_DESK, 240, 36, "brokered")
    assert [(line.label, line.how, line.amount) for line in cost.lines] == [
        ("Licences", "240 users × $19.50 × 36 months", Decimal("168480.00")),
        ("Set-up", "once", Decimal("18000.00")),
        ("Moving your data", "once", Decimal("12500.00")),
        ("Support", "$9,600.00 a year × 3 years", Decimal("28800.00")),
        ("Broker levy", "0.75% of the parts above", Decimal("1708.35")),
    ]
    assert (cost.total, cost.one_off, cost.per_unit_and_month) == (
        Decimal("229488.35"),
        Decimal("30500.00"),
        Decimal("26.56"),
    )


@pytest.mark.parametrize("mode", ["managed", "internal", "hybrid", ""])
def test_only_a_brokered_order_carries_the_levy_as_a_line(mode):
    cost = cost_parts(SERVICE_DESK, 240, 36, mode)
    assert "Broker levy" not in [line.label for line in cost.lines]
    assert cost.total == Decimal("227780.00")


def test_the_levy_is_rounded_half_up_to_the_cent():
    plan = PricedPlan(price=Decimal("17298.00"), interval="once")
    assert cost_parts(plan, 1, 1, "brokered").lines[-1].amount == Decimal("129.74")


@pytest.mark.parametrize(
    ("quantity", "price"), [(1, "21.00"), (199, "21.00"), (200, "19.50"), (999, "19.50"), (1000, "17.25")]
)
def test_a_tier_begins_at_its_first_unit(quantity, price):
    assert tier_price(SERVICE_DESK, quantity) == Decimal(price)


def test_below_the_first_tier_the_plain_price_stands():
    plan = PricedPlan(tiers=[{"from": 50, "price": "10.00"}])
    assert tier_price(plan, 49) == Decimal("21.00")


def test_the_included_quantity_and_the_minimum_term_are_charged_at_least():
    cost = cost_parts(PricedPlan(included_quantity=25, minimum_term_months=12), 3, 6)
    assert (cost.quantity, cost.months, cost.total) == (25, 12, Decimal("6300.00"))


@pytest.mark.parametrize(
    ("months", "how", "amount"),
    [
        (24, "10 users × $100.00 a year × 2 years", "2000.00"),
        (18, "10 users × $100.00 a year × 18 months ÷ 12", "1500.00"),
    ],
)
def test_a_yearly_price_is_charged_by_the_month(months, how, amount):
    (line,) = cost_parts(PricedPlan(price=Decimal(100), interval="year"), 10, months).lines
    assert (line.how, line.amount) == (how, Decimal(amount))


@pytest.mark.parametrize(
    ("unit", "quantity", "said"),
    [
        ("agency", 3, "3 agencies × $21.00"),
        ("agency", 1, "1 agency × $21.00"),
        ("TB", 5, "5 TB × $21.00"),
        ("GB a day", 5, "5 GB a day × $21.00"),
        ("1,000 accounts", 12, "12 × 1,000 accounts × $21.00"),
        ("seat and week", 2, "2 × seat and week × $21.00"),
        ("user", 5200, "5,200 users × $21.00"),
    ],
)
def test_what_is_counted_reads_as_people_say_it(unit, quantity, said):
    (line,) = cost_parts(PricedPlan(unit=unit, interval="once"), quantity, 1).lines
    assert line.how == f"{said}, once"


@pytest.mark.parametrize(("quantity", "months"), [(0, 12), (-1, 12), (1, 0), (1, 121), (10_000_001, 1)])
def test_an_impossible_quantity_or_term_is_refused_in_a_sentence(quantity, months):
    with pytest.raises(InvalidInput, match=r"must be from 1 to .* Enter "):
        cost_parts(PricedPlan(), quantity, months)


@given(
    price=st.decimals("0", "9999.99", places=2),
    quantity=st.integers(1, 100_000),
    months=st.integers(1, 120),
    mode=st.sampled_from(["brokered", "managed"]),
)
def test_the_total_is_the_sum_of_lines_in_whole_cents(price, quantity, months, mode):
    cost = cost_parts(PricedPlan(price=price), quantity, months, mode)
    assert cost.total == sum(line.amount for line in cost.lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) >= 0 for line in cost.lines)
    assert cost.total - cost_parts(PricedPlan(price=price), quantity, months).total in {
        cost.lines[-1].amount if mode == "brokered" else 0
    }
