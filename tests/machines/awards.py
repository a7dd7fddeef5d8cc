"""The walk of an award on a frozen result: proposed, announced, declined, taken back, challenged, concluded."""

import datetime

from django.core.exceptions import PermissionDenied
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from contracts.models import Contract
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from rfp.awards.actions import (
    AwardedAlready,
    AwardMoved,
    BidLapsed,
    CalledOff,
    Challenged,
    Involved,
    NobodyLeft,
    NotEvaluated,
    StandsStill,
    TooLate,
    admit_challenge,
    approve_award,
    conclude_award,
    decline_award,
    dismiss_challenge,
    judge_lot_anew,
    propose_award,
    refuse_challenge,
    uphold_challenge,
    withdraw_award,
)
from rfp.awards.models import Award, Challenge, Letter
from rfp.solicitations.actions import cancel_solicitation
from rfp.solicitations.models import Solicitation
from tests.factories.awards import ENDS_ON, STARTS_ON, filed_challenge, judge, judged_procurement

from .walking import Rows, Walk

DAY = datetime.timedelta(days=1)
RANKING = ("Harborline Systems", "Aldgate Lines")
BIDDERS = (*RANKING, "Tidewick Voice")


class AwardMachine(Walk):
    """One lot with three bids, two of them ranked. The model: the awards in their order, and who is out of the ranking.
    Each walk begins with a judged procurement.
    """

    @classmethod
    def made(cls):
        return judged_procurement()

    @initialize()
    def begin(self):
        self.case = self.enter()
        self.at, self.status = self.case.at, "evaluated"
        self.awards, self.challenges, self.out = [], [], set()  # statuses; [award, vendor, status]; names
        self.rows = Rows(
            awards=Award.objects.order_by("pk").values_list("status", "bid__vendor__name"),
            solicitation=Solicitation.objects.filter(pk=self.case.solicitation.pk).values_list("status"),
            challenges=Challenge.objects.order_by("pk").values_list("status"),
            live=Award.objects.live().values_list("pk"),
            announced=Award.objects.announced().values_list("pk"),
            contracts=Contract.objects.values_list("pk"),
            letters=Letter.objects.values_list("pk"),
        )

    @property
    def last(self):
        """The newest award, live or not: what is not listed must be refused too."""
        return Award.objects.select_related("lot__solicitation", "bid__vendor").latest("pk")

    @property
    def state(self):
        return self.awards[-1][0] if self.awards else ""

    @property
    def live(self):
        return self.state in {"proposed", "approved", "concluded"}

    @property
    def lapsed(self):
        return self.awards and self.at >= self.last.valid_until

    @property
    def waiting(self):
        return [one for one in self.challenges if one[2] in {"filed", "admitted"}]

    def ends(self, status):
        """The newest award is over, and the competition goes on."""
        self.awards[-1][0] = status
        for one in self.waiting:
            one[2] = "lapsed"
        if status == "declined":
            self.out.add(self.awards[-1][1])
        if self.status == "awarded":
            self.status = "evaluated"

    @rule(days=st.sampled_from([1, 10, 60]))
    def time_passes(self, days):
        self.at += days * DAY

    @rule(second=st.booleans())
    def somebody_proposes(self, second):
        by = self.case.second if second else self.case.officer
        left = [name for name in RANKING if name not in self.out]
        refusal = None
        if self.status not in {"evaluated", "awarded"}:
            refusal = NotEvaluated
        elif self.live:
            refusal = AwardedAlready
        elif not left:
            refusal = NobodyLeft
        elif self.at >= self.case.solicitation.bids_due_at + self.case.solicitation.bid_validity_days * DAY:
            refusal = BidLapsed
        told = {"lot": self.case.lot, "reason": "First of the ranking.", "by": by, "now": self.now}
        if self.does(lambda: propose_award(**told), refusal):
            self.awards.append(["proposed", left[0], second])

    @precondition(lambda self: self.awards)
    @rule(second=st.booleans())
    def somebody_approves(self, second):
        by = self.case.second if second else self.case.officer
        refusal = None
        if self.awards[-1][2] == second:
            refusal = PermissionDenied
        elif self.status == "cancelled":
            refusal = CalledOff
        elif self.state != "proposed":
            refusal = AwardMoved
        elif self.lapsed:
            refusal = BidLapsed
        if self.does(lambda: approve_award(award=self.last, by=by, now=self.now), refusal):
            self.awards[-1][0], self.status = "approved", "awarded"

    @precondition(lambda self: self.awards)
    @rule(whose=st.sampled_from(RANKING))
    def a_vendor_declines(self, whose):
        refusal = None if self.state == "approved" else AwardMoved
        if self.awards[-1][1] != whose:
            refusal = PermissionDenied
        told = {"award": self.last, "reason": "Our team left.", "by": self.case.bidders[whose], "now": self.now}
        if self.does(lambda: decline_award(**told), refusal):
            self.ends("declined")

    @precondition(lambda self: self.awards)
    @rule()
    def it_is_taken_back(self):
        told = {"award": self.last, "reason": "A wrong quantity.", "by": self.case.officer, "now": self.now}
        if self.does(lambda: withdraw_award(**told), None if self.state in {"proposed", "approved"} else AwardMoved):
            self.ends("withdrawn")

    @precondition(lambda self: self.awards)
    @rule()
    def the_contract_is_drawn_up(self):
        refusal = None
        if self.status == "cancelled":
            refusal = CalledOff
        elif self.state != "approved":
            refusal = AwardMoved
        elif self.at < self.last.standstill_ends_at:
            refusal = StandsStill
        elif self.waiting:
            refusal = Challenged
        elif self.lapsed:
            refusal = BidLapsed
        told = {"starts_on": STARTS_ON, "ends_on": ENDS_ON, "by": self.case.second, "now": self.now}
        if self.does(lambda: conclude_award(award=self.last, **told), refusal):
            self.awards[-1][0] = "concluded"

    @precondition(lambda self: self.awards)
    @rule(whose=st.sampled_from(BIDDERS))
    def a_bidder_challenges(self, whose):
        place, refusal = len(self.awards), None
        if self.status == "cancelled":
            refusal = CalledOff
        elif self.state != "approved":
            refusal = AwardMoved
        elif self.at >= self.last.standstill_ends_at:
            refusal = TooLate
        elif any(one[:2] == [place, whose] for one in self.challenges):
            refusal = InvalidInput
        if self.does(lambda: filed_challenge(self.last, self.case, name=whose, at=self.at), refusal):
            self.challenges.append([place, whose, "filed"])

    @precondition(lambda self: self.challenges)
    @rule(involved=st.booleans(), act=st.sampled_from([admit_challenge, refuse_challenge, dismiss_challenge]))
    def somebody_decides(self, involved, act):
        was = {"admit_challenge": "filed", "refuse_challenge": "filed", "dismiss_challenge": "admitted"}[act.__name__]
        to = {"admit_challenge": "admitted", "refuse_challenge": "not_admitted", "dismiss_challenge": "dismissed"}
        refusal = Involved if involved else None if self.challenges[-1][2] == was else MoveRefused
        told = {} if act is admit_challenge else {"decision": "It was read."}
        told |= {"by": self.case.officers[0] if involved else self.case.judge, "now": self.now}
        if self.does(lambda: act(challenge=Challenge.objects.latest("pk"), **told), refusal):
            self.challenges[-1][2] = to[act.__name__]

    @precondition(lambda self: self.challenges)
    @rule(remedy=st.sampled_from(Challenge.Remedy.values))
    def it_is_upheld(self, remedy):
        place, _, status = self.challenges[-1]
        of, refusal = self.awards[place - 1], None
        if status != "admitted":
            refusal = MoveRefused
        elif self.status == "cancelled" and remedy != "re_award":
            refusal = CalledOff if remedy == "re_score" else MoveRefused
        told = {"decision": "A page was missed.", "remedy": remedy, "by": self.case.judge, "now": self.now}
        if not self.does(lambda: uphold_challenge(challenge=Challenge.objects.latest("pk"), **told), refusal):
            return
        self.challenges[-1][2] = "upheld"
        self.ends("withdrawn")
        if remedy == "re_award":
            self.out.add(of[1])
        elif self.status != "cancelled":
            self.status = "opened" if remedy == "re_score" else "cancelled"

    @rule()
    def it_is_judged_anew(self):
        refusal = None
        if self.status == "cancelled":
            refusal = CalledOff
        elif self.status == "opened":
            refusal = NotEvaluated
        elif self.live:
            refusal = AwardedAlready
        told = {"lot": self.case.lot, "reason": "Two scales were mixed up.", "by": self.case.officer, "now": self.now}
        if self.does(lambda: judge_lot_anew(**told), refusal):
            self.status = "opened"

    @precondition(lambda self: self.status == "opened")
    @rule()
    def another_panel_judges(self):
        second, judge_of_challenges = self.case.second, self.case.judge
        judge(self.case)
        self.case.second, self.case.judge = second, judge_of_challenges
        self.status, self.out = "evaluated", set()

    @rule()
    def it_is_called_off(self):
        told = {"code": "no_need", "reason": "Gone.", "by": self.case.officer, "now": self.now}
        refusal = MoveRefused if self.status == "cancelled" else None
        if self.does(lambda: cancel_solicitation(solicitation=self.case.solicitation, **told), refusal):
            self.status = "cancelled"

    @invariant()
    def the_database_agrees(self):
        """One award lives at most; each that was concluded has a contract, each that was announced has its letters."""
        if not hasattr(self, "awards"):
            return
        found = self.rows()
        assert found.awards == [(status, name) for status, name, _ in self.awards]
        assert found.solicitation == [(self.status,)]
        assert found.challenges == [(one[2],) for one in self.challenges]
        assert len(found.live) == int(self.live)
        assert len(found.contracts) == sum(one[0] == "concluded" for one in self.awards)
        assert len(found.letters) == len(BIDDERS) * len(found.announced)
