"""The component page and the error pages in a real browser: accessible, inside the window, within the strict policy."""

from pathlib import Path

import pytest

from marketplace.components.error_pages import TITLES

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 320)
PAGES = ("/components/", *(f"/components/errors/{status}/" for status in TITLES))


@pytest.fixture
def demonstration(live_site, settings):
    settings.DEMO = True
    return live_site.url


def violations(page):
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


def test_every_page_is_accessible_and_never_wider_than_its_window(demonstration, browser):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(demonstration + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
    context.close()


def test_nothing_on_the_component_page_breaks_the_content_security_policy(demonstration, browser):
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    answer = page.goto(demonstration + "/components/")
    page.wait_for_load_state("networkidle")
    assert "style-src 'self'" in answer.headers["content-security-policy"]
    assert said == []
    context.close()


def test_the_menu_opens_and_tables_open_without_any_script(demonstration, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(demonstration + "/components/")
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("navigation", name="Main, small screens").get_by_role("link", name="Guidance").is_visible()
    page.get_by_text("The same as a table, 12 rows").click()
    assert page.get_by_role("rowheader", name="Mar", exact=True).is_visible()
    context.close()


def test_a_refused_sign_in_moves_the_focus_to_the_summary(demonstration, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demonstration}/accounts/login/")
    page.locator("input[name=login]").fill("nobody@people.example")
    page.locator("input[name=password]").fill("wrong")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_selector(".st-errors")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "st-errors"
    context.close()
