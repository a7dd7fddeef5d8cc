"""A market forum with two places, from its announcement to a quiet period: an officer, three vendors, a visitor."""

import datetime
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from marketplace.organisations.actions.quiet_periods import begin_quiet_period
from marketplace.permissions import Role
from rfp.forums.models import Forum, Meeting
from tests.browsing import at_the_desk_of
from tests.calendars import on
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import drafted_forum
from tests.journeys.test_request_to_credit import desk  # noqa: F401 fixture

pytestmark = pytest.mark.browser

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
MONDAY = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
FORUM_STARTS = datetime.datetime(2026, 12, 9, 18, tzinfo=datetime.UTC)
OUT_AT = datetime.datetime(2026, 12, 11, 14, tzinfo=datetime.UTC)  # 9:00 am Eastern
MEETING_STARTS = datetime.datetime(2026, 12, 14, 15, tzinfo=datetime.UTC)
PUBLISHED = datetime.datetime(2026, 12, 21, 15, tzinfo=datetime.UTC)
TITLE = "Telematics for small fleets"
QUESTION, SAME_AGAIN = "How many vehicles are there?", "How large is the fleet?"
ANSWER, SAID = "Three hundred in nine counties.", "Two of three vendors offer a trial of a month."


@pytest.fixture
def cast(calendar, live_site, storage):
    with on(MONDAY):
        officer = person(Role.PROCUREMENT_OFFICER)
        drafted_forum(by=officer, at=MONDAY, title=TITLE)
        names = ("Harborline Systems", "Kestrel Lane Software", "Tidewick Voice")
        vendors = [OrganisationFactory(vendor=True, name=name) for name in names]
        return SimpleNamespace(
            officer=officer,
            agency=OrganisationFactory(name="Department of Labor"),
            vendors=[person(Role.BID_MANAGER, of=vendor) for vendor in vendors],
        )


def _main(page):
    return expect(page.get_by_role("main"))


def _forum(page):
    page.goto("/forums/")
    page.get_by_role("link", name=TITLE).click()


def _register(page):
    """From the front door, where it is announced, to a place or a place in line."""
    page.goto("/")
    page.get_by_role("region", name="Market forums to come").get_by_role("link", name=TITLE).click()
    page.get_by_role("main").get_by_role("link", name=re.compile("^(Register|Join the waiting list)$")).click()
    page.get_by_role("button", name="Register").click()


def _ask(page, words):
    _forum(page)
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("Your question").fill(words)
    page.get_by_role("button", name="Send to the moderator").click()
    _main(page).to_contain_text("Your question is with the moderator")


def _moderate(page, question, verb, **answers):
    page.get_by_role("link", name="Moderate").filter(has_text=question).click()
    page.get_by_text(verb).click()
    for label, answer in answers.items():
        field = page.get_by_label(re.compile({"into": "^Into which", "answer": "^Answer( .optional.)?$"}[label]))
        field.select_option(answer) if label == "into" else field.fill(answer)
    page.get_by_role("button", name="Record it").click()
    _main(page).to_contain_text("It is recorded")


def _read(page):
    page.goto(Forum.objects.get().get_absolute_url())
    return page.get_by_role("main").inner_text()


def test_the_third_of_two_places_waits_and_what_is_said_reaches_all_at_one_second(cast, desk, browser, live_site):  # noqa: F811
    first, second, third = cast.vendors
    with on(MONDAY + MINUTE), desk(cast.officer) as page:
        _forum(page)
        page.get_by_role("link", name="Announce the forum").click()
        page.get_by_role("button", name="Announce the forum").click()
        _main(page).to_contain_text("is announced")
    with on(MONDAY + DAY):
        for vendor, says in ((first, "You have a place"), (second, "You have a place"), (third, "Number 1 in line")):
            with desk(vendor) as page:
                _register(page)
                _main(page).to_contain_text(says)
    _the_line_moves_on(first, third, desk)
    _two_questions_become_one(cast, desk)
    _all_read_at_once(cast, desk, browser, live_site)
    _a_meeting_is_told_to_all_and_then_refused(cast, desk, browser, live_site)


def _the_line_moves_on(first, third, desk):  # noqa: F811
    """The first gives back; the third is asked, does not answer for 48 hours, and asks again for what is free."""
    given_back = MONDAY + 2 * DAY
    with on(given_back), desk(first) as page:
        _forum(page)
        page.get_by_text("I cannot come").click()
        page.get_by_role("button", name="Give the place back").click()
        _main(page).to_contain_text("Your place is given back")
    with on(given_back + MINUTE), desk(third) as page:
        _forum(page)
        expect(page.get_by_role("region", name="A place is held for you")).to_contain_text("Fri 27 Nov 2026")
    with on(given_back + 2 * DAY + MINUTE), desk(third) as page:
        _forum(page)
        _main(page).to_contain_text("Your place went on")
        page.get_by_role("main").get_by_role("link", name="Register").click()
        page.get_by_role("button", name="Register").click()
        _main(page).to_contain_text("You have a place")


