"""What a rate is made of: parts that add up to the cent, versions that stand, the bridge, what was paid before."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contracts.costs.actions import (
    RatePublished,
    YearTerms,
    close_rate_year,
    declare_former_cost,
    draft_rate_card,
    publish_rate_card,
)
from contracts.costs.actions.rates import DayIsTaken, YearClosed
from contracts.costs.models import FormerCost, RateCard, RatePool
from contracts.costs.queries.rates import like_for_like, steps_between, year_of
from contracts.costs.rates import bridge, parts_of, rate_of, reserve_days, share_out, true_up
from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from tests.browsing import reauthenticated
from tests.factories.catalog import OfferingFactory
from tests.factories.costs import (
    FIRST_DAY,
    MACHINE,
    MACHINE_MONTHS,
    drafted_rate,
    own_service,
    rate_terms,
)
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

GOLDEN = [Decimal(part) for part in ("42.50", "16.67", "12.50", "10.83", "9.17", "4.16", "6.60", "-1.74")]
POOLS = st.lists(st.decimals(0, 10**8, places=2), min_size=1, max_size=8)
UNITS = st.integers(1, 10**7)


def amounts(pools=MACHINE) -> list[Decimal]:
    return [Decimal(amount) for amount in pools.values()]


def test_the_parts_of_a_virtual_machine_are_those_that_are_published():
    assert rate_of(amounts(), MACHINE_MONTHS) == Decimal("100.69")
    assert parts_of(amounts(), MACHINE_MONTHS) == GOLDEN
    assert sum(GOLDEN) == Decimal("100.69")


def test_equal_remainders_are_settled_by_the_order_of_the_pools():
    assert share_out([Fraction(1, 300)] * 3, Decimal("0.01")) == [Decimal("0.01"), Decimal("0.00"), Decimal("0.00")]


@given(POOLS, st.decimals(-(10**6), 10**6, places=2), UNITS)
def test_parts_always_add_up_to_the_whole(pools, carried, units):
    pools = [*pools, carried]
    if sum(pools) <= 0:
        with pytest.raises(InvalidInput):
            rate_of(pools, units)
        return
    parts = parts_of(pools, units)
    assert sum(parts) == rate_of(pools, units)
    for pool, part in zip(pools, parts, strict=True):
        assert abs(Fraction(part) - Fraction(pool) / units) < Fraction(1, 100)


@given(POOLS, UNITS, st.integers(1, 10**7), st.decimals(1, 10**6, places=2))
def test_a_bridge_always_reaches_the_next_rate(pools, units_before, units_after, more):
    pools = [*pools, Decimal(1)]
    after = [pool + more for pool in pools]
    steps = bridge(pools, units_before, after, units_after)
    assert sum(steps) == rate_of(after, units_after) - rate_of(pools, units_before)


def test_what_is_over_or_short_and_how_long_the_reserve_lasts():
    assert true_up(Decimal(1_474_240), Decimal(1_400_000)) == 74_240
    assert reserve_days(Decimal(300_000), Decimal(1_825_000)) == Decimal("60.0")
    assert reserve_days(Decimal(1), Decimal(0)) is None


@world
def service():
    return own_service()


@world
def drafter():
    return person(Role.CONTRACT_MANAGER)


@world
def publisher():
    return person(Role.CIO)


@world
def draft(service, drafter):
    return drafted_rate(offering=service, by=drafter)


@world
def card(draft, publisher):
    return publish_rate_card(card=draft, by=publisher)


@pytest.mark.django_db
def test_a_draft_holds_every_pool_with_its_part(draft):
    assert draft.rate == Decimal("100.69")
    assert [pool.part for pool in draft.pools.all()] == GOLDEN
    assert [pool.pool for pool in draft.pools.all()] == list(MACHINE)
    assert draft.version == 1


@pytest.mark.django_db
def test_only_a_service_at_cost_has_a_rate(service, drafter):
    brokered = OfferingFactory(orderable=True)
    with pytest.raises(InvalidInput, match="state’s own"):
        draft_rate_card(terms=rate_terms(brokered), by=drafter)
    with pytest.raises(InvalidInput, match="carried forward"):
        draft_rate_card(terms=rate_terms(service, pools={"staff": "100", "power": "-1"}), by=drafter)
    with pytest.raises(InvalidInput, match="at least one unit"):
        draft_rate_card(terms=rate_terms(service, forecast_units=0), by=drafter)
    assert not RateCard.objects.exists()


@pytest.mark.django_db
def test_somebody_else_publishes_and_it_stands(draft, drafter, publisher):
    with pytest.raises(PermissionDenied):
        publish_rate_card(card=draft, by=drafter)
    card = publish_rate_card(card=draft, by=publisher)
    assert not card.is_draft
    with pytest.raises(RatePublished):
        publish_rate_card(card=card, by=publisher)
    for change in (
        lambda: RateCard.objects.filter(pk=card.pk).update(rate=Decimal(1)),
        lambda: RatePool.objects.filter(card=card).update(amount=1),
        lambda: RatePool.objects.filter(card=card).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert RateCard.objects.get().rate == Decimal("100.69")


@pytest.mark.django_db
def test_the_database_refuses_parts_that_do_not_add_up(draft, publisher):
    RatePool.objects.filter(card=draft, pool="staff").update(part=Decimal("42.51"))
    with pytest.raises(DatabaseError, match="add up"), transaction.atomic():
        publish_rate_card(card=draft, by=publisher)
    assert RateCard.objects.get().is_draft


@pytest.mark.django_db
def test_the_next_version_begins_on_another_day(card, service, drafter, publisher):
    again = drafted_rate(offering=service, by=drafter)
    assert again.version == 2
    with pytest.raises(DayIsTaken):
        publish_rate_card(card=again, by=publisher)
    later = drafted_rate(offering=service, by=drafter, holds_from=FIRST_DAY + datetime.timedelta(days=31))
    publish_rate_card(card=later, by=publisher)
    assert RateCard.objects.in_force(on=FIRST_DAY).get() == card
    assert RateCard.objects.in_force(on=later.holds_from).get() == later


@pytest.mark.django_db
def test_the_bridge_says_what_more_units_and_each_pool_did(card, service, drafter, publisher):
    pools = MACHINE | {"staff": "633600", "carried": "0"}
    year = {"fiscal_year": 2028, "holds_from": datetime.date(2027, 7, 1), "forecast_units": 15_840}
    new = publish_rate_card(card=drafted_rate(offering=service, by=drafter, pools=pools, **year), by=publisher)
    steps = steps_between(card, new)
    assert sum(step.difference for step in steps) == new.rate - card.rate
    assert [(step.label.split()[0], step.difference > 0) for step in steps] == [
        ("More", False),
        ("Staff", True),
        ("Carried", True),
    ]


@pytest.mark.django_db
def test_a_year_is_closed_once_with_what_is_carried_on(card, drafter):
    year = YearTerms(Decimal(1_474_240), Decimal(1_400_000), Decimal(400_000), Decimal(1_825_000))
    with pytest.raises(PermissionDenied):
        close_rate_year(card=card, year=year, by=person(Role.PROCUREMENT_OFFICER))
    close_rate_year(card=card, year=year, by=drafter)
    found = year_of(card)
    assert (found["true_up"], found["days"], found["too_much"]) == (Decimal("74240.00"), Decimal("80.0"), True)
    with pytest.raises(YearClosed):
        close_rate_year(card=card, year=year, by=drafter)


@pytest.mark.django_db
def test_what_an_agency_paid_is_set_beside_the_rate_like_for_like(card):
    agency = OrganisationFactory()
    owner = person(Role.BUDGET_OWNER, of=agency)
    paid = {"staff": Decimal(30_000), "power": Decimal(6_000)}
    with pytest.raises(PermissionDenied):
        declare_former_cost(card=card, agency=OrganisationFactory(), units=50, amounts=paid, by=owner)
    with pytest.raises(InvalidInput):
        declare_former_cost(card=card, agency=agency, units=50, amounts={}, by=owner)
    assert not FormerCost.objects.exists()
    former = declare_former_cost(card=card, agency=agency, units=50, amounts=paid, by=owner)
    found = like_for_like(card, former)
    assert found["before"] == Decimal("60.00")
    assert found["difference"] == Decimal("40.69")
    staff = found["rows"][0]
    assert (staff["label"], staff["before"], staff["now"]) == ("Staff", Decimal("50.00"), Decimal("42.50"))


@pytest.mark.django_db
def test_everybody_opens_a_published_rate_and_finds_the_share_of_power_and_cooling(card, client):
    page = client.get(card.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Power and cooling", "$10.83", "10.8%", "$156,000.00 ÷ 14,400", "$100.69"):
        assert words in text
    assert card.plan_name in client.get(reverse("rate_list")).content.decode()


@pytest.mark.django_db
def test_a_draft_is_the_office_s_alone(draft, client, publisher):
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.reference not in client.get(reverse("rate_list")).content.decode()
    assert reauthenticated(publisher).get(draft.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_from_the_form_to_the_published_rate(service, drafter, publisher):
    office = reauthenticated(drafter)
    given = {
        "plan": str(service.plans.all()[0].code),
        "fiscal_year": 2027,
        "holds_from": "2026-07-01",
        "forecast_units": MACHINE_MONTHS,
        **{f"{pool}_amount": amount for pool, amount in MACHINE.items()},
        "power_from": "Metered; 1.31 kWh for each kWh that computes.",
    }
    assert office.post(reverse("rate_new"), given | {"forecast_units": ""}).status_code == 422
    answer = office.post(reverse("rate_new"), given)
    card = RateCard.objects.get()
    assert answer.url == card.get_absolute_url()
    assert office.post(reverse("rate_publish", args=[card.reference])).status_code == 403
    reauthenticated(publisher).post(reverse("rate_publish", args=[card.reference]))
    assert not RateCard.objects.get().is_draft
    assert card.pools.get(pool="power").comes_from.startswith("Metered")
