"""Every page template in a real browser, at a desk and on a phone: accessible, in its window, silent, well named.

A page added to the table of addresses is among them by itself; a template that nobody shows here fails.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.base import Template
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django import DjangoDbBlocker

from tests.browsing import AXE, served
from tests.counts import in_full
from tests.journeys.pages import VISITS, Visit, world
from tests.marketplace import demo_urls  # noqa: F401 composed while the settings are those of the site

ROOT = Path(__file__).resolve().parents[2]
APPS = ("marketplace", "catalog", "rfp", "contracts", "cms")
WIDTHS = (1280, 320)
ELSEWHERE = {
    "403_csrf.html": "the page of 403 in other words; tests/marketplace/test_error_pages.py",
    "account/signup_closed.html": "signing up is open; the page stands for a deployment that closes it",
    "account/verified_email_required.html": "no view asks for it; the page stands for allauth's decorator",
    "allauth/layouts/entrance.html": "a frame for pages of allauth that have no page of ours; none is reached",
    "allauth/layouts/manage.html": "a frame for pages of allauth that have no page of ours; none is reached",
    "billing/vendor_account.html": "the answer to a form that asks Stripe",
    "billing/vendor_payouts.html": "wants keys of Stripe; tests/marketplace/test_paying_online.py",
    "catalog/drafting/part_conflict.html": "the answer to a stale form; tests/catalog/test_drafting.py",
    "catalog/question_sets/question_version_conflict.html": "tests/catalog/test_question_set_editing.py",
    "catalog/offerings/bulk_confirm.html": "inside Wagtail's frame; tests/catalog/test_publication_routes.py",
    "contracts/service_levels/measurements_check.html": "answers a form; tests/contracts/test_measurement_files.py",
    "mfa/webauthn/reauthenticate.html": "wants a credential that a real key has made",
    "organisations/token_issued.html": "the answer to a form; tests/marketplace/test_organisations.py",
    "socialaccount/login.html": "needs a configured provider of identities",
    "socialaccount/signup.html": "needs a configured provider of identities",
    "rfp/awards/award_challenge.html": "wants a standstill that runs; tests/rfp/test_sourcing_screens.py",
    "rfp/bids/bid_opened.html": "wants bids that are opened; tests/rfp/test_opening.py",
    "rfp/bids/part_conflict.html": "the answer to a stale form; tests/rfp/test_bid_screens.py",
    "rfp/evaluation/evaluation_agree.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_conclude.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_declare.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_prices.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_quality.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_score.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_submit.html": "a step of a panel at work; tests/journeys/test_need_to_award.py",
    "rfp/evaluation/evaluation_price_decide.html": "a step of a panel at work; tests/rfp/test_evaluation.py",
    "rfp/evaluation/evaluation_step_down.html": "a step of a panel at work; tests/rfp/test_evaluation.py",
    "rfp/evaluation/price_explain.html": "a step of a panel at work; tests/rfp/test_evaluation.py",
    "rfp/records/disclosure_object.html": "wants a vendor whose bid is asked for; tests/rfp/test_records.py",
    "rfp/solicitations/opportunity_preview.html": "inside Wagtail's preview; tests/rfp/test_solicitations.py",
}


@pytest.fixture(scope="module")
def site(
    database_template: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SimpleNamespace]:
    """One world for all pages, served as the demonstration serves it, for then every page can be reached."""
    files = tmp_path_factory.mktemp("files")
    # Whoever is halfway in stays so until the last visit.
    changes = {"DEMO": True, "ROOT_URLCONF": "tests.marketplace.demo_urls", "ACCOUNT_LOGIN_TIMEOUT": 7_200}
    with served(database_template, django_db_blocker, files, **changes) as server:
        yield SimpleNamespace(url=server.url, world=world())


@pytest.fixture(scope="module")
def window(browser: Browser, site: SimpleNamespace) -> Iterator[Page]:
    """One window for all visits, with axe at hand and a strict content security policy."""
    context = browser.new_context(base_url=site.url)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def sit_down(page: Page, reader: str, site: SimpleNamespace) -> None:
    """The window is this reader's from now on."""
    page.context.clear_cookies()
    client = site.world.sessions[reader]
    if client:
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.url}])


# The innermost elements that stand out of the window, by what they are.
TOO_WIDE = """width => {
    const isOut = one => one.getBoundingClientRect().right > width;
    const out = [...document.querySelectorAll('body *')].filter(isOut);
    return out.filter(one => ![...one.children].some(isOut)).slice(0, 3).map(one => one.outerHTML.slice(0, 120));
}"""


def _left_out(width: int) -> dict[str, dict[str, bool]]:
    """Colours are those of the desk, and half of the time: on the phone a run in full alone judges them again."""
    return {} if width == WIDTHS[0] or in_full() else {"color-contrast": {"enabled": False}}


def faults(page: Page, width: int) -> list[tuple]:
    """What is wrong with the page as it stands in a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], rules})", _left_out(width))[
        "violations"
    ]
    wrong = [(width, rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]
    reached = page.evaluate("document.documentElement.scrollWidth")
    return wrong if reached <= width else [*wrong, (width, "scrolls sideways", reached, page.evaluate(TOO_WIDE, width))]


@pytest.mark.browser
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: f"{visit.name}-{visit.reader}")
def test_a_page_is_accessible_in_its_window_silent_and_well_named(visit: Visit, site, window):
    said = []

    def listen(message: ConsoleMessage) -> None:
        """Faults alone: Chromium also writes hints for developers about password forms, as `debug`."""
        if message.type in {"error", "warning"}:
            said.append(message.text)

    window.on("console", listen)
    window.on("pageerror", listen_to_error := lambda error: said.append(str(error)))
    try:
        sit_down(window, visit.reader, site)
        answer = window.goto(visit.address(site.world))
        assert answer.status == visit.status
        assert [text for text in said if visit.status < 400 or "Failed to load resource" not in text] == []
    finally:
        window.remove_listener("console", listen)
        window.remove_listener("pageerror", listen_to_error)
    assert window.title().endswith(" | Stoa, State of Franklin")
    assert not window.title().startswith(" |")
    assert window.locator("h1").count() == 1
    assert [fault for width in WIDTHS for fault in faults(window, width)] == []


EXTENDS = re.compile(r'{% extends "([^"]+)"')


def frames() -> dict[str, str]:
    """Whatever extends another template, by the name under which Django loads it, with that of the other."""
    folders = [folder for app in APPS for folder in (ROOT / app).rglob("templates")]
    files = [(folder, path) for folder in folders for path in folder.rglob("*.html")]
    found = {str(path.relative_to(folder)): EXTENDS.search(path.read_text()) for folder, path in files}
    return {name: match[1] for name, match in found.items() if match}


def test_every_page_template_is_shown_by_one_of_the_visits(site, monkeypatch):
    drawn, frame_of = set(), frames()
    # Which template is asked for is the question; each is drawn in full by its visit in the browser.
    monkeypatch.setattr(Template, "_render", lambda self, context: drawn.add(self.name) or "drawn")
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3_600):  # the visits before this one take their time
        for visit in VISITS:
            client = site.world.sessions[visit.reader] or site.world.stranger
            client.get(visit.address(site.world), follow=True)
    shown = set(drawn)
    while more := {frame_of[name] for name in shown if name in frame_of} - shown:
        shown |= more
    assert sorted(set(frame_of) - shown - set(ELSEWHERE)) == [], "add a visit to tests/journeys/pages.py"
    assert sorted(set(ELSEWHERE) & shown) == [], "shown by a visit: take it out of ELSEWHERE"
