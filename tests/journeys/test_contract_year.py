"""A year of ten contracts, as agency, vendor and the office's performance officer see it end: 4 January 2027."""

import datetime
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from contracts.agreements.models import ServiceLevelTerm
from contracts.models import ServiceCredit
from contracts.service_levels.actions import approve_exclusion, grant_credit, request_exclusion
from marketplace.audit.actions import find_first_bad_event
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import closed, contract_with_order, loaded, steady
from tests.journeys.test_request_to_credit import calendar, desk, on  # noqa: F401 fixtures

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
AFTER_THE_YEAR = datetime.datetime(2027, 1, 4, 15, tzinfo=UTC)


def at(month, day, hour=0, minute=0):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=UTC)


# A Sunday night that was agreed on until four, and took twenty-two minutes longer.
NIGHT, OVERRUN = (at(6, 14, 2), at(6, 14, 4)), (at(6, 14, 2), at(6, 14, 4, 22))
INSIDE, OUTSIDE = (at(5, 12, 10), at(5, 12, 12)), (at(5, 12, 11), at(5, 12, 13))
SILENCE = at(9, 5), at(9, 20)
POWER_CUT, OWN_FAULT = (at(12, 9, 8), at(12, 9, 12)), (at(12, 16, 8), at(12, 16, 12))
MISSED = at(3, 17, 9), at(3, 17, 11, 30)
DOWN = {
    "Contact centre": [OVERRUN],
    "Card payments": [INSIDE],
    "Sign-in for residents": [POWER_CUT],
    "County permits": [OWN_FAULT],
    "Service desk": [MISSED],
}


def measure(term: ServiceLevelTerm, title: str) -> None:
    """The year as the monitors saw it: a look every six hours, and at each change."""
    rows = steady(JANUARY, NEW_YEAR, *DOWN.get(title, ()))
    if title == "Fleet records":
        rows = [row for row in rows if not SILENCE[0] < row[0] < SILENCE[1]]
    loaded(term, rows, at=AFTER_THE_YEAR, source=f"{title} probe")
    if title == "Card payments":
        loaded(term, steady(JANUARY, NEW_YEAR, OUTSIDE), at=AFTER_THE_YEAR, source=f"{title} probe outside")


def close_the_year(term: ServiceLevelTerm) -> None:
    """Each month on the third day of the next."""
    for month in range(1, 13):
        first = datetime.date(2026, month, 1)
        following = (first + datetime.timedelta(days=31)).replace(day=3)
        closed(term, period=first, at=datetime.datetime.combine(following, datetime.time(10), tzinfo=UTC))


@pytest.fixture
def year(calendar, live_site, storage):  # noqa: F811 fixtures
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
        contract = contract_with_order(title=title, agency=agency, vendor=vendor)
        cast.terms[title] = contract.service_level_terms.select_related("contract").get()
    agree_on_the_night(cast, cast.terms["Contact centre"])
    for title, term in cast.terms.items():
        measure(term, title)
        close_the_year(term)
    for credit in ServiceCredit.objects.owed(at=AFTER_THE_YEAR):
        grant_credit(credit=credit, by=SYSTEM, now=lambda: AFTER_THE_YEAR)
    return cast


def agree_on_the_night(cast, term: ServiceLevelTerm) -> None:
    start, end = NIGHT
    asked = request_exclusion(
        term=term,
        kind="maintenance",
        starts_at=start,
        ends_at=end,
        reason="New storage",
        by=cast.vendor,
        now=lambda: at(6, 2),
    )
    approve_exclusion(exclusion=asked, by=cast.agency, now=lambda: at(6, 3))


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


def shows(page, cast, title, month, *words):
    page.goto(address(cast, title, month))
    for said in words:
        expect(page.get_by_role("main")).to_contain_text(said)


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


def test_a_year_of_ten_contracts_ends_with_every_figure_explained(year, desk):  # noqa: F811 fixtures
    with on(AFTER_THE_YEAR):
        with desk(year.agency) as page:
            page.goto("/contracts/")
            for title in TITLES:
                expect(page.get_by_role("main")).to_contain_text(title)
            shows(page, year, "Contact centre", 6, "99.948%", "EX-2026-0001", "22 min")
            shows(page, year, "Card payments", 5, "180 min", "Card payments probe outside", "$1,240.00")
            shows(page, year, "Fleet records", 9, "No verdict", "September 2026")
            shows(page, year, "Service desk", 3, "March missed", "Granted")
        with desk(year.vendor) as page:
            dispute(page, year, "Sign-in for residents", "The agency's hall had no power that morning.")
            dispute(page, year, "County permits", "Our own log shows nothing.")
        with desk(year.manager) as page:
            decide(page, year, "Sign-in for residents", "Uphold the dispute", "The power company confirms it.")
            decide(page, year, "County permits", "Reject the dispute", "Two monitors saw it.")
            agree_that_it_was_the_power(year, year.terms["Sign-in for residents"])
            shows(page, year, "Sign-in for residents", 12, "EX-2027-0001", "caused by the agency agreed", "revision 2")
            shows(page, year, "County permits", 12, "is rejected")
    assert find_first_bad_event() is None
