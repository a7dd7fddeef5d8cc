"""What can go otherwise on the way to an award: a journey each over the real pages, to the page that the persons see
next and to a case file that holds.

They share one world: a request with its people, answered by three vendors, judged. The calendar is the test's.
"""

import copy
import datetime
import html
import re

import pytest

from contracts.models import Contract
from marketplace.audit.actions import find_first_bad_event
from marketplace.notifications.models import Notification
from marketplace.organisations.models import QuietPeriod
from marketplace.permissions import Role
from rfp.awards.models import Award
from rfp.bids.models import OpenedEnvelope, Wrap
from rfp.evaluation.models import Panel
from rfp.solicitations.models import Solicitation
from tests.calendars import on, until_taken_back
from tests.factories.awards import ENDS_ON, STARTS_ON, judge
from tests.factories.bids import submitted_bid
from tests.factories.evaluation import (
    NAMES,
    POINTS,
    SEATS,
    agreed_panel,
    answered,
    open_bids,
    published_procurement,
    submitted_panel,
)
from tests.factories.marketplace import person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

ALDGATE, HARBORLINE, TIDEWICK = NAMES
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
ALL_FAIL = dict.fromkeys(NAMES, ("4", "1"))
ALL_PASS = POINTS | {TIDEWICK: ("3", "2")}


@world
def calendar():
    """The database reads its clock from a table, until the world is taken back."""
    until_taken_back()


@world
def published(calendar):
    case = published_procurement()
    case.second, case.judge = person(Role.PROCUREMENT_OFFICER), person(Role.CIO)
    case.auditor = person(Role.AUDITOR)
    case.ref = case.solicitation.reference
    case.notice, case.board = f"/awards/{case.ref}/1/", f"/evaluations/{case.ref}/1/"
    return case


@world
def opened(published):
    return open_bids(answered(copy.deepcopy(published)))


@world
def judged(opened):
    return judge(copy.deepcopy(opened))


