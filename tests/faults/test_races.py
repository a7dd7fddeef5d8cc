"""Many press at the same moment, on connections of their own. Each race has a twin without the lock or the constraint,
which must go wrong: otherwise the race would prove nothing."""

import datetime
import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError, connection

from marketplace.clock import database_now
from marketplace.errors import StaleForm
from marketplace.permissions import Role
from rfp.bids.actions import BiddingClosed, NotYetDue, confirm_opening, submit_bid, submitting
from rfp.bids.models import Bid, BidVersion, Receipt
from rfp.bids.queries import proposals_of
from rfp.solicitations.models import Solicitation
from tests.factories.bids import SECOND, filled_in_bid
from tests.factories.marketplace import person
from tests.factories.solicitations import published_solicitation
from tests.races import at_once, goes_wrong, meeting_clock, patience

CLIENTS = 4
BEFORE = datetime.timedelta(milliseconds=600)  # how long the race runs before the deadline comes
A_TURN = datetime.timedelta(milliseconds=20)  # and longer for each client, so that many of many have their turn


def clock_that_runs_into(due: datetime.datetime, lead: datetime.timedelta = BEFORE) -> Callable[[], datetime.datetime]:
    """The database's clock, moved so that the deadline comes shortly after it is read for the first time."""
    began: list[datetime.datetime] = []

    def now() -> datetime.datetime:
        at = database_now()
        began.append(at)
        return due - lead + (at - began[0])

    return now


def race_to_the_deadline(clients: int) -> tuple[Solicitation, list[list[object]]]:
    """Each client submits again and again until it is refused. What each got, in order."""
    solicitation = published_solicitation()
    bids = [filled_in_bid(solicitation) for _ in range(clients)]
    now = clock_that_runs_into(solicitation.bids_due_at, BEFORE + clients * A_TURN)

    def keep_on(bid: Bid) -> list[object]:
        got: list[object] = []
        while not got or isinstance(got[-1], Receipt):
            try:
                got.append(submit_bid(bid=bid, version=len(got), by=bid.started_by, now=now))
            except (BiddingClosed, DatabaseError) as refusal:
                got.append(refusal)
        return got

    return solicitation, at_once(*(lambda bid=bid: keep_on(bid) for bid in bids))


def late(solicitation: Solicitation) -> int:
    """How many versions were received from the deadline on."""
    return BidVersion.objects.filter(received_at__gte=solicitation.bids_due_at).count()


def test_around_the_deadline_a_bid_is_received_exactly_while_the_clock_says_so(cloned_database):
    solicitation, outcomes = race_to_the_deadline(CLIENTS)
    accepted = [one for got in outcomes for one in got if isinstance(one, Receipt)]
    assert all(isinstance(got[-1], BiddingClosed) for got in outcomes), outcomes
    assert accepted
    assert late(solicitation) == 0
    assert BidVersion.objects.count() == Receipt.objects.count() == len(accepted)


def test_where_the_action_forgets_the_deadline_the_database_refuses(cloned_database, monkeypatch):
    monkeypatch.setattr(submitting, "require_open", lambda solicitation, at: None)
    solicitation, outcomes = race_to_the_deadline(2)
    assert all("from the deadline on" in str(got[-1]) for got in outcomes), outcomes
    assert late(solicitation) == 0


def test_without_check_and_trigger_late_bids_would_slip_in(cloned_database, monkeypatch):
    def forget(solicitation: Solicitation, at: datetime.datetime) -> None:
        if late(solicitation) > 3:
            raise BiddingClosed(solicitation)

    monkeypatch.setattr(submitting, "require_open", forget)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rfp_bidversion DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE rfp_bid DISABLE TRIGGER USER")
    assert goes_wrong(lambda: late(race_to_the_deadline(2)[0]) > 0)


def submit_against_open(*, patient: bool = True, lead: float = 0) -> tuple[Bid, list[object]]:
    """The last moment to submit meets the second officer's confirmation. Where both are patient, the bidder reads the
    clock a second before the deadline and goes on once the opening is done, unless a lock holds the opening back.
    Where they are not, the deadline comes `lead` seconds after the clock is first read."""
    solicitation = published_solicitation()
    bid, due = filled_in_bid(solicitation), solicitation.bids_due_at
    first, second = person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER)
    confirm_opening(solicitation=solicitation, by=first, now=lambda: due)
    opening_done, submitter_reads = threading.Event(), threading.Event()
    runs = clock_that_runs_into(due, datetime.timedelta(seconds=lead))

    def last_moment() -> datetime.datetime:
        if not patient:
            return runs()
        submitter_reads.set()
        opening_done.wait(patience())
        return due - SECOND

    def open_them() -> object:
        if patient:
            submitter_reads.wait(patience() * 4)
        try:
            while True:
                with suppress(NotYetDue):
                    return confirm_opening(solicitation=solicitation, by=second, now=(lambda: due) if patient else runs)
        finally:
            opening_done.set()

    return bid, at_once(lambda: submit_bid(bid=bid, version=0, by=bid.started_by, now=last_moment), open_them)


def agree(bid: Bid, outcomes: list[object]) -> bool:
    """What was accepted was opened, and what was refused was not."""
    accepted = isinstance(outcomes[0], Receipt)
    read = [one.bid for one in proposals_of(bid.lot)]
    return isinstance(outcomes[1], Solicitation) and read == ([bid] if accepted else [])


def test_no_bid_slips_in_while_the_bids_are_opened(cloned_database):
    bid, outcomes = submit_against_open()
    assert isinstance(outcomes[0], Receipt), outcomes
    assert agree(bid, outcomes)


def test_without_the_lock_a_bid_would_be_received_and_never_opened(cloned_database, monkeypatch):
    plain = lambda solicitation: Solicitation.objects.get(pk=solicitation.pk)  # noqa: E731 stands for the lock
    monkeypatch.setattr(submitting, "share_solicitation", plain)

    def one_slips_in() -> bool:
        bid, outcomes = submit_against_open()
        return isinstance(outcomes[0], Receipt) and not agree(bid, outcomes)

    assert goes_wrong(one_slips_in)


def test_two_colleagues_who_submit_at_once_leave_one_version(cloned_database):
    bid = filled_in_bid(published_solicitation())
    act = {"bid": bid, "version": 0, "by": bid.started_by, "now": lambda: bid.solicitation.bids_due_at - SECOND}
    outcomes = at_once(*[lambda: submit_bid(**act)] * 2)
    assert [type(one) for one in outcomes if not isinstance(one, Receipt)] == [StaleForm], outcomes
    assert BidVersion.objects.count() == Receipt.objects.count() == 1


def test_without_the_bid_s_lock_both_would_try_and_the_database_would_have_to_refuse_one(cloned_database, monkeypatch):
    plain = lambda bid: Bid.objects.select_related("lot__solicitation", "vendor").get(pk=bid.pk)  # noqa: E731
    monkeypatch.setattr(submitting, "locked_bid", plain)

    def the_database_refuses_one() -> bool:
        bid, meet = filled_in_bid(published_solicitation()), meeting_clock()

        def now() -> datetime.datetime:
            meet()
            return bid.solicitation.bids_due_at - SECOND

        act = {"bid": bid, "version": 0, "by": bid.started_by, "now": now}
        return any(isinstance(one, DatabaseError) for one in at_once(*[lambda: submit_bid(**act)] * 2))

    assert goes_wrong(the_database_refuses_one)
