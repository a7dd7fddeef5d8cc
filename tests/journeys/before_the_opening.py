"""The first half of a procurement at browsers: need, forum, what was learnt, RFI, RFP, question, addendum, three bids.

Everything is done on screens: texts are written in Wagtail's editor, block by block, answers part by part.
"""

import datetime
import re

from playwright.sync_api import expect

from rfp.bids.models import Bid, Receipt
from rfp.forums.models import Forum
from rfp.needs.models import Need
from rfp.solicitations.models import Solicitation
from tests.calendars import on
from tests.factories.evaluation import BODY, NAMES, SEATS
from tests.factories.rfp import FORUM_STARTS, MONDAY_NOON
from tests.factories.solicitations import RFI_BODY

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
OUTCOME = "Callers wait less than two minutes."
LEARNT = "Two of three vendors would let us try it for a month."
QUESTION, ANSWER = "Do seasonal staff count as seats?", "They do, for the months in which they work."
# Fridays and Tuesdays that are working days; two in the afternoon where a form names no time.
RFI_OUT = datetime.datetime(2026, 12, 11, 15, tzinfo=datetime.UTC)
RFI_DATES = {"questions": "2026-12-16", "answers": "2026-12-18", "bids": "2027-01-05"}
RFP_OUT = datetime.datetime(2027, 1, 6, 15, tzinfo=datetime.UTC)
RFP_DATES = {"questions": "2027-01-20", "answers": "2027-01-27", "bids": "2027-02-09"}
RFP_PLANS = {"award_planned_on": "2027-03-01", "starts_planned_on": "2027-04-01"}
LATER = "2027-02-16"
ANSWER_IN_WORDS = "We call back within two minutes."
# In the zone of the officer: registration is open until an hour before it begins.
FORUM = {
    "title": "Calls of the state, heard at once", "purpose": "What callers can expect.", "agenda": "What agencies need",
    "starts_on": "2026-12-09", "starts_clock": "13:00", "ends_on": "2026-12-09", "ends_clock": "14:00",
    "registration_opens_on": "2026-11-23", "registration_opens_clock": "12:00",
    "registration_closes_on": "2026-12-09", "registration_closes_clock": "12:00",
    "room": "Capitol Annex, room 214", "room_places": "2",
}  # fmt: skip


def _main(page):
    return expect(page.get_by_role("main"))


def _press(page, name):
    page.get_by_role("button", name=name).click()


def _go(page, name):
    page.get_by_role("main").get_by_role("link", name=name).click()


def from_need_to_bids(cast, desk) -> Solicitation:
    """Ends with three sealed bids; the request as it stands then."""
    _a_need_is_stated_and_taken_up(cast, desk)
    _the_market_is_heard(cast, desk)
    _information_is_asked_for(cast, desk)
    _proposals_are_asked_for(cast, desk)
    _a_question_is_answered_for_all(cast, desk)
    _an_addendum_gives_more_time(cast, desk)
    _three_bids_are_sealed(cast, desk)
    return Solicitation.objects.get(kind="rfp")


def _a_need_is_stated_and_taken_up(cast, desk):
    with on(MONDAY_NOON), desk(cast.requester) as page:
        page.goto("/needs/new/")
        page.get_by_label("What do you need, in a few words?").fill("Shorter waits")
        page.get_by_label("What should be different afterwards?").fill(OUTCOME)
        page.get_by_label("How many people will use it?").fill("180")
        _press(page, "Send to the broker office")
        _main(page).to_contain_text("Shorter waits")
    with on(MONDAY_NOON + MINUTE), desk(cast.officer) as page:
        page.goto(Need.objects.get().get_absolute_url())
        _press(page, "Take this need up")
        _main(page).to_contain_text("Dana Whitfield decides")


