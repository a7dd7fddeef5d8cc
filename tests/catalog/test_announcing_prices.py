"""Announcing new prices of a plan: through a draft and review, on a later day, and back again before it."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from catalog.models import Offering, OfferingChange
from catalog.offerings.actions import UnderReview, submit_for_moderation
from catalog.offerings.announcing import NoSuchPlan, PricesBegun, announce_prices, take_back_prices
from catalog.offerings.plans import price_day
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db


def in_days(days):
    return price_day(timezone.now()) + datetime.timedelta(days=days)


@world
def offering():
    plan = PlanFactory.build(offering=None, tiers=[{"from": 200, "price": "18.00"}])
    return OfferingFactory(orderable=True, plans=[plan])


@world
def editor(offering):
    return person(Role.VENDOR_EDITOR, of=offering.vendor)


def announced(offering, by, **changes):
    details = {
        "offering": offering,
        "plan_code": offering.plans.get().code,
        "change": {"from": in_days(30).isoformat(), "price": "21.00"},
        "latest_revision_id": offering.latest_revision_id,
        "by": by,
    }
    return announce_prices(**(details | changes))


def stored():
    return list(Offering.objects.values()), AuditEvent.objects.count()


def test_what_is_announced_waits_in_a_draft_and_is_public_once_a_reviewer_has_published_it(offering, editor):
    saved = announced(offering, editor, submit=True)
    assert saved.plans.all()[0].price_changes == [{"from": in_days(30).isoformat(), "price": "21.00"}]
    offering.refresh_from_db()
    assert (offering.workflow_in_progress, offering.plans.get().price_changes) == (True, [])
    reviewer = person(Role.CATALOGUE_EDITOR)
    state = offering.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "approve")
    assert offering.plans.get().on(in_days(29)).price == offering.plans.get().price
    assert str(offering.plans.get().on(in_days(30)).price) == "21.00"
    begins = OfferingChange.objects.latest("at").at
    assert (price_day(begins), price_day(begins - datetime.timedelta(seconds=1))) == (in_days(30), in_days(29))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"change": {"from": str(in_days(0)), "price": "21.00"}}, InvalidInput),
        ({"change": {"from": str(in_days(3))}}, InvalidInput),
        ({"change": {"from": str(in_days(3)), "price": "-1.00"}}, InvalidInput),
        ({"plan_code": "6f2d0c7e-0d0f-4f57-8d46-5c9e2d1a7b11"}, NoSuchPlan),
        ({"latest_revision_id": None}, StaleForm),
    ],
)
def test_a_refusal_changes_nothing(offering, editor, changes, error):
    before = stored()
    with pytest.raises(error), transaction.atomic():
        announced(offering, editor, **changes)
    assert stored() == before


def test_other_vendors_and_agencies_announce_nothing(offering):
    for stranger in (person(Role.VENDOR_EDITOR), person(Role.REQUESTER)):
        with pytest.raises(PermissionDenied):
            announced(offering, stranger)


def test_nothing_is_announced_while_a_reviewer_has_it(offering, editor):
    submit_for_moderation(offering=offering, by=editor)
    before = stored()
    with pytest.raises(UnderReview), transaction.atomic():
        announced(offering, editor)
    assert stored() == before


def test_an_announcement_is_taken_back_before_its_day_and_stays_from_then_on(offering, editor, time_machine):
    saved = announced(offering, editor)
    back = {"offering": saved, "plan_code": saved.plans.all()[0].code, "begins_on": in_days(30), "by": editor}
    back["latest_revision_id"] = saved.latest_revision_id
    with pytest.raises(PricesBegun):
        take_back_prices(**back, now=lambda: timezone.now() + datetime.timedelta(days=31))
    later = take_back_prices(**back)
    assert later.plans.all()[0].price_changes == []
    again = stored()
    take_back_prices(**(back | {"offering": later, "latest_revision_id": later.latest_revision_id}))
    assert stored() == again


class TestScreen:
    def address(self, offering):
        return f"/catalogue/{offering.slug}/plans/{offering.plans.get().code}/prices/"

    def typed(self, response, **changes):
        shown = dict(re.findall(r'name="(\w+)" value="([^"]*)"', response.content.decode()))
        return {name: value for name, value in shown.items() if name != "csrfmiddlewaretoken"} | changes

    def test_only_what_differs_is_announced_and_the_page_says_what_is_coming(self, client, offering, editor):
        client.force_login(editor)
        assert self.address(offering) in client.get(offering.get_absolute_url()).content.decode()
        page = client.get(self.address(offering))
        sent = self.typed(page, begins_on=str(in_days(30)), setup_charge="900", tiers="200: $18.00; 1,000: 17.25")
        sent.pop("draft", None)
        assert client.post(self.address(offering), sent).status_code == 302
        offering.refresh_from_db()
        [change] = offering.get_latest_revision_as_object().plans.all()[0].price_changes
        tiers = [{"from": 200, "price": "18.00"}, {"from": 1000, "price": "17.25"}]
        assert change == {"from": str(in_days(30)), "setup_charge": "900.00", "tiers": tiers}
        page = client.get(self.address(offering)).content.decode()
        assert "$17.25 from 1,000 on; Set-up $900.00 once" in page
        assert "A reviewer has this offering" in page

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"begins_on": ""}, "Enter the first day of the new prices"),
            ({"begins_on": "2027-02-30"}, "Enter a day of the calendar"),
            ({"begins_on": "2001-01-01", "price": "1"}, "New prices begin on a later day"),
            ({"begins_on": str(in_days(3))}, "These are the prices as they are"),
            ({"begins_on": str(in_days(3)), "price": "much"}, "Enter an amount in figures"),
            ({"begins_on": str(in_days(3)), "price": "-1"}, "greater than or equal to 0"),
            ({"begins_on": str(in_days(3)), "discounts": "half"}, "Write it like this."),
        ],
    )
    def test_what_cannot_be_announced_comes_back_with_a_sentence(self, client, offering, editor, typed, said):
        client.force_login(editor)
        before = stored()
        response = client.post(self.address(offering), self.typed(client.get(self.address(offering)), **typed))
        assert response.status_code in {400, 422}
        assert said in response.content.decode()
        assert stored() == before

    def test_an_address_that_names_no_day_is_not_found(self, client, offering, editor):
        client.force_login(editor)
        assert client.post(f"{self.address(offering)}soon/take-back/").status_code == 404
