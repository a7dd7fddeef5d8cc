"""Demands that public bodies and vendors voice, each walked to its answer by a person of the demonstration.

docs/demands.md lists them all, with the tests that prove each; here are two dozen that a visitor would
ask about first, on the screens that a newcomer sees after `./stoa demo`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from marketplace.demo.histories import month_before
from tests.journeys.conftest import ROOT, Demonstration

pytestmark = pytest.mark.browser
AGENCY = "/agencies/human-services/"
BENEFITS_SINCE = f"{month_before(timezone.localdate(), 214):%-d %b %Y}"  # as long as the story says


@dataclass(frozen=True)
class Demand:
    """Who begins at which page, which links are pressed, and what then stands there."""

    words: str
    who: str
    begins: str
    presses: tuple[str, ...]
    reads: tuple[str, ...]


DEMANDS = (
    Demand("See how old it all is", "cio", "/portfolio/", ("The old systems",), ("Benefit payments", BENEFITS_SINCE)),
    Demand(
        "Find what does the same, say so, and know what ending it saves", "cio", "/portfolio/overlaps/",
        ("Zendesk Customer Support", "Service desk and Service desk"),
        ("What they have in common", "They do the same", "What follows"),
    ),
    Demand(
        "See a kind of work across all agencies", "cio", "/portfolio/", ("Open the systems",),
        ("Department of Health", "Department of Transportation", "Cost a year"),
    ),
    Demand(
        "Be told before buying what is there already", "requester", "/catalogue/kestrel-desk/", (),
        ("3 agencies use it", "Franklin Service Desk", "Compare them side by side"),
    ),
    Demand(
        "Reuse what a grant built", "requester", "/portfolio/systems/?offered=yes", ("Casework of all programs",),
        ("Offered to others", "Grant"),
    ),
    Demand(
        "Take a memorandum that somebody wrote already", "requester", "/library/",
        ("Memorandum: one service desk for two agencies",), ("Adopt", "Public domain", "Version 1"),
    ),
    Demand(
        "Know who shares which data with whom", "requester", "/library/agreements/",
        ("Wages of applicants for food assistance",), ("Purpose", "Legal basis"),
    ),
    Demand(
        "Reach somebody who is responsible for us", "requester", AGENCY, (),
        ("Tomás Herrera", "Next meeting", "Deputy"),
    ),
    Demand(
        "Hold each other to promises, both ways", "requester", AGENCY, ("all promises",),
        ("Two people for the panel of the service desk", "Late since"),
    ),
    Demand(
        "Everything about us on one line of time", "requester", f"{AGENCY}history/", (),
        ("Need stated", "Order sent", "Bill issued", "Promise kept"),
    ),
    Demand(
        "Meet, and notice where nobody meets", "relationship-manager", "/agencies/", ("no meeting in 90 days",),
        ("Over 90 days",),
    ),
    Demand(
        "Not by e-mail alone", "relationship-manager", "/threads/", ("Waiting times at the counter",),
        ("Eastfield",),
    ),
    Demand(
        "A complaint is answered by somebody uninvolved", "relationship-manager", "/complaints/",
        ("Slow desk at the Eastfield office",), ("Remedy",),
    ),
    Demand(
        "A call to everybody who rates us low", "relationship-manager", "/follow-ups/", ("Noor Haddad",),
        ("Office of Professional Licensing",),
    ),
    Demand(
        "Be asked, and see what became of it", "relationship-manager", "/satisfaction/", (),
        ("95% interval", "Follow-ups closed", "116 of 133"),
    ),
    Demand(
        "A first bill that explains itself", "approver", "/costs/",
        ("Open the bill of",), ("Lines of the bill", "Why", "Broker levy"),
    ),
    Demand(
        "Know what power and cooling are of a rate", "requester", "/rates/",
        ("Franklin Virtual Machines: Standard machine",), ("Power and cooling", "$100.69"),
    ),
    Demand(
        "Cost a user, and seats nobody uses", "approver", "/costs/users/", (), ("Paid for seats nobody used", "Idle"),
    ),
    Demand(
        "The same thing at different prices", "cio", "/portfolio/prices/", ("Kestrel Desk",), ("$26.50", "$29.00"),
    ),
    Demand(
        "Know where buying takes its time", "cio", "/portfolio/cycle-times/", (), ("Slowest", "Median days"),
    ),
    Demand(
        "Goals with an owner, a target and a source", "cio", "/goals/", ("Requests are decided within three days",),
        ("Leon Marsh", "at most 3 days"),
    ),
    Demand(
        "Set the frame centrally, leave the choice to agencies", "requester", "/agreements/",
        ("Software for state and county government",), ("Ceiling", "Open for orders"),
    ),
    Demand(
        "Meet the market before anything is written", "requester", "/forums/", ("Benefits letters people understand",),
        ("Agenda",),
    ),
    Demand(
        "Know who depends on whom", "cio", "/portfolio/concentration/", (),
        ("How the index is worked out", "Meridian Mainframe Works"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(demonstration: Demonstration) -> Iterator[str]:
    """The running demonstration's address."""
    process, _ = demonstration.start()
    yield demonstration.url
    process.terminate()
    process.wait(timeout=120)


@pytest.fixture(scope="module")
def desks(site: str, browser: Browser) -> Iterator[dict[str, Page]]:
    """A window each, as whoever sits down."""
    context_of: dict[str, Page] = {}
    yield context_of
    for page in context_of.values():
        page.context.close()


def at_the_desk(desks: dict[str, Page], who: str, site: str, browser: Browser) -> Page:
    """Signs in once, the way the demonstration offers it."""
    if who not in desks:
        desks[who] = browser.new_context(base_url=site).new_page()
        desks[who].goto("/demo/")
        desks[who].locator(f"form[action='/demo/as/{who}/'] button").click()
        desks[who].wait_for_load_state()
    return desks[who]


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand.words)
def test_it_is_answered_on_screen(demand: Demand, desks, site, browser):
    page = at_the_desk(desks, demand.who, site, browser)
    page.goto(demand.begins)
    for words in demand.presses:
        page.locator("main").get_by_role("link", name=words).first.click()
        page.wait_for_load_state()
    for words in demand.reads:
        expect(page.locator("main").get_by_text(words).filter(visible=True).first).to_be_visible()


DASHBOARDS = ("cio=/portfolio/", "officer=/portfolio/", "requester=/portfolio/", "vendor=/portfolio/business/")


def test_each_dashboard_asks_twelve_statements_at_most_with_all_of_it_behind(site, demonstration):
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.counting", *DASHBOARDS],
        cwd=ROOT,
        env={**demonstration.environment, "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo"},
        capture_output=True,
        text=True,
        check=True,
    )
    counts = json.loads(said.stdout.splitlines()[-1])
    assert set(counts) == set(DASHBOARDS)
    assert {asked: many for asked, many in counts.items() if many > 12} == {}
