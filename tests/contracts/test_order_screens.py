"""The screens of an order: a request in four steps, decisions that ask first, and nothing typed ever lost."""

import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.agreements.models import Contract
from contracts.models import Order
from contracts.orders.actions import Share, edit_draft, fund_order, return_order, submit_order
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.contracts import (
    accepted_order,
    approved_order,
    drafted_order,
    funded_order,
    submitted_order,
    trade,
    wanted,
)
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db
Status = Order.Status


def in_a_month():
    return timezone.localdate() + datetime.timedelta(days=30)


@world
def parties():
    return trade()


@world
def order(parties):
    return submitted_order(parties)


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def answers_to(response, **typed):
    """What a browser would send: the hidden fields of the form on the page, and what was typed."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"} | typed


def plan_answers(parties, response, **typed):
    usual = {"plan": str(parties.plan.code), "quantity": "100", "months": "12", "wanted_from": str(in_a_month())}
    return answers_to(response, **(usual | typed))


FUNDING = {"justification": "Callers wait.", "source_1": "General fund", "percent_1": "60"}


class TestRequesting:
    def start(self, client, parties, **query):
        return client.get(reverse("order_new"), {"offering": parties.offering.slug, **query})

    def test_a_request_is_made_in_four_steps_and_ends_with_a_receipt(self, parties, signed_in):
        client = signed_in(parties.requester)
        step = self.start(client, parties)
        step = client.post(
            step.request["PATH_INFO"] + f"?offering={parties.offering.slug}", plan_answers(parties, step), follow=True
        )
        assert "What is it for, and who pays?" in step.content.decode()
        typed = FUNDING | {"source_2": "Federal grant", "percent_2": "40"}
        step = client.post(step.request["PATH_INFO"], answers_to(step, **typed), follow=True)
        assert "How is it bought?" in step.content.decode()
        missing = client.post(step.request["PATH_INFO"], answers_to(step, way="direct-award"))
        assert "Choose why nobody else is asked" in missing.content.decode()
        award = {"way": "direct-award", "grounds": "trial", "words": "We try it until spring."}
        step = client.post(step.request["PATH_INFO"], answers_to(step, **award), follow=True)
        assert "Check your answers" in step.content.decode()
        step = client.post(step.request["PATH_INFO"], answers_to(step), follow=True)
        page, order = step.content.decode(), Order.objects.get()
        assert order.status == Status.SUBMITTED
        assert "Your request is sent" in page
        assert str(parties.approver) in page

    def test_what_was_chosen_on_the_offering_s_page_is_carried_over(self, parties, signed_in):
        step = self.start(
            signed_in(parties.requester),
            parties,
            quantity="240",
            months="36",
            plan=str(parties.plan.code),
            need="N-2026-0003",
        )
        page = step.content.decode()
        assert 'value="240"' in page
        assert 'value="36"' in page
        assert answers_to(step)["need"] == "N-2026-0003"

    def test_the_need_that_led_to_the_offering_goes_on_with_the_request(self, parties, signed_in):
        client = signed_in(parties.requester)
        page = client.get(parties.offering.get_absolute_url(), {"need": "N-2026-0003", "users": "50"}).content.decode()
        assert re.search(r'href="/orders/new/\?[^"]*quantity=50[^"]*need=N-2026-0003"', page)
        assert '<input type="hidden" name="need" value="N-2026-0003">' in page

    def test_the_same_form_sent_twice_makes_one_draft(self, parties, signed_in):
        client = signed_in(parties.requester)
        sent = plan_answers(parties, self.start(client, parties))
        address = f"{reverse('order_new')}?offering={parties.offering.slug}"
        first, second = client.post(address, sent), client.post(address, sent)
        assert first.url == second.url
        assert Order.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"quantity": "0"}, "greater than or equal to 1"),
            ({"quantity": "two hundred"}, "Enter a whole number, such as 240"),
            ({"quantity": "24"}, "is sold from 25 on"),
            ({"quantity": "99999999999999999999"}, "less than or equal to"),
            ({"months": "5"}, "runs for at least 6 months"),
            ({"months": "121"}, "less than or equal to 120"),
            ({"wanted_from": "2026-02-30"}, "Enter a day that the calendar has"),
            ({"wanted_from": "1999-01-01"}, "Choose a day from"),
            ({"wanted_from": "2099-01-01"}, "Choose a day from"),
            ({"plan": "6d1c0a0e-0000-4000-8000-000000000000"}, "This plan is not offered"),
            ({"plan": ""}, "Choose a plan"),
            ({"need": "N-1; DROP TABLE"}, "valid value"),
        ],
    )
    def test_impossible_answers_come_back_with_a_sentence_and_nothing_lost(self, signed_in, typed, words):
        plan = PlanFactory.build(offering=None, included_quantity=25, minimum_term_months=6)
        parties = trade(plans=[plan])
        client = signed_in(parties.requester)
        sent = plan_answers(parties, self.start(client, parties), **typed)
        response = client.post(f"{reverse('order_new')}?offering={parties.offering.slug}", sent)
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "<title>Error: " in page
        assert not Order.objects.exists()
        if typed.get("quantity"):
            assert f'value="{typed["quantity"]}"' in page

    def test_an_offering_that_is_only_listed_is_refused_with_the_way_on(self, parties, signed_in):
        listed = OfferingFactory()
        response = signed_in(parties.requester).get(reverse("order_new"), {"offering": listed.slug})
        assert response.status_code == 409
        assert "Ask the broker office" in response.content.decode()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"percent_1": "99"}, "The shares add up to 99%"),
            ({"percent_1": ""}, "Enter how much it pays"),
            ({"source_1": "", "percent_1": "100"}, "Name who pays"),
            ({"percent_1": "100", "percent_2": "5"}, "Name who pays these 5%"),
            ({"percent_1": "-5"}, "greater than or equal to 0.01"),
            ({"percent_1": "sixty"}, "Enter a number, such as 60"),
            ({"percent_1": "50", "source_2": "general fund", "percent_2": "50"}, "stands there twice"),
            ({"percent_1": "100", "justification": ""}, "Say what it is for"),
        ],
    )
    def test_funding_that_does_not_add_up_comes_back_with_a_sentence(self, parties, signed_in, typed, words):
        order, client = drafted_order(parties), signed_in(parties.requester)
        address = reverse("order_funding", args=[order.reference])
        response = client.post(address, answers_to(client.get(address), **(FUNDING | typed)))
        assert response.status_code == 422
        assert words in response.content.decode()
        assert not order.funding.exists()

    def test_every_source_on_record_has_its_row_and_one_is_free(self, parties, signed_in):
        order, client = drafted_order(parties), signed_in(parties.requester)
        shares = [Share(f"Fund {letter}", Decimal(20)) for letter in "ABCDE"]
        fund_order(order=order, shares=shares, justification="Why", version=1, by=parties.requester)
        address = reverse("order_funding", args=[order.reference])
        page = client.get(address)
        assert [f'value="Fund {letter}"' in page.content.decode() for letter in "ABCDE"] == [True] * 5
        typed = {f"{name}_{row}": value for row, share in enumerate(shares, 1) for name, value in vars(share).items()}
        typed |= {
            "source_5": "Fund E",
            "percent_5": "10",
            "source_6": "Fund F",
            "percent_6": "10",
            "justification": "Why",
        }
        assert client.post(address, answers_to(page, **typed)).status_code == 302
        assert order.funding.count() == 6

    def test_an_old_form_shows_both_versions_and_loses_nothing(self, parties, signed_in):
        order, client = drafted_order(parties), signed_in(parties.requester)
        address = reverse("order_plan", args=[order.reference])
        opened = client.get(address)
        edit_draft(order=order, wanted=wanted(parties, quantity=200), version=1, by=parties.requester)
        response = client.post(address, plan_answers(parties, opened, quantity="321"))
        page = response.content.decode()
        assert response.status_code == 409
        assert 'value="321"' in page
        assert "On record now: Standard, 200 users" in page
        assert Order.objects.get().quantity == 200
        assert client.post(address, plan_answers(parties, response, quantity="321")).status_code == 302
        assert Order.objects.get().quantity == 321

    def test_a_second_press_of_send_shows_the_request_as_it_stands(self, parties, signed_in):
        order, client = funded_order(parties), signed_in(parties.requester)
        address = reverse("order_check", args=[order.reference])
        sent = answers_to(client.get(address))
        assert client.post(address, sent).status_code == 302
        again = client.post(address, sent)
        assert again.status_code == 409
        assert f"{parties.requester} submitted {order.reference}" in again.content.decode()

    def test_an_incomplete_draft_is_not_sent_and_says_what_is_missing(self, parties, signed_in):
        order, client = drafted_order(parties), signed_in(parties.requester)
        address = reverse("order_check", args=[order.reference])
        response = client.post(address, answers_to(client.get(address)))
        assert response.status_code == 409
        assert "add up to 0%" in response.content.decode()

    def test_a_colleague_who_is_no_requester_reads_but_does_not_edit(self, parties, signed_in):
        order, client = drafted_order(parties), signed_in(parties.approver)
        assert client.get(order.get_absolute_url()).status_code == 200
        for name in ("order_plan", "order_funding", "order_check"):
            assert client.get(reverse(name, args=[order.reference])).status_code == 403


class TestDeciding:
    def press(self, client, order, verb, **typed):
        address = reverse(f"order_{verb}", args=[order.reference])
        return client.post(address, answers_to(client.get(address), **typed), follow=True)

    def test_from_the_approver_s_page_to_the_vendor_s_contract(self, parties, signed_in, order):
        client = signed_in(parties.approver)
        assert "Approve $23,575.50" in client.get(order.get_absolute_url()).content.decode()
        assert "is approved" in self.press(client, order, "approve").content.decode()
        client = signed_in(parties.signatory)
        assert "is accepted under contract C-" in self.press(client, order, "accept").content.decode()
        assert Contract.objects.get().agency == parties.agency

    @pytest.mark.parametrize(
        ("step", "who", "verb", "status"),
        [
            (submitted_order, "approver", "return", Status.RETURNED),
            (submitted_order, "approver", "reject", Status.REJECTED),
            (approved_order, "signatory", "decline", Status.DECLINED),
        ],
    )
    def test_a_refusal_needs_a_reason_and_shows_it_to_the_other_side(self, parties, signed_in, step, who, verb, status):
        order, client = step(parties), signed_in(getattr(parties, who))
        empty = self.press(client, order, verb, reason=" ")
        assert (empty.status_code, "Say why" in empty.content.decode()) == (422, True)
        self.press(client, order, verb, reason="Too <many> users")
        order.refresh_from_db()
        assert order.status == status
        assert "Too &lt;many&gt; users" in signed_in(parties.requester).get(order.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("step", "who", "verb"),
        [
            (submitted_order, "approver", "approve"),
            (approved_order, "signatory", "accept"),
            (drafted_order, "requester", "cancel"),
        ],
    )
    def test_a_double_click_has_one_effect_and_the_second_says_who_was_first(self, parties, signed_in, step, who, verb):
        order, user = step(parties), getattr(parties, who)
        client = signed_in(user)
        address = reverse(f"order_{verb}", args=[order.reference])
        sent = answers_to(client.get(address))
        assert client.post(address, sent).status_code == 302
        before = list(Order.objects.values()), Contract.objects.count()
        again = client.post(address, sent)
        assert again.status_code == 409
        assert f"{user} {verb.replace('cancel', 'cancell').rstrip('e')}ed {order.reference}" in again.content.decode()
        assert (list(Order.objects.values()), Contract.objects.count()) == before

    def test_an_approver_with_an_old_page_is_shown_what_changed_before_deciding(self, parties, signed_in):
        order, client = submitted_order(parties), signed_in(parties.approver)
        address = reverse("order_approve", args=[order.reference])
        sent = answers_to(client.get(address))
        order = return_order(order=order, reason="Fewer", version=order.version, by=parties.approver)
        order = edit_draft(
            order=order, wanted=wanted(parties, quantity=50), version=order.version, by=parties.requester
        )
        order = submit_order(order=order, version=order.version, by=parties.requester)
        response = client.post(address, sent)
        page = response.content.decode()
        assert response.status_code == 409
        assert "This order was changed after you opened it" in page
        assert "$11,787.75" in page
        order.refresh_from_db()
        assert order.status == Status.SUBMITTED
        assert client.post(address, answers_to(response)).status_code == 302

    def test_an_approver_below_the_total_is_told_the_limit_and_gets_no_button(self, parties, signed_in, order):
        client = signed_in(person(Role.APPROVER, of=parties.agency, limit=Decimal(1000)))
        page = client.get(order.get_absolute_url()).content.decode()
        assert "You may approve up to $1,000.00" in page
        assert "Approve $23,575.50" not in page
        refused = self.press(client, order, "approve")
        assert (refused.status_code, "You may approve up to" in refused.content.decode()) == (403, True)

    def test_the_requester_cannot_reach_the_decision(self, parties, signed_in, order):
        address = reverse("order_approve", args=[order.reference])
        assert signed_in(parties.requester).post(address, {"version": order.version}).status_code == 403

    @pytest.mark.parametrize("verb", ["approve", "return", "reject", "accept", "decline", "cancel"])
    def test_somebody_else_s_order_is_not_found(self, parties, signed_in, verb, order):
        for stranger in (person(Role.APPROVER, limit=Decimal(10**6)), person(Role.SIGNATORY)):
            client = signed_in(stranger)
            assert client.get(reverse(f"order_{verb}", args=[order.reference])).status_code == 404

    def test_a_decision_without_a_version_is_refused(self, parties, signed_in, order):
        response = signed_in(parties.approver).post(reverse("order_approve", args=[order.reference]), {})
        assert response.status_code in {200, 422}
        order.refresh_from_db()
        assert order.status == Status.SUBMITTED


class TestReading:
    def test_the_vendor_reads_neither_funding_nor_purpose(self, parties, signed_in):
        order = approved_order(parties)
        page = signed_in(parties.signatory).get(order.get_absolute_url()).content.decode()
        assert "General fund" not in page
        assert "Callers wait two days" not in page
        assert "Accept the order" in page

    def test_the_chain_leads_from_the_need_to_the_contract(self, parties, signed_in):
        order = accepted_order(parties, need_reference="N-2026-0004")
        page = signed_in(parties.requester).get(order.get_absolute_url()).content.decode()
        assert 'href="/needs/N-2026-0004/"' in page
        assert f'href="{order.contract.get_absolute_url()}"' in page

    def test_the_list_shows_own_orders_and_filters_them(self, parties, signed_in):
        own, foreign = submitted_order(parties), submitted_order(trade())
        client = signed_in(parties.requester)
        page = client.get(reverse("order_list")).content.decode()
        assert (own.reference in page, foreign.reference in page) == (True, False)
        assert own.reference not in client.get(reverse("order_list"), {"status": "draft"}).content.decode()
        assert own.reference in client.get(reverse("order_list"), {"q": "kestrel"}).content.decode()

    @pytest.mark.parametrize(
        ("query", "status"), [({"status": "x"}, 422), ({"page": "99999"}, 404), ({"page": "x"}, 404)]
    )
    def test_impossible_lists_are_refused(self, parties, signed_in, query, status):
        assert signed_in(parties.requester).get(reverse("order_list"), query).status_code == status

    @pytest.mark.parametrize("count", [1, 6])
    def test_the_list_costs_the_same_however_long_it_is(self, parties, signed_in, count, django_assert_max_num_queries):
        for _ in range(count):
            drafted_order(parties)
        client = signed_in(parties.requester)
        with django_assert_max_num_queries(8):
            client.get(reverse("order_list"))

    def test_the_page_of_an_order_stays_within_its_budget(self, parties, signed_in, django_assert_max_num_queries):
        order, client = submitted_order(parties), signed_in(parties.approver)
        with django_assert_max_num_queries(20):
            client.get(order.get_absolute_url())
