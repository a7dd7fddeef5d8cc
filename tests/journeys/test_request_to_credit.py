"""From a search to a credit: five people at five browsers. The calendar is set, from September to November 2026."""

import datetime
import os
import re
from contextlib import contextmanager
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from contracts.models import Contract
from marketplace.permissions import Role
from tests.browsing import at_the_desk_of
from tests.calendars import on
from tests.factories.contracts import trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import csv_of
from tests.factories.search import indexed

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "contract.png"
CENT = Decimal("0.01")

UTC = datetime.UTC
MONDAY = datetime.datetime(2026, 9, 14, 14, tzinfo=UTC)
TUESDAY = MONDAY + datetime.timedelta(days=1)
WEDNESDAY = MONDAY + datetime.timedelta(days=2)
AFTER_OCTOBER = datetime.datetime(2026, 11, 3, 15, tzinfo=UTC)
# October as Eastern clocks count it, and the outage in it.
OCTOBER = datetime.datetime(2026, 10, 1, 4, tzinfo=UTC), datetime.datetime(2026, 11, 1, 4, tzinfo=UTC)
OUTAGE = datetime.datetime(2026, 10, 14, 14, tzinfo=UTC), datetime.datetime(2026, 10, 14, 16, 10, tzinfo=UTC)

USERS, MONTHS, PRICE = 180, 24, Decimal("19.50")
MONTHLY_FEE = USERS * PRICE
LEVY = (MONTHLY_FEE * MONTHS * Decimal("0.75") / 100).quantize(CENT, ROUND_HALF_UP)
TOTAL = MONTHLY_FEE * MONTHS + LEVY
MINUTES = 31 * 24 * 60
DOWN = 130
UPTIME = (Decimal(100) * (MINUTES - DOWN) / MINUTES).quantize(Decimal("0.001"), ROUND_DOWN)
CREDIT = (MONTHLY_FEE * 10 / 100).quantize(CENT, ROUND_HALF_UP)  # the first step: below 99.9, not below 99


def dollars(amount):
    return f"${amount:,.2f}"


@pytest.fixture
def cast(calendar, live_site, storage):
    """An agency, a vendor with one orderable offering, and the broker office; nothing has happened yet."""
    with on(MONDAY - datetime.timedelta(days=1)):
        office = OrganisationFactory(broker=True)
        parties = trade(
            name="Harborline Contact Centre", slug="harborline", summary="Calls, chats and callbacks in one queue."
        )
        for who, name in (
            (parties.agency, "Department of Labor"),
            (parties.vendor, "Harborline Systems"),
            (parties.requester, "Alma Reyes"),
            (parties.approver, "Leon Marsh"),
            (parties.signatory, "Grace Lindqvist"),
        ):
            who.name = name
            who.save(update_fields=["name"])
        cast = SimpleNamespace(
            requester=parties.requester,
            approver=parties.approver,
            vendor=parties.signatory,
            contract_manager=person(Role.CONTRACT_MANAGER, of=office),
            auditor=person(Role.AUDITOR, of=office),
            vendor_name=parties.vendor.name,
        )
        indexed()
    return cast


@pytest.fixture
def desk(live_site, browser):
    """`with desk(user) as page`: somebody at a browser window of their own; whatever goes wrong in it is told."""

    @contextmanager
    def opened(user, width=1280):
        context = at_the_desk_of(user, browser, live_site.url, viewport={"width": width, "height": 900})
        context.set_default_timeout(15_000)
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        try:
            yield page
            assert [text for text in said if "status of 422" not in text] == []  # a refused form is told as well
        finally:
            context.close()

    return opened


def _request(page):
    """Find it, price it, ask for it; the number of the request."""
    page.goto("/catalogue/?q=callbacks")
    page.get_by_role("link", name="Harborline Contact Centre").click()
    page.get_by_label("Users", exact=True).fill(str(USERS))
    page.get_by_label("Months").fill(str(MONTHS))
    page.get_by_role("button", name="Work out the cost").click()
    expect(page.get_by_role("table", name="Parts of the cost")).to_contain_text(dollars(TOTAL))
    page.get_by_role("link", name="Request for my agency").click()
    expect(page.get_by_label("How many?")).to_have_value(str(USERS))
    expect(page.get_by_label("For how many months?")).to_have_value(str(MONTHS))
    page.get_by_label("From when?").fill("2026-10-01")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("What is it for?").fill("Callers wait two days for an answer.")
    _fund(page, "General fund", 60, "Federal grant", 30)
    expect(page.get_by_role("alert")).to_contain_text("The shares add up to 90%")
    expect(page.get_by_role("alert")).to_be_focused()
    _fund(page, "General fund", 60, "Federal grant", 40)
    page.get_by_text("As a direct award").click()
    page.get_by_label("why is nobody else asked?").select_option("only_one")
    page.get_by_label("And in your words").fill("Nobody else answers in these languages.")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_role("main")).to_contain_text(dollars(LEVY))
    page.get_by_role("button", name="Send the request for approval").click()
    expect(page.get_by_role("heading", name="Your request is sent")).to_be_visible()
    page.get_by_role("link", name="Follow the request").click()
    page.wait_for_url(re.compile(r"/orders/O-2026-\d{4}/$"))
    return page.url.rstrip("/").rpartition("/")[2]


