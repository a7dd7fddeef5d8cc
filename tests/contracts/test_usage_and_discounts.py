"""Discounts and metered usage from the offering's page to the approved order: named, priced, never left out."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from contracts.models import Order
from contracts.orders.pricing import snapshot
from marketplace.errors import InvalidInput
from tests.factories.catalog import PlanFactory
from tests.factories.contracts import MONDAY_NOON, drafted_order, submitted_order, trade, wanted
from tests.worlds import world

pytestmark = pytest.mark.django_db
MESSAGES = {"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000}


@world
def parties():
    discounts = [{"of": "quantity", "from": 100, "percent": "5"}, {"of": "months", "from": 24, "percent": "10"}]
    return trade(plans=[PlanFactory.build(offering=None, usage_charges=[MESSAGES], discounts=discounts)])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def lines(order):
    return [(line["label"], line["amount"], line["open"]) for line in order.price_lines]


class TestOrders:
    def test_an_order_keeps_discounts_and_names_usage_that_nobody_has_put_a_figure_on(self, parties):
        order = drafted_order(parties)
        assert lines(order) == [
            ("Licences", "23400.00", False),
            ("Discount from 100 users", "-1170.00", False),
            ("Text messages", "0.00", True),
            ("Broker levy", "166.73", False),
        ]
        assert (order.total_value, order.monthly_fee) == (Decimal("22396.73"), Decimal("1852.50"))
        assert (order.plus, order.cost_words) == ("plus usage", "$22,396.73 plus usage")

    def test_usage_that_is_expected_is_in_the_total_and_not_in_the_monthly_fee(self, parties):
        order = drafted_order(parties, usage={"text-messages": 3500})
        assert ("Text messages", "1200.00", False) in lines(order)
        assert (order.plus, order.monthly_fee) == ("", Decimal("1852.50"))
        assert order.usage == [MESSAGES | {"expected": 3500}]

    def test_usage_that_the_plan_does_not_meter_is_refused(self, parties):
        with pytest.raises(InvalidInput, match="does not meter calls.*it meters text-messages"):
            snapshot(wanted(parties, usage={"calls": 1}), on=MONDAY_NOON.date())

    def test_what_was_sent_for_approval_cannot_be_changed(self, parties):
        order = submitted_order(parties, usage={"text-messages": 3500})
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(usage=[])

    def test_a_request_that_no_amount_could_hold_is_refused_in_a_sentence(self):
        parties = trade(plans=[PlanFactory.build(offering=None, price=Decimal("99999999.99"))])
        with pytest.raises(InvalidInput, match="No request may cost so much"):
            drafted_order(parties, quantity=10_000_000)


class TestScreens:
    def test_the_offerings_page_says_plus_usage_until_a_figure_is_given(self, client, parties):
        address = parties.offering.get_absolute_url()
        said = text_of(client.get(address, {"users": "100", "months": "12"}))
        assert "plus usage at $0.04 for each message beyond 1,000 a month as used" in said
        assert "Total plus usage $22,396.73" in said
        said = text_of(client.get(address, {"users": "100", "months": "12", "usage-text-messages": "3500"}))
        assert "3,500 expected a month, 1,000 included: 2,500 messages × $0.04 × 12 months $1,200.00" in said
        assert "plus usage" not in said.partition("Plans and prices")[0]

    @pytest.mark.parametrize("typed", ["-1", "many", "99999999999999999999", "1.5"])
    def test_impossible_usage_is_said_at_its_field(self, client, parties, typed):
        response = client.get(parties.offering.get_absolute_url(), {"usage-text-messages": typed})
        assert response.status_code == 400
        assert 'id="usage-text-messages-error"' in response.content.decode()

    def test_figures_are_carried_from_the_offering_into_the_request_and_to_its_approver(self, client, parties):
        page = client.get(parties.offering.get_absolute_url(), {"users": "100", "usage-text-messages": "3500"})
        assert "usage-text-messages=3500" in page.content.decode()
        client.force_login(parties.requester)
        sent = {"offering": parties.offering.slug, "plan": parties.plan.code, "usage-text-messages": "3500"}
        form = client.get("/orders/new/", sent).content.decode()
        assert re.search(r'name="usage-text-messages" value="3500"', form)
        token = re.search(r'name="form_token" value="([^"]+)"', form)[1]
        typed = {"plan": str(parties.plan.code), "quantity": "100", "months": "12", "form_token": token}
        typed |= {"wanted_from": str(timezone.localdate() + datetime.timedelta(days=30)), "usage-text-messages": "3500"}
        client.post(f"/orders/new/?offering={parties.offering.slug}", typed | {"agency": parties.agency.pk})
        order = Order.objects.get()
        assert order.usage_expected == {"text-messages": 3500}
        assert "$1,200.00" in text_of(client.get(order.get_absolute_url()))

    def test_every_screen_of_a_request_says_that_usage_comes_on_top(self, client, parties):
        order = drafted_order(parties)
        client.force_login(parties.requester)
        for step in ("", "plan/", "funding/", "check/"):
            assert "$22,396.73 plus usage" in text_of(client.get(f"{order.get_absolute_url()}{step}"))
        assert "$22,396.73 plus usage" in text_of(client.get("/orders/"))

    def test_the_comparison_asks_for_usage_and_shows_what_is_billed_on_top(self, client, parties):
        address = {"offering": parties.offering.slug, "users": "100", "months": "12", "price_up_to": "30000"}
        said = text_of(client.get("/catalogue/compare/", address))
        assert "$22,397 plus usage" in said
        assert "Billed as used" in said
        assert "Not stated $22,397 plus usage" in said
        said = text_of(client.get("/catalogue/compare/", address | {"usage-text-messages": "3500"}))
        assert "Meets $23,606" in said
        assert "Discount from 100 users: 5% of $23,400.00, − $1,170.00" in said


def test_the_api_takes_usage_and_marks_what_is_open(client, parties):
    client.force_login(parties.requester)
    body = {
        "key": "6f2d0c7e-0d0f-4f57-8d46-5c9e2d1a7b11", "offering": parties.offering.slug, "draft": True,
        "plan_code": str(parties.plan.code), "quantity": 100, "months": 12, "wanted_from": "2027-01-04",
    }  # fmt: skip
    refused = client.post("/api/v1/orders", body | {"usage": {"text-messages": -1}}, content_type="application/json")
    assert (refused.status_code, Order.objects.count()) == (422, 0)
    placed = client.post("/api/v1/orders", body, content_type="application/json").json()
    assert [line["open"] for line in placed["lines"]] == [False, False, True, False]
    other = body | {"key": "6f2d0c7e-0d0f-4f57-8d46-5c9e2d1a7b12", "usage": {"text-messages": 3500}}
    placed = client.post("/api/v1/orders", other, content_type="application/json").json()
    assert [line["open"] for line in placed["lines"]] == [False] * 4
    plan = client.get(f"/api/v1/offerings/{parties.offering.slug}").json()["plans"][0]
    assert (plan["usage_charges"], len(plan["discounts"])) == ([MESSAGES], 2)
