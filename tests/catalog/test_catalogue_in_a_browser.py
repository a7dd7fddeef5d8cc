"""The catalogue in a real browser: accessible, never wider than its window, whole without a script."""

import datetime
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from catalog.offerings.models import OfferedServiceLevel
from tests.browsing import violations
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)


@pytest.fixture
def market(live_site):
    """Two orderable offerings and a real one with a long name, on a live site."""
    kestrel = vendor_named("Kestrel Lane", small_business=True, website="https://a-rather-long-name.kestrel.example/x")
    desk = orderable_offering(
        "Kestrel Desk",
        vendor=kestrel,
        topics=["Service management"],
        description="Staff ask for help. The desk sorts what they ask.\n\nReports show what people wait for.",
        plans=[{"price": Decimal("18.40"), "setup_charge": Decimal(7500), "tiers": [{"from": 200, "price": "15"}]}],
        facts={
            "used_by_count": 3,
            "measured_availability": Decimal("99.94"),
            "measured_from": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
            "measured_to": datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
        },
        no_service_level_promised=False,
    )
    desk.service_levels.add(OfferedServiceLevel(target=Decimal("99.9"), credit_steps=[{"percent": "35"}]))
    desk.save()
    remote = orderable_offering("Kestrel Remote Help", vendor=kestrel, price="38.00")
    real = listed_offering(
        "Document Cloud including Acrobat, Acrobat Sign, an Assistant, an Analyzer and Services (APIs)",
        topics=["Service management"],
        source="fedramp",
        source_id="FR1",
        certification="fedramp_authorized",
        authorised_on=datetime.date(2023, 7, 28),
        annual_assessment="12/01",
    )
    indexed()
    return desk, remote, real


def screens(desk, remote, real):
    both = f"offering={desk.slug}&offering={real.slug}"
    return {
        "catalogue": "/catalogue/",
        "search": f"/catalogue/?q=kestrel&model=saas&{both}",
        "mended": "/catalogue/?q=kestral",
        "nothing": "/catalogue/?q=xqzzyk",
        "no filter fits": "/catalogue/?impact=high&by=state",
        "refused": "/catalogue/?q=desk&model=nonsense",
        "no such page": "/catalogue/?page=99999",
        "offering": f"/catalogue/{desk.slug}/",
        "offering with errors": f"/catalogue/{desk.slug}/?users=many&months=0",
        "real offering": f"/catalogue/{real.slug}/",
        "vendor": f"/vendors/{desk.vendor.slug}/",
        "comparison": f"/catalogue/compare/?{both}&offering={remote.slug}",
        "comparison with errors": f"/catalogue/compare/?{both}&users=many",
        "comparison of one": f"/catalogue/compare/?offering={desk.slug}",
        "comparison of none": "/catalogue/compare/",
    }


def tick(page, words):
    """What a mouse does: where USWDS draws the box with the label, the input itself is out of sight."""
    page.locator("label", has_text=words).click()


def test_every_screen_is_accessible_and_never_wider_than_its_window(market, live_site, browser):
    context = browser.new_context(base_url=live_site.url, bypass_csp=True)
    page = context.new_page()
    for name, address in screens(*market).items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], (name, width)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (name, width)
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_search_to_the_differences_without_any_script(market, live_site, browser, width):
    desk, _, real = market
    context = browser.new_context(
        base_url=live_site.url, java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("/catalogue/")
    page.get_by_role("searchbox").fill("kestral")
    page.get_by_role("button", name="Search").click()
    assert "Nothing matches “kestral”" in page.get_by_role("main").inner_text()
    page.get_by_label("Compare Kestrel Desk").check()
    page.get_by_role("button", name="Compare the chosen").click()
    page.get_by_role("link", name="Add another offering").click()
    assert page.get_by_role("link", name="Kestrel Desk Remove").is_visible()
    page.get_by_label("Compare Document Cloud").check()
    page.get_by_role("button", name="Compare the chosen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Compare 2 offerings"
    same = page.get_by_role("row", name="Deployment")
    assert same.is_visible()
    tick(page, "Show only the differences")
    assert not same.is_visible()
    page.get_by_role("textbox", name="Users").fill("240")
    page.get_by_role("button", name="Update").click()
    assert "Cost for 240 users and 36 months" in page.get_by_role("main").inner_text()
    assert page.get_by_label("Show only the differences").is_checked()
    page.get_by_role("link", name=f"Remove {real.name}").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Compare 1 offering"
    context.close()


def test_filters_open_from_their_button_where_the_window_is_narrow(market, live_site, browser):
    context = browser.new_context(
        base_url=live_site.url, java_script_enabled=False, viewport={"width": 320, "height": 900}
    )
    page = context.new_page()
    page.goto("/catalogue/")
    orderable = page.get_by_label("Can be ordered now")
    assert not orderable.is_visible()
    page.get_by_role("link", name="Filters").click()
    tick(page, "Can be ordered now")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="2 offerings")).to_be_visible()
    page.get_by_role("link", name="Can be ordered now Remove").click()
    expect(page.get_by_role("heading", name="3 offerings")).to_be_visible()
    context.close()


def test_suggestions_are_chosen_with_the_keyboard_and_closed_without_a_trace(market, live_site, browser):
    desk, _, _ = market
    page = browser.new_context(base_url=live_site.url, bypass_csp=True).new_page()
    page.goto("/catalogue/")
    field = page.get_by_role("combobox", name="Search the catalogue")
    field.press_sequentially("kestr")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    field.press("Escape")
    expect(options.first).to_be_hidden()
    assert field.input_value() == "kestr"
    field.press_sequentially("el d")
    expect(page.get_by_role("option", name="Kestrel Desk")).to_be_visible()
    assert violations(page) == []
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"**{desk.get_absolute_url()}")
    page.context.close()


@pytest.fixture
def many(live_site):
    """Ten topics and ten vendors, more than the panel shows at once."""
    for number in range(10):
        vendor = vendor_named(f"Vendor {number:02}" if number else "Zoölogica")
        for copy in range(1 + bool(number)):
            listed_offering(f"Vault {number} {copy}", vendor=vendor, topics=[f"Topic {number:02}"])
    indexed()


def test_a_long_group_is_narrowed_by_keyboard_and_comes_back_as_it_was(many, live_site, browser):
    context = browser.new_context(base_url=live_site.url, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/catalogue/")
    topics = page.get_by_role("group", name="Topic")
    topics.get_by_role("searchbox").focus()
    page.keyboard.type("pic 07")
    expect(topics.get_by_role("status")).to_have_text("1 shown")
    assert violations(page) == []
    page.keyboard.press("Enter")
    assert page.url.endswith("/catalogue/")
    vendors = page.get_by_role("group", name="Vendor")
    expect(vendors.get_by_label("Zoölogica")).to_have_count(0)
    vendors.get_by_role("searchbox").focus()
    page.keyboard.type("zoolo")
    expect(vendors.get_by_role("status")).to_have_text("1 shown")
    vendors.get_by_label("Zoölogica").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Apply filters").press("Enter")
    expect(page.get_by_role("heading", name="1 offering")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("group", name="Topic").get_by_role("searchbox")).to_have_value("pic 07")
    expect(page.get_by_role("group", name="Topic").get_by_role("status")).to_have_text("1 shown")
    context.close()
