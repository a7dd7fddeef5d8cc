"""The walk of a solicitation: from a draft over review, opening and judging to an award that may fall again."""

import datetime
from types import SimpleNamespace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from marketplace.business_time import add_working_days
from marketplace.lifecycle import MoveRefused
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import QuietPeriod
from marketplace.permissions import Role
from rfp.awards.actions import (
    AwardedAlready,
    AwardMoved,
    BidLapsed,
    CalledOff,
    NotEvaluated,
    judge_lot_anew,
    withdraw_award,
)
from rfp.awards.models import Award
from rfp.bids.actions import BiddingClosed, NotToBeOpened, NotYetDue, confirm_opening
from rfp.evaluation.actions import NothingToJudge
from rfp.solicitations.actions import (
    NewDates,
    OwnText,
    ResponsesClosed,
    cancel_solicitation,
    issue_addendum,
    publish_solicitation,
    return_to_draft,
    submit_for_review,
)
from rfp.solicitations.actions.terms import DatesNotFair
from rfp.solicitations.models import Solicitation
from tests.factories.awards import approved_award, judge
from tests.factories.bids import bidder, submitted_bid
from tests.factories.evaluation import BODY, formed_panel
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import drafted_solicitation

from .walking import Rows, Walk

Status = Solicitation.Status
DAY = datetime.timedelta(days=1)
VENDOR = "Harborline Systems"
SIX_WEEKS = 42 * DAY


