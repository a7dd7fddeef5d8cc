"""A year of ten contracts, as agency, vendor and the office's performance officer see it end: 4 January 2027."""

import datetime
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.html import strip_tags
from playwright.sync_api import expect

from contracts.agreements.models import ServiceLevelTerm
from contracts.models import ServiceCredit
from contracts.service_levels.actions import approve_exclusion, close_month, grant_credit, request_exclusion
from marketplace.audit.actions import find_first_bad_event
from marketplace.permissions import SYSTEM, Role
from tests.calendars import on
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import closed, contract_with_order, loaded, steady
from tests.journeys.test_request_to_credit import desk  # noqa: F401 fixture

pytestmark = pytest.mark.browser

UTC = datetime.UTC
TITLES = (
    "Contact centre",
    "Card payments",
    "Fleet records",
    "Sign-in for residents",
    "County permits",
    "Service desk",
    "Court calendar",
    "Licences online",
    "Maps of parcels",
    "Staff training",
)
JANUARY, NEW_YEAR = (datetime.datetime(year, 1, 1, tzinfo=UTC) for year in (2026, 2027))
BEFORE_THE_END = datetime.datetime(2026, 12, 10, 15, tzinfo=UTC)
AFTER_THE_YEAR = datetime.datetime(2027, 1, 4, 15, tzinfo=UTC)
SCORES_ARE_PUBLIC = AFTER_THE_YEAR + datetime.timedelta(days=30)
# What the office itself answers for to the agency, and its vendor to the office.
MANAGED = "Service desk"


def at(month, day, hour=0, minute=0):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=UTC)


# A Sunday night that was agreed on until four, and took twenty-two minutes longer.
NIGHT, OVERRUN = (at(6, 14, 2), at(6, 14, 4)), (at(6, 14, 2), at(6, 14, 4, 22))
# On a weekday at noon: ninety minutes, of which the contract excuses sixty.
URGENT = (at(3, 10, 12), at(3, 10, 13, 30))
INSIDE, OUTSIDE = (at(5, 12, 10), at(5, 12, 12)), (at(5, 12, 11), at(5, 12, 13))
SILENCE = at(9, 5), at(9, 20)
POWER_CUT, OWN_FAULT = (at(12, 9, 8), at(12, 9, 12)), (at(12, 16, 8), at(12, 16, 12))
MISSED = at(10, 19, 9), at(10, 19, 11, 30)
DOWN = {
    "Contact centre": [OVERRUN],
    "Card payments": [INSIDE],
    "Sign-in for residents": [POWER_CUT],
    "County permits": [OWN_FAULT],
    "Service desk": [MISSED],
    "Maps of parcels": [URGENT],
}


def measure(term: ServiceLevelTerm, title: str) -> None:
    """The year as the monitors saw it: a look every six hours, and at each change."""
    rows = steady(JANUARY, NEW_YEAR, *DOWN.get(title, ()))
    if title == "Fleet records":
        rows = [row for row in rows if not SILENCE[0] < row[0] < SILENCE[1]]
    loaded(term, rows, at=AFTER_THE_YEAR, source=f"{title} probe")
    if title == "Card payments":
        loaded(term, steady(JANUARY, NEW_YEAR, OUTSIDE), at=AFTER_THE_YEAR, source=f"{title} probe outside")


def close_the_year(terms: list[ServiceLevelTerm]) -> None:
    """Each month on the third day of the next, all ten at once as the worker does."""
    for month in range(1, 13):
        first = datetime.date(2026, month, 1)
        following = (first + datetime.timedelta(days=31)).replace(day=3)
        morning = datetime.datetime.combine(following, datetime.time(10), tzinfo=UTC)
        close_month(terms=terms, period=first, by=SYSTEM, now=lambda morning=morning: morning)


