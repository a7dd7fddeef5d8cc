"""Orders in a real browser: the states that no journey passes are accessible, and a request needs no script."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.orders.actions import return_order
from marketplace.permissions import Role
from tests.factories.catalog import PlanFactory
from tests.factories.contracts import (
    accepted_order,
    approved_order,
    drafted_order,
    submitted_order,
    trade,
)
from tests.factories.marketplace import person

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 320)


def violations(page):
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


def world():
    """A trade whose plan has every kind of charge, and an order at each of its steps."""
    plan = PlanFactory.build(offering=None, setup_charge=Decimal(4500), support_per_year=Decimal(2400), includes="All")
    parties = trade(plans=[plan], name="Harborline Contact Centre", limit=Decimal(10**6))
    now = timezone.now()
    steps = {
        "draft": drafted_order(parties, at=now),
        "submitted": submitted_order(parties, at=now),
        "approved": approved_order(parties, at=now),
        "accepted": accepted_order(parties, at=now, need_reference="N-2026-0003"),
    }
    returned = submitted_order(parties, at=now)
    reason = "Ask for 60 users first; the others join in spring."
    steps["returned"] = return_order(order=returned, reason=reason, version=returned.version, by=parties.approver)
    return parties, steps


def screens(parties, steps):
    """Who looks at which address: what is empty, missing, refused or asked before it is done."""
    requester, approver, vendor = parties.requester, parties.approver, parties.signatory
    small = person(Role.APPROVER, of=parties.agency, limit=Decimal(1000))

    def at(name, step):
        return reverse(name, args=[steps[step].reference])

    return [
        ("empty list", requester, f"{reverse('order_list')}?status=ended"),
        ("funding", requester, at("order_funding", "draft")),
        ("incomplete", requester, at("order_check", "draft")),
        ("returned", requester, at("order_page", "returned")),
        ("above the limit", small, at("order_page", "submitted")),
        ("return", approver, at("order_return", "submitted")),
        ("accept", vendor, at("order_accept", "approved")),
        ("too late", approver, at("order_approve", "accepted")),
    ]


def signed_in(browser, site, user, settings, **options):
    client = Client()
    client.force_login(user)
    context = browser.new_context(java_script_enabled=True, bypass_csp=True, **options)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    return context


def test_every_state_is_accessible_and_never_wider_than_its_window(live_site, browser, settings):
    for name, user, path in screens(*world()):
        context = signed_in(browser, live_site.url, user, settings)
        page = context.new_page()
        page.goto(live_site.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], (name, width)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (name, width)
        context.close()


def test_a_request_is_made_without_any_script_and_errors_take_the_focus(live_site, browser, settings):
    parties = trade()
    client = Client()
    client.force_login(parties.requester)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_site.url}])
    page = context.new_page()
    page.goto(f"{live_site.url}{reverse('order_new')}?offering={parties.offering.slug}")
    page.get_by_role("button", name="Save and go on").click()
    assert page.title().startswith("Error: ")
    page.get_by_text("Standard: $19.50").click()
    page.get_by_label("How many?").fill("100")
    page.get_by_label("For how many months?").fill("12")
    page.get_by_label("From when?").fill(str(timezone.localdate()))
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("What is it for?").fill("Callers wait two days for an answer.")
    page.get_by_label("Source 1", exact=True).fill("General fund")
    page.get_by_label("Percent from source 1").fill("100")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("As a direct award").click()
    page.get_by_label("why is nobody else asked?").select_option("only_one")
    page.get_by_label("And in your words").fill("Nobody else answers in these languages.")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Send the request for approval").click()
    assert page.get_by_role("heading", name="Your request is sent").is_visible()
    context.close()