def _fund(page, first, first_percent, second, second_percent):
    for row, (source, percent) in enumerate([(first, first_percent), (second, second_percent)], 1):
        page.get_by_label(re.compile(rf"^Source {row}\b")).fill(source)
        page.get_by_label(f"Percent from source {row}").fill(str(percent))
    page.get_by_role("button", name="Save and go on").click()


def _answer(page, step, link, button):
    """From the list of own work to the decision and through it."""
    page.goto("/workspace/")
    page.get_by_role("listitem").filter(has_text="Harborline").get_by_role("link", name=step).last.click()
    expect(page.get_by_role("main")).to_contain_text(dollars(TOTAL))
    page.get_by_role("link", name=link).click()
    page.get_by_role("button", name=button).click()


def _history(path):
    """A look every five minutes of October, as a monitor writes them; down during the outage."""
    start, end = OCTOBER
    looks = [start + datetime.timedelta(minutes=n) for n in range(0, (end - start) // datetime.timedelta(minutes=1), 5)]
    rows = [(at, "down" if OUTAGE[0] <= at < OUTAGE[1] else "up") for at in [*looks, end]]
    path.write_bytes(csv_of(rows, source="harborline--web"))
    return path


def _figures(page, contract):
    """What the contract's page says of October: the figures on top, and the last line of the calculation."""
    page.goto(contract)
    page.get_by_role("heading", name="October 2026, hour by hour").wait_for()
    return page.locator(".st-figs").inner_text(), page.locator(".st-how").inner_text()


def test_five_people_come_from_a_search_to_a_credit_that_both_sides_read(cast, desk, tmp_path, capsys):
    with on(MONDAY), desk(cast.requester) as page:
        order = _request(page)
    with on(TUESDAY), desk(cast.approver) as page:
        _answer(page, "Decide", f"Approve {dollars(TOTAL)}", "Approve the order")
        expect(page.get_by_role("main")).to_contain_text(f"{order} is approved")
    with on(WEDNESDAY), desk(cast.vendor) as page:
        _answer(page, "Answer", "Accept the order", "Accept the order")
        expect(page.get_by_role("status").first).to_contain_text(f"{order} is accepted")
        said = page.get_by_role("status").first.inner_text()
        reference = said.rpartition("contract ")[2].strip(" .")
    contract = f"/contracts/{reference}/"
    assert Contract.objects.get(reference=reference).starts_on == datetime.date(2026, 10, 1)
    with on(AFTER_OCTOBER), desk(cast.contract_manager) as page:
        page.goto(f"{contract}?month=2026-10")
        expect(page.get_by_role("main")).to_contain_text("Nothing is measured for this month yet")
        history = _history(tmp_path / "harborline--web.csv")
        call_command("import_measurements", str(history), contract=reference, objective="availability")
        call_command("close_period", "2026-10")
        assert f"{UPTIME}%, credit {dollars(CREDIT)} (revision 1)" in capsys.readouterr().out
        page.reload()
        expect(page.locator(".st-figs")).to_contain_text(f"{UPTIME}%")
    with on(AFTER_OCTOBER), desk(cast.vendor) as vendor, desk(cast.requester) as requester:
        read = _figures(vendor, contract)
        assert read == _figures(requester, contract)
        assert f"{UPTIME}%" in read[0]
        assert dollars(CREDIT) in read[0]
        assert dollars(CREDIT) in read[1]
        assert dollars(MONTHLY_FEE) in read[1]
        _picture(requester)
        vendor.get_by_role("link", name="Dispute October").click()
        vendor.get_by_label("What is wrong with this result?").fill("Our own log shows 40 minutes.")
        vendor.get_by_role("button", name="Put the dispute on record").click()
        requester.reload()
        expect(requester.get_by_role("main")).to_contain_text(f"{cast.vendor_name} disputes this result")
    with on(AFTER_OCTOBER), desk(cast.auditor) as page:
        page.goto("/audit/")
        expect(page.get_by_role("main")).to_contain_text(order)
        call_command("verify_audit")
        assert "The audit trail is whole" in capsys.readouterr().out


def _picture(page):
    if os.environ.get("STOA_PICTURES") == "1":
        page.set_viewport_size({"width": 1280, "height": 1500})
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
