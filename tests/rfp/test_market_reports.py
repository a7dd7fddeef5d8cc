"""What the market said to a request for information: counted, without names, released to all at one second."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from rfp.market_reports.actions import (
    AnswersStillTaken,
    ReportReleased,
    release_market_report,
    write_market_report,
)
from rfp.market_reports.models import MarketReport, ReportEntry
from rfp.market_reports.queries import gathered_from
from rfp.solicitations.actions import begin_rfp_from_rfi, follow_solicitation
from rfp.solicitations.presets import Kind
from tests.factories.bids import SECOND, TUESDAY, bidder, save, started_bid, submitted, submitted_bid
from tests.factories.market_reports import released_report, written_report
from tests.factories.marketplace import UserFactory, person
from tests.factories.solicitations import OUTCOME, QUESTION, block, published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
NAMES = ("Aldgate Lines", "Harborline Systems", "Tidewick Voice")
SAID = ("Call back, at once.", "A queue for each language.")
WISH = block("requirement", text="Works with a screen reader.", must=False, answer_kind="yes_no")
SECRET = "Our rate is eleven."  # noqa: S105


@world
def rfi():
    """Three vendors answered, one of them in confidence."""
    rfi = published_solicitation(kind=Kind.RFI, body=[OUTCOME, WISH, QUESTION])
    for text in SAID:
        submitted_bid(rfi, text=text, yes_no="yes")
    by = bidder()
    bid = started_bid(rfi, by=by)
    save(bid, "answer-R1", {"yes_no": "no"}, by=by)
    hidden = {"text": SECRET, "confidential": "yes", "reason": "It holds our prices.", "redacted": "At a rate."}
    save(bid, "answer-Q1", hidden, by=by)
    submitted(bid, at=TUESDAY)
    return rfi


@world
def report(rfi):
    return written_report(rfi)


def test_answers_are_counted_question_by_question_and_confidential_ones_are_not_quoted(rfi):
    asked = {one.code: one for one in gathered_from(rfi)}
    assert (asked["R1"].answered, asked["R1"].yes, asked["R1"].no) == (3, 2, 1)
    assert (asked["Q1"].answered, asked["Q1"].confidential, asked["Q1"].yes) == (3, 1, None)
    assert sorted(asked["Q1"].texts) == sorted(SAID)


@pytest.mark.parametrize(("seconds", "taken"), [(-1, False), (0, True)])
def test_it_is_written_once_no_answer_is_taken_any_more(rfi, seconds, taken):
    at = rfi.bids_due_at + seconds * SECOND
    if taken:
        assert written_report(rfi, at=at).responses == 3
    else:
        with pytest.raises(AnswersStillTaken):
            written_report(rfi, at=at)
        assert not MarketReport.objects.exists()


def test_somebody_else_releases_it_and_everybody_hears_at_one_second(client, rfi, report):
    follower, address = UserFactory(), report.get_absolute_url()
    follow_solicitation(solicitation=rfi, by=follower)
    assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        release_market_report(report=report, number=1, by=report.written_by)
    assert not Notification.objects.filter(subject__startswith="What the market said").exists()
    release_market_report(
        report=report, number=1, by=person(Role.PROCUREMENT_OFFICER), now=lambda: rfi.bids_due_at + SECOND
    )
    told = Notification.objects.filter(subject__startswith="What the market said")
    assert told.count() == 4
    assert set(told.values_list("at", flat=True)) == {rfi.bids_due_at + SECOND}
    page = client.get(address).content.decode()
    assert "2 yes, 1 no" in page
    assert SECRET not in page
    assert not any(bid.vendor.name in page for lot in rfi.lots.all() for bid in lot.bids.select_related("vendor"))
    entries = client.get(reverse("api:market_report", args=[rfi.reference])).json()["entries"]
    assert [(one["code"], one["yes"]) for one in entries] == [("R1", 2), ("Q1", None)]


def test_a_released_report_stands_in_the_database_too(rfi, report):
    officer = person(Role.PROCUREMENT_OFFICER)
    release_market_report(report=report, number=1, by=officer, now=lambda: rfi.bids_due_at)
    with pytest.raises(ReportReleased):
        written_report(rfi, number=1)
    with pytest.raises(MoveRefused):
        release_market_report(report=report, number=1, by=officer)
    for change in (
        lambda: MarketReport.objects.update(summary="Other"),
        lambda: ReportEntry.objects.update(words="Other"),
        lambda: ReportEntry.objects.all().delete(),
    ):
        with pytest.raises(Error, match="stand|protected|Cannot"), transaction.atomic():
            change()
    assert MarketReport.objects.get().summary == "The market can do it."


def test_nothing_is_released_unread_or_with_a_gap(rfi, report):
    officer = person(Role.PROCUREMENT_OFFICER)
    with pytest.raises(StaleForm):
        release_market_report(report=report, number=9, by=officer)
    with pytest.raises(StaleForm):
        written_report(rfi, number=0)
    told = {"summary": "Short.", "words": {"1-R1": "Most can."}, "number": 1, "by": officer}
    again = write_market_report(solicitation=rfi, now=lambda: rfi.bids_due_at, **told)
    with pytest.raises(InvalidInput, match="no words yet"):
        release_market_report(report=again, number=2, by=person(Role.PROCUREMENT_OFFICER))
    assert MarketReport.objects.get().released_at is None


def test_an_officer_writes_and_another_releases_through_the_pages(client, rfi, monkeypatch):
    monkeypatch.setattr("rfp.market_reports.views.write_market_report", at_the_deadline(write_market_report, rfi))
    first, second = person(Role.PROCUREMENT_OFFICER), person(Role.PROCUREMENT_OFFICER)
    here = reverse("market_report_write", args=[rfi.reference])
    client.force_login(person(Role.EVALUATOR))
    assert client.get(here).status_code == 403
    client.force_login(first)
    page = client.get(here).content.decode()
    assert SAID[0] in page
    assert SECRET not in page
    answer = client.post(here, {"number": 0, "summary": "It can be done.", "words-1-R1": "Most.", "words-1-Q1": "A."})
    assert answer.status_code == 302
    release = reverse("market_report_release", args=[rfi.reference])
    assert client.get(release).status_code == 403
    client.force_login(second)
    assert client.post(release, {"number": 1}).status_code == 302
    client.logout()
    assert "It can be done." in client.get(reverse("market_report", args=[rfi.reference])).content.decode()


def at_the_deadline(act, rfi):
    return lambda **told: act(now=lambda: rfi.bids_due_at, **told)


def test_the_request_that_follows_stands_on_the_report_and_the_chain_goes_back(client, rfi):
    officer = person(Role.PROCUREMENT_OFFICER)
    report = released_report(rfi)
    rfp = begin_rfp_from_rfi(rfi=rfi, title="", by=officer, now=lambda: rfi.bids_due_at)
    assert (rfp.follows, rfp.kind) == (rfi, Kind.RFP)
    client.force_login(officer)
    assert rfi.get_absolute_url() in client.get(rfp.get_absolute_url()).content.decode()
    assert rfp.reference not in client.get(report.get_absolute_url()).content.decode()  # a draft is told to nobody