def _two_questions_become_one(cast, desk):  # noqa: F811
    _, second, third = cast.vendors
    with on(MONDAY + 5 * DAY):
        for vendor, words in ((second, QUESTION), (third, SAME_AGAIN)):
            with desk(vendor) as page:
                _ask(page, words)
    with on(MONDAY + 6 * DAY), desk(cast.officer) as page:
        _forum(page)
        _moderate(page, QUESTION, "Show it to everybody")
        _moderate(page, SAME_AGAIN, "Merge it into another", into=QUESTION)
    with on(MONDAY + 7 * DAY), desk(third) as page:
        _forum(page)
        shown = page.get_by_role("listitem").filter(has_text=QUESTION)
        expect(shown).to_contain_text(f"Asked too: {SAME_AGAIN}")
        page.get_by_role("button", name="Vote for it").click()
        expect(shown).to_contain_text("1 vote")
        expect(shown).not_to_contain_text(second.name)


def _all_read_at_once(cast, desk, browser, live_site):  # noqa: F811
    """Nobody but the office reads answers and minutes before 9:00:00; then a visitor reads what a vendor reads."""
    with on(FORUM_STARTS + DAY), desk(cast.officer) as page:
        _forum(page)
        page.get_by_role("link", name="Record who was there").click()
        page.get_by_text("Kestrel Lane Software").click()
        page.get_by_role("button", name="Close the list").click()
        _moderate(page, QUESTION, "Answer it", answer=ANSWER)
        page.get_by_role("link", name="Write the minutes").click()
        page.get_by_label("What was said").fill(SAID)
        page.get_by_role("button", name="Keep this version").click()
        page.get_by_role("link", name="Release answers and minutes").click()
        page.get_by_text("At the moment below").click()
        page.get_by_label(re.compile("^On\\b")).fill("2026-12-11")
        page.get_by_role("textbox", name=re.compile("^At\\b")).fill("09:00")
        page.get_by_role("button", name="Release to everybody").click()
        _main(page).to_contain_text("The release is set")
    second = cast.vendors[1]
    visitor = browser.new_context(base_url=live_site.url).new_page()
    with on(OUT_AT - MINUTE), desk(second) as page:
        assert all(words not in read for words in (ANSWER, SAID) for read in (_read(page), _read(visitor)))
    with on(OUT_AT), desk(second) as page:
        assert all(words in read for words in (ANSWER, SAID) for read in (_read(page), _read(visitor)))
    visitor.context.close()


def _ask_to_meet(page):
    page.goto("/forums/meetings/")
    page.get_by_role("link", name="Ask for a meeting").click()
    page.get_by_label("Which agency would you like to meet?").select_option("Department of Labor")
    page.get_by_label("What would you like to speak about?").fill("Our map of 300 vehicles")
    page.get_by_role("button", name="Ask for the meeting").click()


def _a_meeting_is_told_to_all_and_then_refused(cast, desk, browser, live_site):  # noqa: F811
    second, third = cast.vendors[1:]
    with on(OUT_AT + MINUTE), desk(second) as page:
        _ask_to_meet(page)
        _main(page).to_contain_text("is with the office")
    with on(OUT_AT + 2 * MINUTE), desk(cast.officer) as page:
        page.goto("/workspace/")
        page.get_by_role("listitem").filter(has_text="Our map of 300").get_by_role("link", name="Answer").click()
        page.get_by_text("Arrange it").click()
        page.get_by_label(re.compile("^On\\b")).fill("2026-12-14")
        page.get_by_role("textbox", name=re.compile("^At\\b")).fill("10:00")
        page.get_by_label("Where, or how to join?").fill("Capitol Annex, room 3")
        page.get_by_role("button", name="Send the answer").click()
        _main(page).to_contain_text("Your answer is with the vendor")
    with on(MEETING_STARTS + DAY), desk(cast.officer) as page:
        page.goto(Meeting.objects.get().get_absolute_url())
        page.get_by_role("link", name="Record what was said").click()
        page.get_by_label("Who took part?").fill("Denise Okoro, Labor")
        page.get_by_label("What was said?").fill("They showed where vehicles stand at night.")
        page.get_by_role("button", name="Keep it and tell everybody").click()
        visitor = browser.new_context(base_url=live_site.url).new_page()
        visitor.goto("/forums/meetings/")
        visitor.get_by_role("link", name="Our map of 300 vehicles").click()
        _main(visitor).to_contain_text("They showed where vehicles stand at night.")
        visitor.context.close()
    address = "/opportunities/RFP-2026-0001/"
    begin_quiet_period(agency=cast.agency, reference="RFP-2026-0001", title=TITLE, address=address, at=PUBLISHED)
    with on(PUBLISHED):
        window = at_the_desk_of(third, browser, live_site.url)
        page = window.new_page()
        _ask_to_meet(page)
        expect(page.get_by_role("alert")).to_contain_text(f"Ask in public instead: {address}")
        assert Meeting.objects.count() == 1
        window.close()
