"""What is left of the month's error budget in plain words, and what the office promises beyond its vendor."""

from datetime import timedelta
from decimal import Decimal

import pytest

from contracts.models import ServiceLevelTerm
from contracts.service_levels.actions import approve_exclusion, load_measurements, request_exclusion
from contracts.service_levels.arithmetic.composite import parallel, serial, underpinning_gap
from contracts.service_levels.queries import budgets_of, gaps_of
from contracts.service_levels.readings import Count
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import JUNE, contract_with_order, june, loaded, steady, term_of

NOW = june(11)


def fourth_place(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))


# Golden figures of the reference, §9.8


def test_promises_in_a_row_multiply_and_side_by_side_their_failures_do():
    row = [Decimal(percent) for percent in ("99.99", "99.99", "99.95", "99.9")]
    assert fourth_place(serial(row)) == Decimal("99.8301")
    assert parallel([Decimal("99.95")] * 2) == Decimal("99.999975")
    assert (serial([]), parallel([])) == (100, 0)
    assert underpinning_gap(Decimal("99.9"), [Decimal("99.95"), Decimal("99.9")]) > 0
    assert underpinning_gap(Decimal("99.9"), [Decimal("99.95")]) == Decimal("-0.05")


# The budget in words


@pytest.fixture
def term(db, storage):
    return term_of(contract_with_order())


def budget(term, *, at=NOW):
    terms = list(ServiceLevelTerm.objects.filter(pk=term.pk).select_related("contract").prefetch_related("tiers"))
    [found] = budgets_of(term.contract, terms, at=at)
    return found


@pytest.mark.parametrize(
    ("outages", "days", "words"),
    [
        ([], None, "At the pace of the last seven days June keeps its promise"),
        # 14.4 of 43.2 minutes in seven days: 28.8 are left, which is two weeks of this.
        ([(june(9, 0, 0), june(9, 0, 14, 24))], Decimal(14), "14 days of this and a credit is owed."),
        ([(june(9, 0, 0), june(9, 0, 30, 0))], Decimal("3.08"), "Four days of this and a credit is owed."),
        ([(june(2), june(2, 0, 44))], Decimal(0), "All that may be lost in June is lost already"),
    ],
)
def test_the_pace_of_the_last_days_tells_when_a_credit_is_owed(term, outages, days, words):
    loaded(term, steady(JUNE, NOW, *outages), at=NOW)
    found = budget(term)
    assert found.sentence.startswith(words)
    assert (found.days_left is None) == (days is None)
    assert days is None or abs(found.days_left - days) < Decimal("0.01")


def test_what_is_agreed_not_to_count_leaves_the_budget_alone(term):
    loaded(term, steady(JUNE, NOW, (june(9), june(9, 0, 50))), at=NOW)
    assert budget(term).tone == "bad"
    vendor, agency = (
        person(Role.SIGNATORY, of=term.contract.vendor),
        person(Role.AGENCY_ADMIN, of=term.contract.agency),
    )
    asked = request_exclusion(
        term=term, kind="customer", starts_at=june(9), ends_at=june(9, 1), reason="Line cut", by=vendor, now=lambda: NOW
    )
    approve_exclusion(exclusion=asked, by=agency, now=lambda: NOW)
    assert (budget(term).tone, budget(term).left_percent) == ("ok", 100)


def test_what_is_counted_has_a_budget_too(db, storage):
    level = {"code": "delivery", "kind": "delivery", "title": "Delivery", "target": Decimal(90), "template": ""}
    term = term_of(contract_with_order(level=level))
    rows = [Count(day, "desk", june(day), 10 - (day == 9) * 3, 10) for day in range(1, 11)]
    load_measurements(term=term, readings=rows, by=SYSTEM, now=lambda: NOW)
    found = budget(term)
    # 3 of 100 have failed, of 300 that the month is expected to have 30 may.
    assert (found.left_percent, found.tone) == (90, "ok")
    assert budgets_of(term.contract, [term], at=NOW + timedelta(days=90)) == []


def test_the_page_says_it_in_three_statements(client, term, django_assert_max_num_queries):
    loaded(term, steady(JUNE, NOW), at=NOW)
    terms = list(ServiceLevelTerm.objects.filter(pk=term.pk).select_related("contract").prefetch_related("tiers"))
    with django_assert_max_num_queries(3):
        budgets_of(term.contract, terms, at=NOW)


# What stands behind a promise


def test_the_office_carries_what_its_vendor_does_not_promise(db, storage):
    offering = OfferingFactory(orderable=True)
    office = OrganisationFactory(broker=True)
    details = {
        "vendor": offering.vendor,
        "broker": office,
        "offering": offering,
        "offering_revision": offering.latest_revision,
    }
    managed = contract_with_order(delivery_mode="managed", **details)
    offered = {level.code: level.target for level in offering.service_levels.all()}
    [gap] = gaps_of(managed, list(managed.service_level_terms.all()))
    expected = Decimal("99.9") - offered["availability"] if "availability" in offered else Decimal("99.9")
    assert gap.points == expected
    assert gap.sentence.startswith("The office promises 99.9%")
    brokered = contract_with_order(**details)
    assert gaps_of(brokered, list(brokered.service_level_terms.all())) == []
