"""What a plan costs, against figures worked out by hand."""

import dataclasses
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from catalog.offerings.price_terms import check_discounts, check_price_changes, check_usage_charges
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
    usage_charges: list = dataclasses.field(default_factory=list)
    discounts: list = dataclasses.field(default_factory=list)


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


MESSAGES = {"name": "Text messages", "unit": "message", "price": "0.0075", "included": 1000}
BY_QUANTITY = {"of": "quantity", "from": 200, "percent": "5"}
BY_TERM = [{"of": "months", "from": 24, "percent": "4"}, {"of": "months", "from": 36, "percent": "10"}]


def test_discounts_for_quantity_and_term_are_both_taken_of_the_price_by_quantity_and_the_levy_of_the_rest():
    plan = dataclasses.replace(SERVICE_DESK, discounts=[BY_QUANTITY, *BY_TERM])
    cost = cost_parts(plan, 240, 36, "brokered")
    assert [(line.label, line.how, line.amount) for line in cost.lines] == [
        ("Licences", "240 users × $19.50 × 36 months", Decimal("168480.00")),
        ("Discount from 200 users", "5% of $168,480.00", Decimal("-8424.00")),
        ("Discount from 36 months", "10% of $168,480.00", Decimal("-16848.00")),
        ("Set-up", "once", Decimal("18000.00")),
        ("Moving your data", "once", Decimal("12500.00")),
        ("Support", "$9,600.00 a year × 3 years", Decimal("28800.00")),
        ("Broker levy", "0.75% of the parts above", Decimal("1518.81")),
    ]
    assert (cost.total, cost.one_off) == (Decimal("204026.81"), Decimal("30500.00"))


@pytest.mark.parametrize(
    ("quantity", "months", "saved"), [(199, 23, "0"), (200, 23, "5"), (199, 24, "4"), (199, 36, "10"), (200, 36, "15")]
)
def test_a_discount_begins_at_its_first_unit_or_month(quantity, months, saved):
    plan = PricedPlan(price=Decimal(1), discounts=[BY_QUANTITY, *BY_TERM])
    whole = Decimal(quantity * months)
    assert cost_parts(plan, quantity, months).total == round(whole * (100 - Decimal(saved)) / 100, 2)


def test_what_is_charged_at_least_counts_for_discounts_too():
    plan = PricedPlan(
        price=Decimal(1), included_quantity=200, minimum_term_months=36, discounts=[BY_QUANTITY, *BY_TERM]
    )
    assert cost_parts(plan, 1, 1).total == Decimal("6120.00")


def test_a_discount_on_what_is_paid_once_is_once_too():
    plan = PricedPlan(price=Decimal(100), interval="once", discounts=[{"of": "quantity", "from": 2, "percent": "7.5"}])
    cost = cost_parts(plan, 2, 1)
    assert (cost.total, cost.one_off, cost.lines[1].how) == (Decimal("185.00"), Decimal("185.00"), "7.5% of $200.00")


def test_usage_without_a_figure_is_named_with_its_price_and_the_total_says_so():
    cost = cost_parts(PricedPlan(usage_charges=[MESSAGES]), 1, 12)
    line = cost.lines[1]
    assert (line.label, line.amount, line.open) == ("Text messages", Decimal(0), True)
    assert line.how == "plus usage at $0.0075 for each message beyond 1,000 a month"
    assert (cost.total, cost.plus) == (Decimal("252.00"), "plus usage")


@pytest.mark.parametrize(
    ("used", "how", "amount"),
    [
        (5001, "5,001 expected a month, 1,000 included: 4,001 messages × $0.0075 × 12 months", "360.09"),
        (1000, "1,000 expected a month, 1,000 included: 0 messages × $0.0075 × 12 months", "0.00"),
        (0, "0 expected a month, 1,000 included: 0 messages × $0.0075 × 12 months", "0.00"),
    ],
)
def test_usage_with_a_figure_counts_what_goes_beyond_the_included_amount_of_each_month(used, how, amount):
    cost = cost_parts(PricedPlan(usage_charges=[MESSAGES]), 1, 12, usage={"text-messages": used})
    assert (cost.lines[1].how, cost.lines[1].amount, cost.plus) == (how, Decimal(amount), "")