def _the_market_is_heard(cast, desk):
    """A forum about the need: a vendor takes a place; afterwards the agency says what it learnt."""
    need = Need.objects.get()
    with on(MONDAY_NOON + 2 * MINUTE), desk(cast.officer) as page:
        page.goto("/forums/new/")
        for name, value in FORUM.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("[name=needs]").fill(need.reference)
        _press(page, "Save the draft")
        _go(page, "Announce the forum")
        _press(page, "Announce the forum")
        _main(page).to_contain_text("is announced")
    forum = Forum.objects.get().get_absolute_url()
    with on(MONDAY_NOON + DAY), desk(cast.bidders["Harborline Systems"]) as page:
        page.goto(forum)
        _go(page, "Register")
        _press(page, "Register")
        _main(page).to_contain_text("You have a place")
    with on(FORUM_STARTS + DAY), desk(cast.officer) as page:
        page.goto(forum)
        _go(page, "Record who was there")
        page.get_by_text("Harborline Systems").click()
        _press(page, "Close the list")
    with on(FORUM_STARTS + DAY + MINUTE), desk(cast.requester) as page:
        page.goto(forum)
        _go(page, "Say what you learnt")
        page.get_by_label("What did you learn about the market?").fill(LEARNT)
        _press(page, "Add it to the need")
        page.goto(need.get_absolute_url())
        _main(page).to_contain_text(LEARNT)
    with on(RFI_OUT - DAY), desk(cast.officer) as page:
        page.goto(need.get_absolute_url())
        page.locator("label", has_text="A request for information (RFI) first").click()
        page.get_by_label("Title in the public pipeline").fill("Shorter waits for callers")
        page.get_by_label("When is it to begin?").fill("2027-04-01")
        page.get_by_label("Why? The agency reads this").fill("The forum left open what a trial costs.")
        _press(page, "Record the decision")
        _main(page).to_contain_text("The forum left open what a trial costs.")


def _information_is_asked_for(cast, desk):
    need = Need.objects.get()
    with on(RFI_OUT - MINUTE), desk(cast.officer) as page:
        page.goto(f"/opportunities/new/?need={need.reference}")
        page.locator("label", has_text="Request for information").first.click()
        page.get_by_label("Title", exact=True).fill("Shorter waits")
        page.get_by_label("For which agency?").select_option(need.agency.name)
        _press(page, "Begin the draft")
    _write_and_publish(cast, desk, Solicitation.objects.get(), RFI_BODY, RFI_DATES, at=RFI_OUT)
    rfi = Solicitation.objects.get()
    with on(RFI_OUT + DAY), desk(cast.bidders["Harborline Systems"]) as page:
        page.goto(rfi.get_absolute_url())
        _go(page, re.compile("^Begin your"))
        _press(page, "Begin the bid")
        _answer_and_submit(page)
    with on(rfi.bids_due_at + MINUTE), desk(cast.officer) as page:
        page.goto(rfi.get_absolute_url())
        _press(page, "Begin the request for proposals")
        _main(page).to_contain_text(OUTCOME)


def _write_and_publish(cast, desk, draft, body, dates, *, at, **plans):
    """One writes, settles the dates and sends it for review; somebody else publishes."""
    with on(at), desk(cast.officer) as page:
        page.goto(draft.get_absolute_url())
        _go(page, "Write the text")
        _write(page, body[1:])  # the outcome is the need's
        page.goto(draft.get_absolute_url())
        _go(page, "Dates and conditions")
        for name, day in dates.items():
            page.locator(f"[name={name}_on]").fill(day)
        for name, day in plans.items():
            page.locator(f"[name={name}]").fill(day)
        page.get_by_role("main").locator("form button[type=submit]").click()
        _press(page, "Send for review")
        _main(page).to_contain_text("is with the reviewers")
    with on(at + MINUTE), desk(cast.second) as page:
        page.goto(draft.get_absolute_url())
        _go(page, "Publish")
        _press(page, "Publish it")
        _main(page).to_contain_text("is published")


def _write(page, blocks):
    """In Wagtail's editor: each block from its menu, its fields by their names."""
    expect(page.locator("[name=body-count]")).to_have_value("1", timeout=60_000)
    for place, block in enumerate(blocks, start=1):
        page.locator(".c-sf-add-button").last.click()
        kind = block["type"].replace("_", " ").capitalize()
        page.get_by_role("option", name=kind, exact=True).click()
        fields = block["value"]
        if "lines" in fields:
            fields = {f"lines-0-value-{name}": value for name, value in fields["lines"][0].items()}
        for name, value in fields.items():
            field = page.locator(f"[name=body-{place}-value-{name}]")
            if value is True:
                expect(field).to_be_checked()
            elif name in {"kind", "answer_kind", "template"}:
                field.select_option(value)
            else:
                field.fill(str(value))
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def _answer_and_submit(page, price=""):
    """Each part from the task list, then the last look."""
    here = page.url
    parts = [link.get_attribute("href") for link in page.locator("[href*='/parts/']").all()]
    for part in parts:
        page.goto(part)
        if page.get_by_label("Your answer").count():
            page.get_by_label("Your answer").fill(ANSWER_IN_WORDS)
        elif page.get_by_role("group", name=re.compile("Is it met")).count():
            page.get_by_text("Yes", exact=True).click()
        else:
            page.get_by_label(re.compile("Seat")).fill(price)
        _press(page, "Save")
    page.goto(here)
    _go(page, "Check and submit")
    page.get_by_text(re.compile("I may (bind|speak for) the company")).click()
    _press(page, "Seal and submit")
    _main(page).to_contain_text("is received")


