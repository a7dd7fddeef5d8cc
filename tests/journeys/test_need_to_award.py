"""From a need to a contract that both sides sign: the persons of a procurement at their browsers.

Need, forum, RFI, RFP, question, addendum and three bids are in before_the_opening.py; then come opening, conflict and
recusal, letters, scores, consensus, prices, award, standstill, contract.
"""

import datetime
import itertools
import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from contracts.models import Contract
from marketplace.permissions import Role
from rfp.awards.models import Award
from rfp.evaluation.models import Panel
from tests.browsing import session_cookie
from tests.calendars import on
from tests.factories.evaluation import NAMES, POINTS
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.journeys.before_the_opening import from_need_to_bids

pytestmark = pytest.mark.browser

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


@pytest.fixture
def cast(calendar, live_site, storage):
    with on(MONDAY_NOON):
        office = OrganisationFactory(broker=True, name="Office of the CIO")
        cast = type("Cast", (), {})()
        cast.officer = person(Role.PROCUREMENT_OFFICER, of=office, name="Dana Whitfield")
        cast.second = person(Role.PROCUREMENT_OFFICER, of=office, name="Ruben Castillo")
        cast.opener = person(Role.CONTRACT_MANAGER, of=office, name="Priya Nair")
        cast.chair = person(Role.PANEL_CHAIR, of=office, name="Helen Brandt")
        names = ("Nadia Flores", "Samuel Achebe", "Beatriz Amaro", "Noor Haddad")
        cast.evaluators = [person(Role.EVALUATOR, of=office, name=name) for name in names]
        agency = OrganisationFactory(name="Department of Labor")
        cast.requester = person(Role.REQUESTER, of=agency, name="Alma Reyes")
        cast.approver = person(Role.APPROVER, of=agency, limit=10**6, name="Leon Marsh")
        vendors = {name: OrganisationFactory(vendor=True, name=name) for name in NAMES}
        cast.bidders = {name: person(Role.SIGNATORY, of=vendor) for name, vendor in vendors.items()}
    return cast


@pytest.fixture
def desk(live_site, browser):
    """`with desk(user) as page`: somebody signed in, in a window of their own."""

    @contextmanager
    def opened(user):
        window, said = browser.new_context(base_url=live_site.url), []
        window.set_default_timeout(30_000)
        window.add_cookies([session_cookie(user, live_site.url)])
        page = window.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        page.wait_for_load_state("networkidle")  # what was pressed last is answered before the window closes
        assert [text for text in said if "status of 409" not in text] == []  # a refusal is told as well
        window.close()

    return opened


def _main(page):
    return expect(page.get_by_role("main"))


def _press(page, name):
    page.get_by_role("button", name=name).click()


def _go(page, name):
    page.get_by_role("main").get_by_role("link", name=name).click()


def test_the_persons_of_a_procurement_come_from_a_need_to_a_signed_contract(cast, desk):
    request = from_need_to_bids(cast, desk)
    at = request.bids_due_at + MINUTE
    for officer in (cast.opener, cast.second):
        with on(at), desk(officer) as page:
            page.goto(f"{request.get_absolute_url()}opening/")
            _press(page, "Confirm the opening")
            expect(page.get_by_role("button", name="Confirm the opening")).to_have_count(0)
    with on(at + MINUTE), desk(cast.officer) as page:
        page.goto(f"/evaluations/{request.reference}/1/panel/")
        page.get_by_label("Who chairs?").select_option("Helen Brandt")
        for one in cast.evaluators[:3]:
            page.get_by_text(one.name).click()
        _press(page, "Form the panel")
        _main(page).to_contain_text("Helen Brandt, chair")
    here = Panel.objects.get().get_absolute_url()
    _conflict_and_recusal(cast, here, desk, at + 2 * MINUTE)
    with on(at + 10 * MINUTE), desk(cast.opener) as page:
        page.goto(here)
        _press(page, "Give out letters")
        _main(page).to_contain_text("Proposal C")
    _scores(cast, here, desk, at + DAY)
    _consensus(cast, here, desk, at + 2 * DAY)
    _award(cast, here.replace("evaluations", "awards"), desk, at + 3 * DAY)