@pytest.mark.parametrize("used", [-1, 10_000_000_001])
def test_impossible_usage_is_refused_in_a_sentence(used):
    with pytest.raises(InvalidInput, match=r"Usage a month must be from 0 to"):
        cost_parts(PricedPlan(usage_charges=[MESSAGES]), 1, 12, usage={"text-messages": used})


def test_the_first_year_holds_what_is_paid_once_and_a_year_of_the_rest():
    plan = dataclasses.replace(SERVICE_DESK, discounts=BY_TERM)
    # (168,480 - 16,848 + 28,800) ÷ 3 + 30,500 = 90,644, and 0.75% of it: the discount for three years stays in it.
    assert cost_parts(plan, 240, 36, "brokered").first_year == Decimal("91323.83")
    assert cost_parts(PricedPlan(), 10, 6).first_year == cost_parts(PricedPlan(), 10, 6).total


@given(
    price=st.decimals("0", "99.99", places=2),
    quantity=st.integers(1, 1_000),
    percents=st.tuples(st.integers(1, 9_998), st.integers(1, 9_998)).filter(lambda both: sum(both) < 10_000),
)
def test_discounts_never_turn_a_price_negative(price, quantity, percents):
    first, second = (f"{percent / 100:.2f}" for percent in percents)
    discounts = [{"of": "quantity", "from": 1, "percent": first}, {"of": "months", "from": 1, "percent": second}]
    check_discounts(discounts)
    assert cost_parts(PricedPlan(price=price, discounts=discounts), quantity, 1).total >= 0


@pytest.mark.parametrize(
    "charges",
    [
        {"name": "x"},
        [{"name": "Calls", "unit": "call", "price": "1"}],
        [MESSAGES | {"price": 0.04}],
        [MESSAGES | {"price": "-1"}],
        [MESSAGES | {"price": "NaN"}],
        [MESSAGES | {"price": "0.00000001"}],
        [MESSAGES | {"included": -1}],
        [MESSAGES | {"included": True}],
        [MESSAGES | {"name": " "}],
        [MESSAGES | {"name": "…"}],
        [MESSAGES | {"unit": "a\x00"}],
        [MESSAGES, MESSAGES | {"name": "text  Messages"}],
    ],
)
def test_usage_charges_that_cannot_be_worked_out_are_refused(charges):
    with pytest.raises(ValidationError):
        check_usage_charges(charges)


@pytest.mark.parametrize(
    "discounts",
    [
        [BY_QUANTITY | {"of": "colour"}],
        [BY_QUANTITY | {"from": 0}],
        [BY_QUANTITY | {"percent": "0"}],
        [BY_QUANTITY | {"percent": "100"}],
        [BY_QUANTITY | {"percent": 5}],
        [BY_QUANTITY, BY_QUANTITY],
        [*reversed(BY_TERM)],
        [BY_QUANTITY | {"percent": "60"}, BY_TERM[0] | {"percent": "40"}],
    ],
)
def test_discounts_that_cannot_be_worked_out_are_refused(discounts):
    with pytest.raises(ValidationError):
        check_discounts(discounts)


@pytest.mark.parametrize(
    "changes",
    [
        [{"from": "2027-03-01"}],
        [{"from": "2027-02-30", "price": "1.00"}],
        [{"from": 20270301, "price": "1.00"}],
        [{"from": "2027-03-01", "price": "-1.00"}],
        [{"from": "2027-03-01", "name": "Other"}],
        [{"from": "2027-03-01", "price": "1.00"}, {"from": "2027-03-01", "price": "2.00"}],
        [{"from": "2027-03-01", "discounts": [{"of": "months"}]}],
    ],
)
def test_announced_prices_that_cannot_be_worked_out_are_refused(changes):
    with pytest.raises(ValidationError):
        check_price_changes(changes)