def _proposals_are_asked_for(cast, desk):
    draft = Solicitation.objects.get(kind="rfp")
    assert draft.follows == Solicitation.objects.get(kind="rfi")
    _write_and_publish(cast, desk, draft, BODY, RFP_DATES, at=RFP_OUT, **RFP_PLANS)


def _a_question_is_answered_for_all(cast, desk):
    page_of = Solicitation.objects.get(kind="rfp").get_absolute_url()
    with on(RFP_OUT + DAY), desk(cast.bidders["Aldgate Lines"]) as page:
        page.goto(page_of)
        _go(page, "Questions and answers")
        _go(page, "Ask a question")
        page.get_by_label("Your question").fill(QUESTION)
        _press(page, "Send the question")
        _main(page).to_contain_text("Your question is in")
    with on(RFP_OUT + 2 * DAY), desk(cast.officer) as page:
        page.goto(f"{page_of}questions/")
        assert "Aldgate" not in page.get_by_role("main").inner_text()
        _go(page, QUESTION)
        page.get_by_label("The answer").fill(ANSWER)
        _press(page, "Record it")
    with on(RFP_OUT + 2 * DAY + MINUTE), desk(cast.bidders["Tidewick Voice"]) as page:
        page.goto(f"{page_of}questions/")
        _main(page).not_to_contain_text(QUESTION)
        with desk(cast.officer) as office:
            office.goto(f"{page_of}questions/")
            _go(office, "Release answers")
            _press(office, "Release to everybody")
            _main(office).to_contain_text("The answers are out")
        page.reload()
        _main(page).to_contain_text(ANSWER)


def _an_addendum_gives_more_time(cast, desk):
    """Harborline has begun its bid before; it reads what has changed and says so."""
    request = Solicitation.objects.get(kind="rfp")
    with on(RFP_OUT + 5 * DAY), desk(cast.bidders["Harborline Systems"]) as page:
        page.goto(request.get_absolute_url())
        _go(page, re.compile("^Begin your"))
        _press(page, "Begin the bid")
        _main(page).to_contain_text("What is asked of you")
    with on(RFP_OUT + 6 * DAY), desk(cast.second) as page:
        page.goto(request.get_absolute_url())
        _go(page, "Issue an addendum")
        page.get_by_label("Why does it change?").fill("More time for everybody.")
        page.locator("[name=bids_on]").fill(LATER)
        _press(page, "Issue the addendum")
        _main(page).to_contain_text("The addendum is out")
    with on(RFP_OUT + 7 * DAY), desk(cast.bidders["Harborline Systems"]) as page:
        page.goto(Bid.objects.get(lot__solicitation=request).get_absolute_url())
        _go(page, "Read it and confirm.")
        _main(page).to_contain_text("More time for everybody.")
        _press(page, "Confirm that we have read it")
        _main(page).not_to_contain_text("An addendum came out")


def _three_bids_are_sealed(cast, desk):
    """Each at its own desk; one was begun before the addendum."""
    request, at = Solicitation.objects.get(kind="rfp"), RFP_OUT + 8 * DAY
    for name in NAMES:
        with on(at), desk(cast.bidders[name]) as page:
            begun = Bid.objects.filter(lot__solicitation=request, vendor__name=name).first()
            page.goto((begun or request).get_absolute_url())
            if begun is None:
                _go(page, re.compile("^Begin your"))
                _press(page, "Begin the bid")
                _main(page).to_contain_text("What is asked of you")
            _answer_and_submit(page, SEATS[name])
    assert Receipt.objects.filter(bid__lot__solicitation=request).count() == 3