@pytest.fixture
def year(calendar, live_site, storage):
    """Ten contracts of one agency with five vendors, measured and closed; December can still be disputed."""
    office, agency = OrganisationFactory(broker=True), OrganisationFactory(name="Department of Labor")
    vendors = [OrganisationFactory(vendor=True) for _ in range(5)]
    cast = SimpleNamespace(
        vendor=person(Role.SIGNATORY, of=vendors[0]),
        agency=person(Role.AGENCY_ADMIN, of=agency),
        manager=person(Role.PERFORMANCE_OFFICER, of=office),
        terms={},
    )
    for number, title in enumerate(TITLES):
        vendor = vendors[max(0, number - 5)]
        mode = "managed" if title == MANAGED else "brokered"
        contract = contract_with_order(title=title, agency=agency, vendor=vendor, broker=office, delivery_mode=mode)
        cast.terms[title] = contract.service_level_terms.select_related("contract").get()
    agree_on(cast, "Contact centre", NIGHT, "maintenance", before=datetime.timedelta(days=12))
    agree_on(cast, "Maps of parcels", URGENT, "emergency", before=datetime.timedelta(hours=2))
    for title, term in cast.terms.items():
        measure(term, title)
    close_the_year(list(cast.terms.values()))
    for credit in ServiceCredit.objects.granted_by_itself(at=AFTER_THE_YEAR):
        grant_credit(credit=credit, by=SYSTEM, now=lambda: AFTER_THE_YEAR)
    return cast


def agree_on(cast, title, span, kind, *, before: datetime.timedelta) -> None:
    (start, end), term = span, cast.terms[title]
    asked = request_exclusion(
        term=term,
        kind=kind,
        starts_at=start,
        ends_at=end,
        reason="New storage",
        by=person(Role.SIGNATORY, of=term.contract.vendor),
        now=lambda: start - before,
    )
    approve_exclusion(exclusion=asked, by=cast.agency, now=lambda: start - before / 2)


def agree_that_it_was_the_power(cast, term: ServiceLevelTerm) -> None:
    """What the upheld dispute rests on goes out of the count, and December is closed anew."""
    start, end = POWER_CUT
    asked = request_exclusion(
        term=term,
        kind="customer",
        starts_at=start,
        ends_at=end,
        reason="The agency's hall had no power.",
        by=cast.vendor,
    )
    approve_exclusion(exclusion=asked, by=cast.agency)
    closed(term, period=datetime.date(2026, 12, 1), at=AFTER_THE_YEAR)


def address(cast, title, month):
    return f"{cast.terms[title].contract.get_absolute_url()}?month=2026-{month:02d}"


def shows(user, cast, title, month, *words):
    """A month's page, which needs no script to be read."""
    reader = Client()
    reader.force_login(user)
    said = " ".join(strip_tags(unescape(reader.get(address(cast, title, month)).text)).split())
    assert [word for word in words if word not in said] == []


def dispute(page, cast, title, why):
    page.goto(address(cast, title, 12))
    page.get_by_role("link", name="Dispute December").click()
    page.get_by_label("What is wrong with this result?").fill(why)
    page.get_by_role("button", name="Put the dispute on record").click()
    expect(page.get_by_role("main")).to_contain_text("disputes this result")


def decide(page, cast, title, button, why):
    page.goto(address(cast, title, 12))
    page.get_by_role("link", name="Read why").click()
    page.get_by_label("Why?").fill(why)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").first).to_contain_text("It is on record")


def say_what_happened(page, cast, title, month, summary, span):
    """One side's account of an outage; the address of it."""
    page.goto(address(cast, title, month))
    page.get_by_role("link", name="Say what happened").click()
    page.get_by_label("What happened?").fill(summary)
    page.get_by_text("On the vendor’s side").click()
    for edge, words in zip(span, ("It began on", "It was over on"), strict=True):
        page.get_by_label(words).fill(f"{edge:%Y-%m-%d}")
    for clock, edge in zip(page.get_by_label("at", exact=True).all(), span, strict=False):
        clock.fill(f"{edge:%H:%M}")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("status").first).to_contain_text("is asked to answer")
    return page.url


def press(page, place, button, said):
    """A button on a page, and what stands there afterwards."""
    page.goto(place)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("main")).to_contain_text(said)


def credit_of(cast, title, month, kind="credit"):
    found = ServiceCredit.objects.standing().filter(kind=kind, result__period=datetime.date(2026, month, 1))
    return found.get(result__term=cast.terms[title]).get_absolute_url()


def answer_the_claim(page, claim):
    page.goto(claim)
    page.get_by_role("link", name="Answer the claim").click()
    page.get_by_text("Accepted in part").click()
    page.get_by_label("Amount that you accept").fill("620.00")
    page.get_by_label("Why?").fill("An hour of it began in the state's own network.")
    page.get_by_role("button", name="Put the answer on record").click()
    expect(page.get_by_role("main")).to_contain_text("$620.00")


