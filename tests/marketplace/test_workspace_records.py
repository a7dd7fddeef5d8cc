"""Next steps around what is over: market reports, empty requests, requests to see bids, schedules, long holds."""

import datetime

import pytest

from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from rfp.records.actions import object_to_disclosure
from rfp.solicitations.actions import cancel_solicitation
from rfp.solicitations.presets import Kind
from tests.factories.awards import approved_award, judged_procurement
from tests.factories.bids import opened
from tests.factories.evaluation import stays
from tests.factories.market_reports import written_report
from tests.factories.marketplace import person
from tests.factories.records import HOLDS_FROM, drafted_schedule, opened_disclosure, placed_hold
from tests.factories.solicitations import published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@world
def case():
    """Awarded; three vendors bid."""
    case = judged_procurement()
    approved_award(case)
    case.solicitation.refresh_from_db()
    return case


def told(user, at):
    return [(row.step.what, row.step.reference) for row in workspace_context(user, at=at)["rows"]]


def test_a_closed_request_for_information_waits_for_its_report_and_the_report_for_a_second_person():
    rfi = published_solicitation(kind=Kind.RFI)
    officer, colleague = person(Role.PROCUREMENT_OFFICER), person(Role.PROCUREMENT_OFFICER)
    write = ("Bring the answers together to", rfi.reference)
    assert write not in told(officer, rfi.bids_due_at - DAY)
    assert write in told(officer, rfi.bids_due_at)
    assert write not in told(person(Role.CONTRACT_MANAGER), rfi.bids_due_at)
    written_report(rfi, by=officer)
    release = ("Release the market report of", rfi.reference)
    assert told(officer, rfi.bids_due_at) == []
    assert told(colleague, rfi.bids_due_at) == [release]


def test_a_request_that_nobody_answered_waits_to_be_called_off():
    rfp, officer = opened(published_solicitation()), person(Role.PROCUREMENT_OFFICER)
    assert told(officer, rfp.bids_due_at) == [("Call off", rfp.reference)]
    cancel_solicitation(solicitation=rfp, code="no_bids", reason="None.", by=officer, now=stays(rfp.bids_due_at))
    assert told(officer, rfp.bids_due_at) == []


def test_a_request_to_see_bids_waits_for_vendors_first_and_then_for_the_office(case):
    disclosure, officer = opened_disclosure(case), person(Role.PROCUREMENT_OFFICER)
    due, bidder = disclosure.objections_due_at, case.bidders["Aldgate Lines"]
    read, answer = "Read what would be shown of your bid for", ("Answer", disclosure.reference)
    assert read in [what for what, _ in told(bidder, due - DAY)]
    assert answer not in told(officer, due - DAY)
    assert answer in told(officer, due)
    assert read not in [what for what, _ in told(bidder, due)]
    assert read not in [what for what, _ in told(person(Role.BID_MANAGER), due - DAY)]
    bid = case.solicitation.lots.get().bids.get(vendor__name="Aldgate Lines")
    object_to_disclosure(disclosure=disclosure, bid=bid, words="Our plan.", by=bidder, now=stays(due - DAY))
    assert read not in [what for what, _ in told(bidder, due - DAY)]


def test_a_hold_of_a_year_waits_for_whoever_may_lift_it(case):
    hold, cio = placed_hold(case.solicitation, at=case.at), person(Role.CIO)
    check = ("Check the legal hold on", case.solicitation.reference)
    assert check not in told(cio, hold.placed_at + 364 * DAY)
    assert check in told(cio, hold.placed_at + 365 * DAY)
    assert check not in told(person(Role.PROCUREMENT_OFFICER), hold.placed_at + 365 * DAY)


def test_a_drafted_schedule_waits_for_a_second_person():
    officer = person(Role.PROCUREMENT_OFFICER)
    schedule = drafted_schedule(by=officer)
    at = datetime.datetime.combine(HOLDS_FROM - 60 * DAY, datetime.time(12), datetime.UTC)
    assert told(officer, at) == []
    assert told(person(Role.CIO), at) == [("Put into force, or drop,", schedule.reference)]
