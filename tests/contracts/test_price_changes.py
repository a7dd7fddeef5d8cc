"""An announced price holds from its first second, for everything that is new; what was sent keeps its own."""

import datetime
import re
from decimal import Decimal

import pytest

from catalog.models import OfferingChange, SearchEntry
from catalog.offerings.changes import note_coming_prices
from catalog.offerings.plans import price_day
from catalog.search.actions import drain_offering_changes, index_offerings
from contracts.models import Order
from contracts.orders.actions import PriceChanged, approve_order, edit_draft, submit_order, tell_of_new_price
from contracts.orders.page import order_page
from marketplace.notifications.models import Notification
from tests.factories.catalog import PlanFactory
from tests.factories.contracts import drafted_order, funded_order, submitted_order, trade, wanted
from tests.worlds import world

pytestmark = pytest.mark.django_db
# Midnight of 1 March 2027 in the office's zone, five hours behind.
BEGINS = datetime.datetime(2027, 3, 1, 5, tzinfo=datetime.UTC)
BEFORE = BEGINS - datetime.timedelta(seconds=1)
CHANGES = [{"from": "2027-03-01", "price": "21.00", "setup_charge": "100.00"}, {"from": "2027-06-01", "price": "25.00"}]


@world
def parties():
    return trade(plans=[PlanFactory.build(offering=None, price_changes=CHANGES)], delivery_mode="internal")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_days_begin_at_midnight_in_the_offices_zone():
    assert [price_day(at) for at in (BEFORE, BEGINS)] == [datetime.date(2027, 2, 28), datetime.date(2027, 3, 1)]


def test_changes_follow_each_other_and_what_they_do_not_name_stays(parties):
    days = [datetime.date(2027, 2, 28), datetime.date(2027, 3, 1), datetime.date(2027, 6, 1)]
    plans = [parties.plan.on(day) for day in days]
    assert [(plan.price, plan.setup_charge) for plan in plans] == [
        (Decimal("19.50"), 0),
        (Decimal("21.00"), Decimal("100.00")),
        (Decimal("25.00"), Decimal("100.00")),
    ]
    assert [plan.coming and plan.coming[0] for plan in plans] == [*days[1:], None]


@pytest.mark.parametrize(("at", "total"), [(BEFORE, "23400.00"), (BEGINS, "25300.00")])
def test_a_request_costs_what_holds_at_its_second(parties, at, total):
    assert drafted_order(parties, at=at).total_value == Decimal(total)


def test_a_draft_from_the_second_before_is_not_sent_the_second_after_until_its_price_was_seen(parties):
    order = funded_order(parties, at=BEFORE)
    send = {"order": order, "version": order.version, "by": parties.requester}
    with pytest.raises(PriceChanged, match=r"\$23,400.00 then, \$25,300.00 now"):
        submit_order(**send, now=lambda: BEGINS)
    order.refresh_from_db()
    assert (order.status, order.total_value) == ("draft", Decimal("23400.00"))
    order = edit_draft(**send, wanted=wanted(parties), now=lambda: BEGINS)
    sent = submit_order(order=order, version=order.version, by=parties.requester, now=lambda: BEGINS)
    assert (sent.status, sent.total_value) == ("submitted", Decimal("25300.00"))


def test_what_was_sent_the_second_before_keeps_its_price_and_is_approved_at_it(parties):
    order = submitted_order(parties, at=BEFORE)
    approved = approve_order(order=order, version=order.version, by=parties.approver, now=lambda: BEGINS)
    assert (approved.status, approved.total_value) == ("approved", Decimal("23400.00"))


def test_a_draft_is_told_what_is_coming_and_what_has_come(parties):
    order = drafted_order(parties, at=BEFORE)
    told = [order_page(order, reader=parties.requester, at=at).price_news for at in (BEFORE, BEGINS)]
    assert told == [
        "From Mon 1 Mar 2027 the same costs $25,300.00. Sent before, it keeps $23,400.00.",
        "The price has changed since it was chosen: $23,400.00 then, $25,300.00 now. "
        "Save the first step to take it over.",
    ]
    assert order_page(submitted_order(parties, at=BEFORE), reader=parties.requester, at=BEGINS).price_news == ""


@pytest.mark.parametrize(("at", "price", "total"), [(BEFORE, "$19.50", "$70,200"), (BEGINS, "$21.00", "$75,700")])
def test_pages_comparison_and_api_show_the_price_of_their_second(client, parties, time_machine, at, price, total):
    time_machine.move_to(at, tick=False)
    slug = parties.offering.slug
    page = text_of(client.get(f"/catalogue/{slug}/"))
    assert f"{total} for 36 months" in page
    assert ("From 1 Mar 2027: $21.00; Set-up $100.00 once." in page) == (at is BEFORE)
    assert total in text_of(client.get("/catalogue/compare/", {"offering": slug}))
    assert client.get(f"/api/v1/offerings/{slug}").json()["plans"][0]["price"] == price[1:]


def test_search_looks_again_when_the_day_has_come_and_not_before(parties, time_machine):
    index_offerings(offering_ids=[parties.offering.pk])
    now = datetime.datetime.now(datetime.UTC)
    note_coming_prices(offering_id=parties.offering.pk, changes=CHANGES, at=now)
    assert list(OfferingChange.objects.values_list("at", flat=True).order_by("at"))[0] == BEGINS
    assert not OfferingChange.objects.waiting().exists()
    OfferingChange.objects.filter(at=BEGINS).update(at=now)  # the database's clock cannot be moved: the day has come
    time_machine.move_to(BEGINS)
    drain_offering_changes()
    assert SearchEntry.objects.get().month_price == Decimal("21.00")


def test_the_requester_of_a_draft_is_told_once_for_each_new_price_and_of_what_was_sent_nothing(parties):
    draft, sent = drafted_order(parties, at=BEFORE), submitted_order(parties, at=BEFORE)
    assert list(Order.objects.to_price_anew()) == [draft]
    assert not tell_of_new_price(order=draft, now=lambda: BEFORE)
    told = [tell_of_new_price(order=draft, now=lambda: BEGINS) for _ in range(2)]
    later = datetime.datetime(2027, 6, 1, 5, tzinfo=datetime.UTC)
    tell_of_new_price(order=draft, now=lambda: later)
    assert told == [True, True]
    notices = Notification.objects.filter(recipient=parties.requester, key__contains="-price-").order_by("pk")
    assert [notice.subject.rpartition(", ")[2] for notice in notices] == ["$25,300.00", "$30,100.00"]
    assert not tell_of_new_price(order=sent, now=lambda: BEGINS)