def decide_what_follows(page, cast, title, answer, why):
    """The decision pack, before the last day."""
    page.goto(f"{cast.terms[title].contract.get_absolute_url()}renewal/")
    expect(page.get_by_role("main")).to_contain_text("Months kept")
    page.get_by_text(answer, exact=True).click()
    page.get_by_label("Why?").fill(why)
    page.get_by_role("button", name="Decide, and keep this pack").click()
    expect(page.get_by_role("main")).to_contain_text("The pack below is kept as it was read then")


def draw_up(page, vendor):
    """The scorecard of the twelve months to November; its address."""
    page.goto("/scorecards/")
    page.get_by_role("link", name="Draw one up").click()
    page.get_by_label("Vendor", exact=True).select_option(label=vendor.name)
    page.get_by_label("Twelve months that end with").select_option(label="November 2026")
    page.get_by_role("button", name="Draw it up").click()
    expect(page.get_by_role("main")).to_contain_text("Open to reply")
    return page.url


def reply(page, scorecard, words):
    page.goto(scorecard)
    page.get_by_role("link", name="Reply").click()
    page.get_by_label("What does your organisation say to it?").fill(words)
    page.get_by_role("button", name="Put the reply on record").click()
    expect(page.get_by_role("main")).to_contain_text(words)


def test_a_year_of_ten_contracts_ends_with_every_figure_explained(year, desk):  # noqa: F811 fixture
    claim = credit_of(year, MANAGED, 10, kind="claim")
    with on(BEFORE_THE_END), desk(year.agency) as page:
        decide_what_follows(page, year, "Staff training", "Let it end", "Two others teach the same for less.")
    with on(AFTER_THE_YEAR):
        with desk(year.agency) as page:
            page.goto("/contracts/")
            for title in TITLES:
                expect(page.get_by_role("main")).to_contain_text(title)
            page.goto(address(year, "Contact centre", 6))
            expect(page.get_by_role("main")).to_contain_text("EX-2026-0001")
        shows(year.agency, year, "Contact centre", 6, "99.948%", "EX-2026-0001", "22 min")
        shows(year.agency, year, "Maps of parcels", 3, "90 min; at most 60 min a month; 30 min stay in the count")
        shows(year.agency, year, "Card payments", 5, "180 min", "Card payments probe outside", "$1,240.00")
        shows(year.agency, year, "Fleet records", 9, "No verdict", "September 2026")
        shows(year.agency, year, MANAGED, 10, "October missed", "Granted")
        with desk(year.vendor) as page:
            dispute(page, year, "Sign-in for residents", "The agency's hall had no power that morning.")
            dispute(page, year, "County permits", "Our own log shows nothing.")
            incident = say_what_happened(page, year, MANAGED, 10, "The queue stood still", MISSED)
        with desk(year.manager) as page:
            decide(page, year, "Sign-in for residents", "Uphold the dispute", "The power company confirms it.")
            decide(page, year, "County permits", "Reject the dispute", "Two monitors saw it.")
            agree_that_it_was_the_power(year, year.terms["Sign-in for residents"])
            shows(year.manager, year, "Sign-in for residents", 12, "EX-2027-0001", "caused by the agency", "revision 2")
            shows(year.manager, year, "County permits", 12, "is rejected")
            press(page, claim, "File the claim", "Filed by")
            scorecard = draw_up(page, year.terms[MANAGED].contract.vendor)
        with desk(year.agency) as page:
            press(page, incident, "Yes, agree", "It was so.")
            shows(year.agency, year, MANAGED, 10, "The queue stood still", "agreed")
        with desk(year.vendor) as page:
            press(page, credit_of(year, "County permits", 12), "Grant $1,240.00", "Granted by")
            answer_the_claim(page, claim)
            reply(page, scorecard, "Both halls have new gateways since.")
    with on(SCORES_ARE_PUBLIC), desk(year.agency) as page:
        page.goto(scorecard)
        expect(page.get_by_role("main")).to_contain_text("Both halls have new gateways since.")
        expect(page.get_by_role("main")).to_contain_text("Public")
    assert find_first_bad_event() is None
