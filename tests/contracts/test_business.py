"""A vendor's own business: figures of its own alone, and of others only what at least three agencies need."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.costs.actions import write_charges
from contracts.portfolio.business.page import figures_of
from contracts.portfolio.business.queries import Kept, answers_told, reviews_by_offering, vendors_standing
from contracts.portfolio.business.signals import Signal, about, signals_for
from contracts.portfolio.queries.going import Asked
from contracts.portfolio.queries.scope import Business, business_for
from contracts.portfolio.queries.spend import HeldContract
from contracts.relationships.models import OfferingReview, Survey, SurveyAnswer
from marketplace.permissions import SYSTEM, Role
from tests.factories.billing import issued_invoice, sides
from tests.factories.catalog import TopicFactory
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.factories.portfolio import system_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

FINAL_AT = CLOSED_AT + datetime.timedelta(days=15)
A_YEAR = datetime.timedelta(days=365)
ON = datetime.date(2026, 11, 30)
DOWN = june(14, 2), june(14, 4, 22)  # 99.671% against 99.9%: a credit of a tenth


@world
def vendor():
    return OrganisationFactory(vendor=True, name="Kestrel Systems")


@world
def rival():
    return OrganisationFactory(vendor=True, name="Harborline")


@world
def contract(vendor):
    """June was missed, cost 1,240.00 of 12,400.00, and was charged."""
    contract = contract_with_order(vendor=vendor, agency=OrganisationFactory(name="Department of Lakes"))
    contract.orders.get().offering.topics.through.objects.create(
        offering=contract.orders.get().offering, topic=TopicFactory(name="Telephones")
    )
    loaded(term_of(contract), steady(JUNE, JULY, DOWN))
    closed(term_of(contract))
    write_charges(month=PERIOD, by=SYSTEM, now=lambda: june(20))
    return contract


@world
def editor(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


@world
def rival_editor(rival):
    return person(Role.VENDOR_EDITOR, of=rival)


def held(agency, *, vendor_id=1, yearly=Decimal(100_000), kind="Maps", ends_on=ON + A_YEAR):
    return HeldContract("C-1", "Maps", "A vendor", agency, (kind,), yearly, ends_on, vendor_id)


def test_spend_promises_and_credits_are_of_the_own_vendor_alone(contract, editor, rival_editor):
    own = figures_of(editor, at=FINAL_AT)
    assert own.kept == [Kept(contract.reference, contract.title, "Department of Lakes", 1, 0)]
    assert [(one.contract, one.month, one.amount) for one in own.credits] == [(contract.reference, PERIOD, 1_240)]
    assert [one.reference for one in own.held] == [contract.reference] == [one.reference for one in own.ending]
    spent, before = own.spent
    assert spent >= 12_400
    assert (before, own.by_agency[0], own.by_kind[0]) == (0, {"Department of Lakes": spent}, {"Telephones": spent})
    a_year_later = figures_of(editor, at=FINAL_AT + A_YEAR)
    assert (a_year_later.spent, a_year_later.kept, a_year_later.held) == ((0, spent), [], [])
    other = figures_of(rival_editor, at=FINAL_AT)
    assert (other.spent, other.kept, other.credits, other.held, other.cells) == ((0, 0), [], [], [], [])


def test_a_month_that_can_be_disputed_still_is_not_judged(contract, editor):
    figures = figures_of(editor, at=CLOSED_AT)
    assert (figures.kept, figures.judged, figures.credits) == ([], 0, [])


def test_open_invoices_are_those_the_vendor_issued():
    between = sides()
    issued_invoice(between)
    invoice = issued_invoice(between, contract_reference="C-2025-0115")
    for vendors, count, left in ((between.vendor, 2, 2 * invoice.total), (between.agency, 0, 0)):
        [found] = vendors_standing(Business(frozenset([vendors.pk]), ON), at=invoice.due_at)
        assert (found.open_count, found.late_count, found.open_sum) == (count, count, left)


@pytest.mark.parametrize("many", [4, 5])
def test_means_and_shares_are_told_from_five_on(contract, vendor, rival, many):
    offering, at = contract.orders.get().offering, FINAL_AT
    for place in range(many):
        told = {"contract": contract, "agency": contract.agency, "author": UserFactory(), "written_at": at}
        OfferingReview.objects.create(offering=offering, service_rating=4, ordering_rating=5, **told)
        who = {"organisation": contract.agency, "person": told["author"], "contract": contract}
        when = {"asked_at": at, "expires_at": at + A_YEAR}
        survey = Survey.objects.create(moment="quarter", subject=f"2026-Q{place}", about="The quarter", **who, **when)
        SurveyAnswer.objects.create(survey=survey, rating=4 + place % 2, answered_at=at)
    business = Business(frozenset([vendor.pk]), ON)
    [review] = reviews_by_offering(business)
    assert (review.count, review.service, review.ordering) == ((5, 4, 5) if many == 5 else (4, None, None))
    answers = answers_told(vendors_standing(business, at=at))
    assert (answers.answered, answers.is_shown) == (many, many == 5)
    other = Business(frozenset([rival.pk]), ON)
    assert (reviews_by_offering(other), answers_told(vendors_standing(other, at=at)).answered) == ([], 0)


def test_what_fewer_than_three_agencies_need_is_not_told():
    business = Business(frozenset([7]), ON)
    two = [held("Lakes"), held("Roads"), held("Roads")]
    assert signals_for(business, two, [], []) == []
    assert signals_for(business, [*two, held("Parks", vendor_id=7)], [], []) == []
    own_order = Asked("Parks", "Maps", "Order is under way", None, Decimal(1), "/", ("Maps",), 7)
    assert signals_for(business, two, [], [own_order]) == []
    order = Asked("Parks", "Maps", "Order is under way", None, Decimal(84_500), "/", ("Maps",), 1)
    assert signals_for(business, two, [], [order]) == [Signal("Maps", 3, 4, Decimal(380_000))]


def test_an_amount_that_two_agencies_make_up_is_not_told():
    business = Business(frozenset([7]), ON)
    three = [held("Lakes"), held("Roads"), held("Parks", yearly=Decimal(0))]
    assert signals_for(business, three, [], []) == [Signal("Maps", 3, 3, None)]
    assert (about(Decimal("184499.99")), about(Decimal(7))) == (180_000, 7)


def test_who_works_for_no_vendor_has_no_business(client, contract, editor):
    approver, cio = person(Role.APPROVER, of=contract.agency), person(Role.CIO)
    for reader, own, portfolio in ((editor, 200, 302), (approver, 403, 200), (cio, 403, 200)):
        client.force_login(reader)
        assert client.get(reverse("portfolio")).status_code == portfolio
        for name in ("portfolio_business", "portfolio_business_csv"):
            assert client.get(reverse(name)).status_code == own
    assert business_for(approver, on=ON).vendors == frozenset()


def test_the_page_and_its_table_never_show_another_vendor_or_name_who_will_buy(client, vendor, rival, editor):
    today, topic = timezone.localdate(), TopicFactory(name="Payments")
    term = {"starts_on": today - A_YEAR, "ends_on": today + A_YEAR / 2}
    own = signed_contract(vendor=vendor, title="Own lines", **term)
    other = signed_contract(vendor=rival, title="Rival lines", **term)
    systems = [
        system_of(
            name=f"Ledger {place}", capabilities=[topic], retire_on=today + A_YEAR / 2, yearly_cost=Decimal(61_000)
        )
        for place in range(3)
    ]
    client.force_login(editor)
    answer = client.get(reverse("portfolio"))
    assert answer.url == reverse("portfolio_business")
    page = client.get(answer.url).content.decode()
    table = b"".join(client.get(reverse("portfolio_business_csv")).streaming_content).decode()
    for shown in (page, table):
        assert own.reference in shown
        assert "Payments" in shown
        for hidden in (other.reference, "Rival lines", rival.name, *(one.name for one in systems)):
            assert hidden not in shown
        for agency in (other.agency, *(one.agency for one in systems)):
            assert agency.name not in shown
    assert "$180,000" in page
    assert "Agencies will buy,Payments,Agencies,3,agencies" in table
    for link in ("Your business", reverse("portfolio_business")):
        assert link in client.get(reverse("contract_register")).content.decode()
        assert link in client.get(reverse("workspace")).content.decode()


@pytest.mark.parametrize("many", [1, 5])
def test_the_page_takes_as_many_statements_however_many_rows(
    client, vendor, rival, editor, many, django_assert_max_num_queries
):
    today = timezone.localdate()
    for place in range(many):
        for who in (vendor, rival):
            signed_contract(vendor=who, title=f"Lines {place}", starts_on=today, ends_on=today + A_YEAR / 2)
        system_of(capabilities=[TopicFactory()], retire_on=today + A_YEAR / 2)
    client.force_login(editor)
    client.get(reverse("portfolio_business"))
    with django_assert_max_num_queries(12) as statements:
        assert client.get(reverse("portfolio_business")).status_code == 200
    assert len(statements) == 12