class SolicitationMachine(Walk):
    """One solicitation. The model: its status, its version, whether somebody bid, what time it is."""

    @classmethod
    def made(cls):
        author = person(Role.PROCUREMENT_OFFICER)
        return SimpleNamespace(
            first=drafted_solicitation(by=author, body=BODY),
            chair=person(Role.PANEL_CHAIR),
            evaluators=[person(Role.EVALUATOR) for _ in range(3)],
            officers=[person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER)],
            officer=author,
            second=person(Role.PROCUREMENT_OFFICER),
            bidders={VENDOR: bidder(vendor=OrganisationFactory(vendor=True, name=VENDOR), role=Role.SIGNATORY)},
        )

    @initialize()
    def begin(self):
        self.case = self.enter()
        self.first, self.author, self.other = self.case.first, self.case.officer, self.case.second
        self.at, self.due = MONDAY_NOON, MONDAY_NOON + SIX_WEEKS
        self.status, self.version, self.bid, self.judged = Status.DRAFT, 0, False, False
        self.rows = Rows(
            versions=self.first.versions.values_list("pk"),
            quiet=QuietPeriod.objects.filter(ends_at=None).values_list("pk"),
        )

    def fresh(self):
        return Solicitation.objects.get(pk=self.first.pk)

    @property
    def open(self):
        return self.status == Status.PUBLISHED and self.at < self.due

    @rule(days=st.sampled_from([1, 3, 20]))
    def time_passes(self, days):
        self.at += days * DAY

    @rule()
    def goes_to_review(self):
        act = {"solicitation": self.fresh(), "by": self.author, "now": self.now}
        if self.does(lambda: submit_for_review(**act), None if self.status == Status.DRAFT else MoveRefused):
            self.status = Status.IN_REVIEW

    @rule()
    def comes_back(self):
        act = {"solicitation": self.fresh(), "reason": "A date is missing.", "by": self.other, "now": self.now}
        if self.does(lambda: return_to_draft(**act), None if self.status == Status.IN_REVIEW else MoveRefused):
            self.status = Status.DRAFT

    @property
    def why_not_published(self):
        """By the calendar of the machine: enough working days, and questions still to come."""
        if self.status != Status.IN_REVIEW:
            return MoveRefused
        row = self.fresh()
        earliest = add_working_days(self.at, row.preset.minimum_days_open, calendar_of(row.agency, at=self.at))
        return None if earliest <= self.due and self.at < row.questions_due_at else DatesNotFair

    def publishes(self, by, **changes):
        row = self.fresh()
        for name, value in changes.items():
            setattr(row, name, value)
        told = {"solicitation": row, "latest_revision_id": row.latest_revision_id, "by": by, "now": self.now}
        return lambda: publish_solicitation(**told)

    @rule()
    def the_author_publishes(self):
        # The table asks the object that it is given; the action knows who wrote it.
        act = self.publishes(self.author, prepared_by=self.other)
        self.does(act, OwnText if self.status == Status.IN_REVIEW else MoveRefused)

    @rule()
    def somebody_else_publishes(self):
        if self.does(self.publishes(self.other), self.why_not_published):
            self.status, self.version = Status.PUBLISHED, 1

    @precondition(lambda self: self.version)
    @rule()
    def more_time_is_given(self):
        act = {"solicitation": self.fresh(), "reason": "More time for everybody.", "by": self.other, "now": self.now}
        act |= {"latest_revision_id": self.fresh().latest_revision_id}
        later = NewDates(bids_due_at=self.due + DAY)
        if self.does(lambda: issue_addendum(dates=later, **act), None if self.open else ResponsesClosed):
            self.version, self.due = self.version + 1, self.due + DAY

    @precondition(lambda self: self.version and not self.bid)
    @rule()
    def somebody_bids(self):
        act = {"solicitation": self.fresh(), "by": self.case.bidders[VENDOR], "at": self.at, "price": "21.00"}
        self.bid = self.does(lambda: submitted_bid(**act), None if self.open else BiddingClosed)

    @rule()
    def two_officers_open(self):
        row, [first, second] = self.fresh(), self.case.officers
        refusal = NotToBeOpened if self.status != Status.PUBLISHED else NotYetDue if self.open else None
        self.does(lambda: confirm_opening(solicitation=row, by=first, now=self.now), refusal)
        if self.does(lambda: confirm_opening(solicitation=row, by=second, now=self.now), refusal):
            self.status = Status.OPENED

    @property
    def lot_of(self):
        row = self.fresh()
        return SimpleNamespace(**vars(self.case) | {"solicitation": row, "lot": row.lots.first(), "at": self.at})

    @precondition(lambda self: self.status == Status.OPENED)
    @rule()
    def it_is_judged(self):
        case = self.lot_of
        if self.does(lambda: None if self.bid else formed_panel(case), None if self.bid else NothingToJudge):
            judge(case, {VENDOR: ("5", "4")})
            self.status, self.judged = Status.EVALUATED, True

    @precondition(lambda self: self.version)
    @rule()
    def it_is_awarded(self):
        case = self.lot_of
        case.second = self.other
        refusal = None if self.status == Status.EVALUATED else NotEvaluated
        if self.status == Status.AWARDED:
            refusal = AwardedAlready
        elif not refusal and self.at >= self.due + self.fresh().bid_validity_days * DAY:
            refusal = BidLapsed
        if self.does(lambda: approved_award(case), refusal):
            self.status = Status.AWARDED

    @precondition(lambda self: Award.objects.exists())
    @rule()
    def the_award_is_taken_back(self):
        award, stands = Award.objects.first(), self.status == Status.AWARDED
        act = {"award": award, "reason": "A wrong quantity.", "by": self.author, "now": self.now}
        if self.does(lambda: withdraw_award(**act), None if award.is_live else AwardMoved) and stands:
            self.status = Status.EVALUATED

    @precondition(lambda self: self.version)
    @rule()
    def it_is_judged_anew(self):
        act = {"lot": self.lot_of.lot, "reason": "Two scales were mixed up.", "by": self.author, "now": self.now}
        refusal = CalledOff if self.status == Status.CANCELLED else None if self.judged else NotEvaluated
        if not refusal and self.status == Status.AWARDED:
            refusal = AwardedAlready
        if self.does(lambda: judge_lot_anew(**act), refusal):
            self.status, self.judged = Status.OPENED, False

    @rule()
    def it_is_called_off(self):
        act = {"solicitation": self.fresh(), "code": "no_need", "reason": "Gone.", "by": self.author, "now": self.now}
        early = {Status.DRAFT, Status.IN_REVIEW, Status.CANCELLED}
        if self.does(lambda: cancel_solicitation(**act), MoveRefused if self.status in early else None):
            self.status = Status.CANCELLED

    @invariant()
    def the_database_agrees(self):
        if not hasattr(self, "status"):
            return
        row = self.fresh()
        assert (row.status, row.version) == (self.status, self.version)
        assert row.is_open(at=self.at) is self.open

    @invariant()
    def each_publication_is_a_version_and_it_is_quiet_while_the_competition_runs(self):
        if hasattr(self, "status"):
            runs, found = self.status in {Status.PUBLISHED, Status.OPENED, Status.EVALUATED}, self.rows()
            assert len(found.versions) == self.version
            assert bool(found.quiet) is runs
