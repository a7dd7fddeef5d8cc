"""The walk of a bid: its vendor's people and three officers, until it is opened or called off."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from marketplace.audit.actions import find_first_bad_event
from marketplace.lifecycle import MoveRefused
from marketplace.permissions import SYSTEM, Role
from rfp.bids.actions import (
    BiddingClosed,
    BidIncomplete,
    NotToBeOpened,
    NotYetDue,
    confirm_opening,
    erase_keys,
    submit_bid,
    withdraw_bid,
)
from rfp.bids.models import Bid, OpenedEnvelope, SolicitationKey
from rfp.bids.queries import proposals_of
from rfp.solicitations.actions import cancel_solicitation
from tests.factories.bids import TUESDAY, bidder, filled_in_bid, save
from tests.factories.marketplace import person
from tests.factories.solicitations import published_solicitation

from .walking import Rows, Walk

Status = Bid.Status


class BidMachine(Walk):
    """One bid, its vendor's people and three officers. The model: a status, how many versions, what time it is."""

    @classmethod
    def made(cls):
        solicitation, clerk = published_solicitation(), bidder()
        return SimpleNamespace(
            solicitation=solicitation,
            clerk=clerk,
            bid=filled_in_bid(solicitation, by=clerk),
            officers=[person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER), person(Role.CIO)],
        )

    @initialize()
    def begin(self):
        case = self.enter()
        self.solicitation, self.clerk, self.bid, self.officers = case.solicitation, case.clerk, case.bid, case.officers
        self.at, self.whole = TUESDAY, True
        self.status, self.versions, self.receipts = Status.DRAFT, 0, 0
        self.confirmed, self.opened, self.cancelled, self.erased = set(), False, False, False
        self.read = None
        self.rows = Rows(
            bid=Bid.objects.filter(pk=self.bid.pk).values_list("status", "version"),
            versions=self.bid.versions.values_list("pk"),
            receipts=self.bid.receipts.values_list("pk"),
            envelopes=OpenedEnvelope.objects.values_list("pk"),
        )

    @property
    def open(self):
        return not self.cancelled and self.at < self.solicitation.bids_due_at

    def fresh(self):
        return Bid.objects.get(pk=self.bid.pk)

    @rule(whole=st.booleans())
    def edits(self, whole):
        prices = {line.code: "19.50" if whole else "" for line in self.bid.lot.price_lines.all()}
        if self.open:
            save(self.bid, "prices", prices, by=self.clerk, at=self.at)
            self.whole = whole
        else:
            with pytest.raises(BiddingClosed):
                save(self.bid, "prices", prices, by=self.clerk, at=self.at)

    @rule()
    def submits(self):
        act = {"bid": self.fresh(), "version": self.versions, "by": self.clerk, "now": self.now}
        if not self.whole:
            with pytest.raises(BidIncomplete):
                submit_bid(**act)
        elif self.open:
            submit_bid(**act)
            self.status, self.versions, self.receipts = Status.SUBMITTED, self.versions + 1, self.receipts + 1
        else:
            with pytest.raises(BiddingClosed):
                submit_bid(**act)

    @rule()
    def withdraws(self):
        act = {"bid": self.fresh(), "version": self.versions, "by": self.clerk, "now": self.now}
        if not self.open:
            with pytest.raises(BiddingClosed):
                withdraw_bid(**act)
        elif self.status == Status.SUBMITTED:
            withdraw_bid(**act)
            self.status, self.receipts = Status.WITHDRAWN, self.receipts + 1
        else:
            with pytest.raises(MoveRefused):
                withdraw_bid(**act)

    @rule(days=st.sampled_from([1, 20, 60]))
    def time_passes(self, days):
        self.at += datetime.timedelta(days=days)

    @rule(officer=st.integers(0, 2))
    def an_officer_confirms(self, officer):
        act = {"solicitation": self.solicitation, "by": self.officers[officer], "now": self.now}
        if self.opened or self.cancelled:
            with pytest.raises(NotToBeOpened):
                confirm_opening(**act)
        elif self.open:
            with pytest.raises(NotYetDue):
                confirm_opening(**act)
        else:
            self.confirmed.add(officer)
            confirm_opening(**act)
            self.opened = len(self.confirmed) >= 2

    @precondition(lambda self: not self.cancelled)
    @rule()
    def it_is_called_off(self):
        cancel_solicitation(
            solicitation=self.solicitation, code="no_need", reason="Gone.", by=self.officers[0], now=self.now
        )
        self.cancelled = True

    @rule()
    def the_job_erases_keys(self):
        has_keys = SolicitationKey.objects.filter(held__isnull=False).exists()
        erased = erase_keys(solicitation=self.solicitation, by=SYSTEM, now=self.now)
        assert bool(erased) is (self.cancelled and not self.opened and has_keys)

    @invariant()
    def the_database_agrees(self):
        if not hasattr(self, "status"):
            return
        found = self.rows()
        assert found.bid == [(self.status, self.versions)]
        assert len(found.versions) == self.versions
        assert len(found.receipts) == self.receipts

    @invariant()
    def nothing_is_read_unless_it_was_opened(self):
        if not hasattr(self, "opened"):
            return
        there = self.opened and self.status == Status.SUBMITTED
        if self.read != (there, stored := self.rows()):  # where nothing stored has changed, nothing else is read
            assert [one.bid.pk for one in proposals_of(self.bid.lot)] == ([self.bid.pk] if there else [])
            assert bool(stored.envelopes) is there
            self.read = there, stored

    @invariant()
    def the_trail_is_whole(self):
        if hasattr(self, "opened") and self.opened:
            assert find_first_bad_event() is None
