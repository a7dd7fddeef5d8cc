"""An agency finds, compares, shortlists and asks, with the keys of a keyboard alone, with and without a script."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalog.models import Shortlist
from contracts.models import Order
from marketplace.organisations.models import Organisation
from tests.browsing import Keyboard, at_the_desk_of, violations
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.contracts import trade
from tests.factories.search import indexed

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 800}


@pytest.fixture
def cast(live_site, storage):
    """An agency, two contact centres of which one costs less but has no open API, and something else."""
    parties = trade(name="Harborline Calls", slug="harborline-calls", summary="Calls in one queue.", open_api=True)
    OfferingFactory(
        orderable=True,
        name="Kestrel Calls",
        slug="kestrel-calls",
        summary="Calls for small teams.",
        plans=[PlanFactory.build(offering=None, price=Decimal("9.00"))],
        open_api=False,
    )
    OfferingFactory(orderable=True, name="Calls platform", slug="calls-platform", service_models=["paas"])
    Organisation.objects.filter(pk=parties.agency.pk).update(name="Department of Labor")
    indexed()
    return parties


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def desk(request, cast, browser, live_site):
    """Alma at a narrow window, with and without scripts; `seen()` looks for faults where scripts can run."""
    context = at_the_desk_of(
        cast.requester, browser, live_site.url, viewport=NARROW, bypass_csp=True, java_script_enabled=request.param
    )
    context.set_default_timeout(15_000)
    page = context.new_page()

    def seen() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
        if request.param:
            assert violations(page) == [], page.url

    yield page, Keyboard(page), seen
    context.close()


def test_from_a_search_to_a_request_with_the_keyboard_alone(desk, cast):
    page, keys, seen = desk
    page.goto("/catalogue/")
    keys.fill("Search the catalogue", "calls")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 offerings")).to_be_visible()
    seen()

    keys.press("Filters")
    keys.press("SaaS, software", "Space")
    keys.lead("Apply filters")
    expect(page.get_by_role("heading", name="2 offerings")).to_be_visible()

    keys.press("Compare Harborline Calls", "Space") if _before(page) else keys.press("Compare Kestrel Calls", "Space")
    keys.press("Compare Kestrel Calls" if _before(page) else "Compare Harborline Calls", "Space")
    keys.lead("Compare the chosen")
    expect(page.get_by_role("heading", name="Compare 2 offerings")).to_be_visible()
    seen()

    keys.fill("Users", "240")
    keys.fill("Months", "12")
    keys.press("What you require")
    keys.press("Has an open API", "Space")
    keys.lead("Judge them by this")
    matrix = page.get_by_role("table", name="Offerings side by side")
    expect(matrix).to_contain_text("Meets it")
    expect(matrix).to_contain_text("Fails 1 of 1")
    expect(matrix).to_contain_text("for 240 users and 12 months")
    seen()

    keys.lead("Put on a shortlist")
    seen()
    keys.fill("Name of the new shortlist", "Telephones for 2027")
    keys.fill("Note for your colleagues", "The cheaper one has no open API.")
    keys.lead("Put on the shortlist")
    expect(page.get_by_role("heading", name="Telephones for 2027")).to_be_visible()
    seen()
    keys.lead("Remove Kestrel Calls")
    expect(page.get_by_role("heading", name="1 offering")).to_be_visible()
    keys.lead("Harborline Calls")

    keys.lead("Request for my agency")
    keys.fill("How many?", "240")
    keys.fill("For how many months?", "12")
    keys.reach("From when?")
    page.keyboard.type(f"{timezone.localdate() + datetime.timedelta(days=30):%m%d%Y}")
    keys.lead("Save and go on")
    seen()
    order = Order.objects.get(requester=cast.requester)
    assert (order.offering, order.quantity, order.months) == (cast.offering, 240, 12)
    [shortlist] = Shortlist.objects.all()
    assert [entry.offering_name for entry in shortlist.entries.standing()] == ["Harborline Calls"]


def _before(page: Page) -> bool:
    """Whether Harborline stands before Kestrel; which one ranks first is not this journey's business."""
    names = page.locator(".st-results h3").all_inner_texts()
    return names.index("Harborline Calls") < names.index("Kestrel Calls")