def words(answer):
    """What stands in the main part of a page, as somebody reads it."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def read(user, address, status=200):
    answer = client_of(user).get(address)
    assert answer.status_code == status, (address, words(answer)[:600])
    return words(answer)


def press(user, address, **fields):
    """Sends a form and reads the page that comes next."""
    answer = client_of(user).post(address, fields, follow=True)
    assert answer.redirect_chain, (address, answer.status_code, words(answer)[:600])
    assert answer.status_code == 200, answer.redirect_chain
    return words(answer)


def refused(user, address, **fields):
    answer = client_of(user).post(address, fields)
    assert 400 <= answer.status_code < 500, (address, answer.status_code)
    return words(answer) or html.unescape(answer.content.decode())


def cancel(case, code, reason):
    return press(case.officer, f"/opportunities/{case.ref}/cancel/", code=code, reason=reason)


def propose(case):
    return press(case.officer, f"{case.notice}propose/", reason="First of the ranking.")


def announce(case):
    propose(case)
    return press(case.second, f"{case.notice}approve/")


def conclude(case, press=press):
    last = ENDS_ON - DAY
    return press(
        case.second, f"{case.notice}conclude/", starts_on=STARTS_ON.isoformat(), last_day_on=last.isoformat()
    )  # fmt: skip


def records_hold(case):
    """The trail is whole, and the case file follows from what it rests on."""
    assert find_first_bad_event() is None
    assert "The file holds" in read(case.auditor, f"/case-files/{case.ref}/")


def is_quiet():
    return QuietPeriod.objects.filter(ends_at=None).exists()


def test_no_bid_comes(published):
    case, opening = published, f"/opportunities/{published.ref}/opening/"
    with on(case.at + MINUTE):
        for officer in case.officers:
            page = press(officer, opening)
        assert "0 bids" in page
        assert "Nothing came in, so there is nothing to judge." in page
        seats = {"chair": case.chair.pk, "evaluators": [one.pk for one in case.evaluators]}
        assert "Cancel the request: “Nothing came in”" in refused(case.officer, f"{case.board}panel/", **seats)
        assert not Panel.objects.exists()
        assert is_quiet()
        here = f"/opportunities/{case.ref}/"
        assert "No bid came by the deadline" in read(None, here)
        assert "Call it off with that reason" in read(case.officer, here)
        assert "No bids came" in read(None, "/opportunities/?state=closed")
        cancel(case, "no_bids", "The time was too short for the market.")
        assert "This request was cancelled: nothing came in" in read(None, f"/opportunities/{case.ref}/")
        assert "The lot is awarded to nobody" in read(None, case.notice)
        assert not is_quiet()
        assert "No bid was opened." in read(case.auditor, f"/case-files/{case.ref}/")
        assert "follows" in press(case.officer, f"{here}proceed/")
        again = Solicitation.objects.get(follows=case.solicitation)
        assert (again.status, again.kind, again.title) == ("draft", "rfp", case.solicitation.title)
        assert [one.block_type for one in again.body] == [one.block_type for one in case.solicitation.body]
        records_hold(case)


def test_one_bid_comes(published):
    case = published
    submitted_bid(case.solicitation, by=case.bidders[ALDGATE], price=SEATS[ALDGATE])
    judge(open_bids(case))
    with on(case.at + DAY):
        assert f"Awarded to {ALDGATE}" in announce(case)
        assert "Bids 1 received in time" in read(None, case.notice)
        assert "Place 1 of 1 with" in read(case.bidders[ALDGATE], case.notice)
    with on(Award.objects.get().standstill_ends_at + MINUTE):
        assert "The contract is drawn up" in conclude(case)
        assert Contract.objects.get().value == 19 * 180
        records_hold(case)


def test_all_fail_the_quality_gate(opened):
    case, loser = opened, opened.bidders[TIDEWICK]
    submitted_panel(case, points=ALL_FAIL)
    with on(case.at + DAY):
        press(case.chair, f"{case.board}alike/")
        press(case.chair, f"{case.board}quality/")
        assert "no price is opened" in refused(case.chair, f"{case.board}prices/")
        assert "No proposal met every minimum" in read(case.chair, f"{case.board}conclude/")
        press(case.chair, f"{case.board}conclude/", words="Nobody plans the exit.")
        page = read(case.officer, case.notice)
        assert "No proposal met every minimum. Nobody is left who could be awarded the lot" in page
        assert "Cancel the request" in page
        assert "Nobody is left" in refused(case.officer, f"{case.notice}propose/", reason="Still.")
        read(loser, case.notice, 404)
        cancel(case, "all_failed", "No proposal says how the service is left.")
        page = read(loser, case.notice)
        assert f"{TIDEWICK}: a minimum was not met" in page
        assert "so the price was never opened" in page
        assert not any(name in page for name in NAMES if name != TIDEWICK)
        assert TIDEWICK not in read(None, case.notice)
        assert not Award.objects.exists()
        assert not OpenedEnvelope.objects.filter(part="price").exists()
        assert not is_quiet()
        records_hold(case)


def test_a_result_that_leads_nowhere_is_judged_anew_and_stays_on_record(opened):
    case = opened
    agreed_panel(case, points=ALL_FAIL)
    with on(case.at + DAY):
        press(case.chair, f"{case.board}conclude/", words="Nobody plans the exit.")
        assert "Error:" in refused(case.officer, f"{case.notice}anew/", reason=" ")
        press(case.officer, f"{case.notice}anew/", reason="Two scales were mixed up.")
        assert "judged anew" in read(case.officer, case.notice)
    again = judge(case)
    with on(case.at + 2 * DAY):
        assert f"Awarded to {HARBORLINE}" in announce(again)
        assert "You are awarded the lot" not in read(case.bidders[ALDGATE], case.notice)
        assert "is awarded already" in refused(case.officer, f"{case.notice}anew/", reason="Once more.")
        assert [one.status for one in Panel.objects.order_by("round")] == ["superseded", "concluded"]
        records_hold(case)


def test_a_bid_cannot_be_decrypted(published):
    case, vendor = answered(published), published.bidders[TIDEWICK]
    wraps = Wrap.objects.filter(part="technical", holder="opening")
    broken, other = (wraps.get(version__bid__vendor__name=name) for name in (TIDEWICK, ALDGATE))
    broken.delete()
    Wrap.objects.create(version=broken.version, part="technical", holder="opening", wrapped=bytes(other.wrapped))
    bid = broken.version.bid.get_absolute_url()
    with on(case.at + MINUTE):
        for officer in case.officers:
            page = press(officer, f"/opportunities/{case.ref}/opening/")
        assert "3 bids 1 did not open" in page
        assert "Not readable" in read(vendor, bid)
        assert "Your bid could not be opened" in read(vendor, bid)
        assert Notification.objects.filter(
            recipient=vendor, subject__startswith="Your bid could not be opened"
        ).exists()
        assert "This envelope did not open" in read(case.officers[0], bid)
    case.solicitation.refresh_from_db()
    judge(case)
    with on(case.at + DAY):
        assert "is not judged. It did not open" in read(case.chair, f"{case.board}consensus/")
        assert f"Awarded to {HARBORLINE}" in announce(case)
        assert "Bids 3 received in time" in read(None, case.notice)
        page = read(vendor, case.notice)
        assert f"{TIDEWICK}: the bid could not be opened" in page
        assert "Challenge the award" in page
        records_hold(case)


def test_the_winner_declines_and_the_next_of_the_ranking_is_awarded(judged):
    case, winner, second = judged, judged.bidders[HARBORLINE], judged.bidders[ALDGATE]
    with on(case.at + DAY):
        announce(case)
        assert not is_quiet()
        assert "Why?" in refused(winner, f"{case.notice}decline/", reason="")
        press(winner, f"{case.notice}decline/", reason="Our team left.")
        assert is_quiet()
        assert "Nothing is awarded now" in read(None, case.notice)
        assert "declined by the winner" in read(None, case.notice)
        assert "Proposal" in read(case.officer, f"{case.notice}propose/")
    with on(case.at + 2 * DAY):
        page = announce(case)
        assert f"Awarded to {ALDGATE} Place 2 of the frozen ranking" in page
        assert f"{HARBORLINE}, $3,780.00: declined by the winner" in page
        assert "you declined an earlier award of the lot" in read(winner, case.notice)
        assert f"{ALDGATE}: you are awarded the lot" in read(second, case.notice)
        press(second, f"{case.notice}decline/", reason="Too late for us.")
        assert "Everybody in the ranking has won, declined" in read(case.officer, case.notice)
        cancel(case, "another_way", "Both of the ranking declined.")
        assert [one.status for one in Award.objects.order_by("pk")] == ["declined", "declined"]
        records_hold(case)


def test_the_validity_of_the_bids_lapses(judged):
    case = judged
    with on(case.at + DAY):
        announce(case)
    award = Award.objects.get()
    with on(award.valid_until - MINUTE):
        assert "Draw up the contract" in read(case.second, case.notice)
    with on(award.valid_until):
        page = read(case.second, case.notice)
        assert "The bid has lapsed" in page
        assert "Draw up the contract" not in page
        assert "has lapsed, so nothing can rest on it" in conclude(case, refused)
        press(case.second, f"{case.notice}withdraw/", reason="The bids have lapsed.")
        assert "has lapsed" in refused(case.officer, f"{case.notice}propose/", reason="Still the first.")
        cancel(case, "flaw", "The bids lapsed before anything was signed.")
        assert "This request was cancelled" in read(None, f"/opportunities/{case.ref}/")
        assert not Contract.objects.exists()
        records_hold(case)


def challenged(case):
    """Announced and challenged by the second of the ranking, who reads what comes of it at this address."""
    announce(case)
    page = press(case.bidders[ALDGATE], f"{case.notice}challenge/", grounds="Section 2 was not read.")
    assert "Nothing is signed until it is decided" in page
    return f"/challenges/{Award.objects.get().challenges.get().reference}/"


def test_a_challenge_is_decided_by_somebody_uninvolved_and_dismissed_the_award_stands(judged):
    case = judged
    with on(case.at + DAY):
        here = challenged(case)
        for involved in (case.officer, case.second, case.officers[0]):
            assert "somebody else decides" in refused(involved, here, verdict="admit", decision="Fine.").lower()
        assert "Somebody else decides" in read(case.second, here)
        read(case.bidders[HARBORLINE], here, 404)
        assert client_of(case.bidders[ALDGATE]).post(here, {"verdict": "admit"}).status_code == 403
        assert Award.objects.get().challenges.get().status == "filed"
        press(case.judge, here, verdict="admit")
        assert "Being looked into" in read(case.bidders[ALDGATE], here)
    with on(Award.objects.get().standstill_ends_at + MINUTE):
        assert "A challenge of this award is open" in conclude(case, refused)
        assert "Say why, point by point" in refused(case.judge, here, verdict="dismiss", decision=" ")
        press(case.judge, here, verdict="dismiss", decision="It was read; page 4 of the board shows it.")
        assert "It was read; page 4" in read(case.bidders[ALDGATE], here)
        assert "The contract is drawn up" in conclude(case)
        records_hold(case)


def test_upheld_the_next_of_the_ranking_is_awarded(judged):
    case = judged
    with on(case.at + DAY):
        uphold(case, "re_award")
        assert "withdrawn" == Award.objects.get().status
        assert "taken back" in read(None, case.notice)
        assert f"Awarded to {ALDGATE}" in announce(case)
        assert f"{HARBORLINE}: your place fell by a challenge" in read(case.bidders[HARBORLINE], case.notice)
        records_hold(case)


def test_upheld_the_bids_are_judged_anew(judged):
    case = judged
    with on(case.at + DAY):
        uphold(case, "re_score")
        assert "are judged anew" in read(None, case.notice)
        assert "Nothing was changed" in refused(case.officer, f"{case.notice}propose/", reason="Still the first.")
    again = judge(case, POINTS | {HARBORLINE: ("1", "2")})
    with on(case.at + 2 * DAY):
        assert f"Awarded to {ALDGATE}" in announce(again)
        assert f"{HARBORLINE}, $3,780.00: taken back" in read(None, case.notice)
        assert f"{HARBORLINE}: another proposal had a better place" in read(case.bidders[HARBORLINE], case.notice)
        records_hold(case)


def test_upheld_the_request_is_cancelled(judged):
    case = judged
    with on(case.at + DAY):
        uphold(case, "cancel")
        assert "This request was cancelled: a challenge was upheld" in read(None, f"/opportunities/{case.ref}/")
        assert "was upheld. A page was missed." in read(case.bidders[HARBORLINE], case.notice)
        assert not is_quiet()
        assert "Nothing was changed" in refused(case.officer, f"{case.notice}propose/", reason="Once more.")
        records_hold(case)


def uphold(case, remedy):
    here = challenged(case)
    press(case.judge, here, verdict="admit")
    page = press(case.judge, here, verdict="uphold", decision="A page was missed.", remedy=remedy)
    assert "Upheld" in page
    assert "A page was missed." in read(case.bidders[ALDGATE], here)


def test_a_corrected_award_leaves_both_records(judged):
    case = judged
    with on(case.at + DAY):
        announce(case)
        press(case.officer, f"{case.notice}withdraw/", reason="The notice named a wrong quantity.")
        page = announce(case)
        assert f"Awarded to {HARBORLINE}" in page
        assert "A corrected award leaves both records." in page
        assert "taken back" in page
        assert "Corrects an earlier award of this lot" in page
        assert [one.status for one in Award.objects.order_by("pk")] == ["withdrawn", "approved"]
        assert Award.objects.first().replaces == Award.objects.last()
        records_hold(case)


def test_nothing_follows_from_the_award_of_a_request_that_was_cancelled(judged):
    case = judged
    with on(case.at + DAY):
        propose(case)
        cancel(case, "no_funds", "The grant was withdrawn.")
        assert "The request was cancelled" in refused(case.second, f"{case.notice}approve/")
        page = read(case.second, case.notice)
        assert "Nothing follows from the award" in page
        assert "Approve and announce" not in page
        assert not Award.objects.get().approved_at
        records_hold(case)


@world
def cheap(published):
    case = copy.deepcopy(published)
    return open_bids(answered(case, SEATS | {TIDEWICK: "5.00"}))


@pytest.fixture
def inquired(cheap):
    case = cheap
    agreed_panel(case, points=ALL_PASS)
    with on(case.at + MINUTE):
        press(case.chair, f"{case.board}prices/")
        proposal = Panel.objects.get().proposals.get(bid__vendor__name=TIDEWICK)
    case.question, case.decision = f"/price-questions/{proposal.inquiry.pk}/", f"{case.board}prices/{proposal.letter}/"
    return case


def test_an_abnormally_low_price_is_explained_before_it_is_rejected(inquired):
    case, vendor = inquired, inquired.bidders[TIDEWICK]
    with on(case.at + DAY):
        told = Notification.objects.get(recipient=vendor, subject__startswith="Explain your price")
        assert told.address == case.question
        read(case.bidders[ALDGATE], case.question, 404)
        no = {"verdict": "reject", "decision": "It does not cover the people."}
        assert "has until" in refused(case.chair, case.decision, **no)
        assert "is not decided on yet" in refused(case.chair, f"{case.board}conclude/", words="Harborline.")
        page = press(vendor, case.question, answer="We have the people already.")
        assert "We have the people already." in page
        assert "We have the people already." in read(case.chair, case.decision)
        press(case.chair, case.decision, **no)
        assert "Bid rejected for its price. It does not cover the people." in read(vendor, case.question)
        press(case.chair, f"{case.board}conclude/", words="The first place.")
        assert f"Awarded to {HARBORLINE}" in announce(case)
        page = read(vendor, case.notice)
        assert f"{TIDEWICK}: the price was rejected" in page
        assert "On the price: It does not cover the people." in page
        records_hold(case)


def test_a_price_that_nobody_explains_in_time_may_be_rejected_and_one_that_holds_counts(inquired):
    case, vendor = inquired, inquired.bidders[TIDEWICK]
    with on(case.at + 14 * DAY):
        assert "Nothing was said in time." in read(vendor, case.question)
        assert "is over" in refused(vendor, case.question, answer="We have the people already.")
        press(case.chair, case.decision, verdict="accept", decision="The other contract shows that it holds.")
        press(case.chair, f"{case.board}conclude/", words="The first place.")
        assert f"Awarded to {TIDEWICK}" in announce(case)
        assert Solicitation.objects.get().status == "awarded"
        records_hold(case)