def _conflict_and_recusal(cast, here, desk, at):
    """One has a sister at a bidder: she leaves having read nothing, and somebody else sits down."""
    conflicted, came = cast.evaluators[0], cast.evaluators[3]
    with on(at), desk(conflicted) as page:
        page.goto(f"{here}declare/")
        assert all(name in page.get_by_role("main").inner_text() for name in NAMES)
        page.locator("label", has_text="Tidewick Voice").click()
        page.get_by_label(re.compile("^What is it")).fill("My sister works there.")
        _press(page, "Put my declaration on record")
    with on(at + MINUTE), desk(cast.officer) as page:
        page.goto(here)
        _go(page, f"Fill the seat of {conflicted.name}")
        page.get_by_label("Who sits down instead?").select_option(came.name)
        _press(page, "Replace")
    for person_ in (cast.chair, *cast.evaluators[1:]):
        with on(at + 2 * MINUTE), desk(person_) as page:
            page.goto(f"{here}declare/")
            page.get_by_text("I have no conflict of interest with any").click()
            _press(page, "Put my declaration on record")


def _scores(cast, here, desk, at):
    """Each alone, criterion by criterion; the pages name nobody."""
    panel = Panel.objects.get()
    behind = {one.letter: one.bid.vendor.name for one in panel.proposals.select_related("bid__vendor")}
    codes = list(panel.lot.criteria.exclude(kind="price").values_list("code", flat=True))
    for evaluator in cast.evaluators[1:]:
        with on(at), desk(evaluator) as page:
            page.goto(f"{here}scores/A/{codes[0]}/")
            for (place, code), letter in itertools.product(enumerate(codes), sorted(behind)):
                expect(page).to_have_url(re.compile(f"/scores/{letter}/{code}/$"))
                assert not any(one in page.get_by_role("main").inner_text() for one in NAMES)
                page.locator("label", has_text=re.compile(f"^{POINTS[behind[letter]][place]} ")).click()
                page.get_by_label("Why this score?").fill("Section 2 says how, with a date.")
                _press(page, re.compile("^Save"))
            _go(page, "Submit my scores")
            _press(page, "Submit all my scores")
            _main(page).to_contain_text("Your scores are submitted")


def _consensus(cast, here, desk, at):
    with on(at), desk(cast.chair) as page:
        page.goto(f"{here}consensus/")
        _press(page, "Agree what all gave alike")
        _go(page, "Agree on quality")
        _press(page, "Agree on quality")
        _go(page, "Open the prices")
        _press(page, "Open the prices")
        _main(page).to_contain_text("92.19")
        _main(page).to_contain_text("stays first")
        _go(page, "Recommend")
        page.get_by_label("What does the panel recommend, and why?").fill("The first place: best plan and exit.")
        _press(page, "Freeze the result and recommend")
        _main(page).to_contain_text("Result is frozen")


def _award(cast, notice, desk, at):
    with on(at), desk(cast.officer) as page:
        page.goto(notice)
        _go(page, "Propose the award")
        page.get_by_label("Why is this proposal awarded the lot?").fill("Best quality at the second price.")
        _press(page, "Propose")
    with on(at + MINUTE), desk(cast.second) as page:
        page.goto(notice)
        _go(page, "Approve and announce")
        _main(page).to_contain_text("would hold 100.0%")
        _press(page, "Approve and announce")
        _main(page).to_contain_text("Harborline Systems")
    with on(at + 2 * MINUTE), desk(cast.bidders["Aldgate Lines"]) as page:
        page.goto(notice)
        _main(page).to_contain_text("Place 2 of 2 with 84.00 points")
        expect(page.get_by_role("link", name="Challenge the award")).to_be_visible()
    award = Award.objects.get()
    _nothing_is_signed_before(cast, notice, desk, award.standstill_ends_at - MINUTE)
    with on(award.standstill_ends_at), desk(cast.second) as page:
        page.goto(notice)
        _go(page, "Draw up the contract")
        page.get_by_label("Last day").fill("2030-02-28")
        _press(page, "Draw up the contract")
        _main(page).to_contain_text("Both sides are asked to sign")
    contract = Contract.objects.get()
    for side, signer in (("agency", cast.approver), ("vendor", cast.bidders["Harborline Systems"])):
        with on(award.standstill_ends_at + DAY), desk(signer) as page:
            page.goto(f"/contracts/{contract.reference}/sign/{side}/")
            page.get_by_role("main").get_by_role("button", name=re.compile("^Sign")).click()
    contract.refresh_from_db()
    assert (contract.status, contract.value, contract.service_level_terms.count()) == ("active", 3780, 1)


def _nothing_is_signed_before(cast, notice, desk, at):
    with on(at), desk(cast.second) as page:
        page.goto(f"{notice}conclude/")
        page.get_by_label("Last day").fill("2030-02-28")
        _press(page, "Draw up the contract")
        expect(page.get_by_role("alert")).to_contain_text("Nothing is signed before")
        assert not Contract.objects.exists()
