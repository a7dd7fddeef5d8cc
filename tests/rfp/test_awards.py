"""A lot is awarded by two persons on the frozen ranking; all hear at one second; the standstill blocks signing."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from contracts.models import Contract
from contracts.register.chain import chain_of
from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.models import QuietPeriod
from marketplace.permissions import Role
from rfp.awards.actions import (
    AwardedAlready,
    AwardMoved,
    BidLapsed,
    CalledOff,
    Challenged,
    Involved,
    NobodyLeft,
    NotABidder,
    NotEvaluated,
    OwnPanel,
    StandsStill,
    TooLate,
    admit_challenge,
    approve_award,
    conclude_award,
    decline_award,
    dismiss_challenge,
    file_challenge,
    judge_lot_anew,
    propose_award,
    refuse_challenge,
    uphold_challenge,
    withdraw_award,
)
from rfp.awards.models import Award, Challenge, Letter
from rfp.solicitations.actions import cancel_solicitation
from rfp.solicitations.models import Solicitation
from tests.factories.awards import (
    ENDS_ON,
    SECOND,
    STARTS_ON,
    approved_award,
    concluded_award,
    filed_challenge,
    judge,
    judged_procurement,
    proposed_award,
)
from tests.factories.evaluation import BODY, opened_procurement, stays
from tests.factories.marketplace import person
from tests.factories.rfp import need_in_triage
from tests.factories.solicitations import TWO_LOTS, fair_terms
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def case():
    need = need_in_triage()
    return judged_procurement(need=need, agency=need.agency)


@world
def lots():
    """Two lots of one request, both judged; one vendor wins at most one of them."""
    terms = fair_terms(max_lots_per_vendor=1)
    case = opened_procurement(names=("Aldgate Lines", "Harborline Systems"), body=[*TWO_LOTS, *BODY], terms=terms)
    return [judge(SimpleNamespace(**vars(case) | {"lot": lot})) for lot in case.solicitation.lots.all()]


def conclude(award, by, at):
    return conclude_award(award=award, starts_on=STARTS_ON, ends_on=ENDS_ON, by=by, now=stays(at))


class TestTwoPersons:
    def test_the_ranking_chooses_and_nobody_by_hand(self, case):
        award = proposed_award(case)
        assert (award.vendor.name, award.place) == ("Harborline Systems", 1)
        assert award.value == 21 * 180
        told = award.concentration
        assert (told["share_after"], told["index_before"], told["index_after"]) == ("100.0", 0, 10_000)

    def test_a_second_person_approves_who_did_not_judge(self, case):
        award = proposed_award(case)
        with pytest.raises(PermissionDenied):
            approve_award(award=award, by=case.officer, now=stays(case.at))
        judge = case.evaluators[0]
        judge.memberships.update(role=Role.PROCUREMENT_OFFICER)
        with pytest.raises(OwnPanel):
            approve_award(award=award, by=type(judge).objects.get(pk=judge.pk), now=stays(case.at))
        with pytest.raises(Error, match="nobody_approves_the_award_they_proposed"), transaction.atomic():
            Award.objects.update(approved_by=case.officer)
        assert not Letter.objects.exists()
        approve_award(award=award, by=case.second, now=stays(case.at))
        assert Solicitation.objects.get().status == "awarded"

    def test_nothing_is_awarded_before_the_evaluation_is_over(self):
        early = opened_procurement()
        with pytest.raises(NotEvaluated):
            propose_award(lot=early.lot, reason="Early.", by=early.officer, now=stays(early.at))

    def test_one_live_award_a_lot_also_for_whoever_forgets_the_lock(self, case):
        award = proposed_award(case)
        with pytest.raises(AwardedAlready):
            proposed_award(case, by=case.second)
        award.pk = None
        award.bid = case.lot.bids.exclude(pk=award.bid_id).first()
        with pytest.raises(Error, match="one_live_award_a_seat_of_a_lot"), transaction.atomic():
            award.save(force_insert=True)

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.EVALUATOR, Role.CONTRACT_MANAGER])
    def test_others_propose_nothing(self, case, role):
        with pytest.raises(PermissionDenied):
            proposed_award(case, by=person(role))

    def test_what_was_awarded_is_never_rewritten(self, case):
        approved_award(case)
        for change in ({"value": 1}, {"standstill_ends_at": case.at}, {"bid": case.lot.bids.last()}):
            with pytest.raises(Error, match="stands as it was made"), transaction.atomic():
                Award.objects.update(**change)
        with pytest.raises(Error), transaction.atomic():
            Award.objects.all().delete()


class TestLetters:
    def test_every_bidder_hears_at_the_same_second_with_a_debrief_of_their_own(self, case):
        award = approved_award(case)
        letters = {one.bid.vendor.name: one for one in award.letters.select_related("bid__vendor")}
        assert {name: one.outcome for name, one in letters.items()} == {
            "Harborline Systems": "won",
            "Aldgate Lines": "not_first",
            "Tidewick Voice": "below_minimum",
        }
        assert {one.sent_at for one in letters.values()} == {award.approved_at}
        debrief = letters["Aldgate Lines"].debrief
        assert [row["points"] for row in debrief["points"]] == ["4.00", "3.00"]
        assert all(row["reason"] for row in debrief["points"])
        assert (debrief["place"], debrief["total"], debrief["winning_total"]) == (2, "84.00", "92.19")
        assert letters["Tidewick Voice"].debrief["price"] is None
        told = Notification.objects.filter(key__startswith=f"award-{award.pk}-letter")
        assert {one.recipient for one in told} == set(case.bidders.values())
        assert {one.at for one in told} == {award.approved_at}

    def test_a_vendor_reads_its_own_letter_alone(self, case):
        approved_award(case)
        for name, reader in case.bidders.items():
            assert [one.bid.vendor.name for one in Letter.objects.visible_to(reader)] == [name]
        assert not Letter.objects.visible_to(person(Role.SIGNATORY)).exists()

    def test_before_the_second_person_nobody_outside_knows_of_it(self, case):
        award = proposed_award(case)
        for reader in (*case.bidders.values(), person(Role.REQUESTER)):
            assert not Award.objects.visible_to(reader).exists()
        approve_award(award=award, by=case.second, now=stays(case.at))
        assert Award.objects.visible_to(person(Role.REQUESTER)).exists()


class TestStandstill:
    def test_it_lasts_working_days_and_blocks_to_its_second_whatever_job_ran(self, case):
        award = approved_award(case)
        # Opened Monday 4 January 2027; ten working days later, without Martin Luther King's Day, is Tuesday 19.
        assert award.standstill_ends_at == datetime.datetime(2027, 1, 19, 22, tzinfo=datetime.UTC)
        with pytest.raises(StandsStill):
            conclude(award, case.second, award.standstill_ends_at - SECOND)
        assert not Contract.objects.exists()
        contract = conclude(award, case.second, award.standstill_ends_at)
        assert (contract.vendor, contract.value, contract.ocid) == (award.vendor, award.value, case.solicitation.ocid)
        [level] = contract.service_level_terms.all()
        assert (level.title, str(level.target)) == ("Time in service", "99.9000")

    def test_the_database_refuses_a_contract_in_the_standstill_too(self, case):
        award = approved_award(case)
        contract = concluded_later(case, award)
        with pytest.raises(Error, match="award_is_concluded_after_its_standstill"), transaction.atomic():
            Award.objects.update(status="concluded", contract=contract, ended_at=award.standstill_ends_at - SECOND)

    def test_the_quiet_period_ends_with_the_award(self, case):
        assert QuietPeriod.objects.in_force(at=case.at).exists()
        award = approved_award(case)
        assert not QuietPeriod.objects.in_force(at=award.approved_at).exists()

    def test_a_bid_that_lapsed_carries_nothing(self, case):
        award = approved_award(case)
        with pytest.raises(BidLapsed):
            conclude(award, case.second, award.valid_until)
        with pytest.raises(BidLapsed):
            withdraw_award(award=award, reason="Late.", by=case.second, now=stays(award.valid_until))
            proposed_award(case, at=award.valid_until)


def concluded_later(case, award):
    """Another contract, to be named by mistake."""
    from tests.factories.contracts import contract_to_sign  # noqa: PLC0415 only here

    return contract_to_sign(agency=case.solicitation.agency, vendor=award.vendor)


class TestWhatGoesOtherwise:
    def test_the_winner_declines_and_the_next_of_the_ranking_is_awarded(self, case):
        award = approved_award(case)
        with pytest.raises(PermissionDenied):
            decline_award(award=award, reason="No.", by=case.bidders["Aldgate Lines"], now=stays(case.at))
        decline_award(award=award, reason="Our team left.", by=case.bidders["Harborline Systems"], now=stays(case.at))
        assert Solicitation.objects.get().status == "evaluated"
        second = approved_award(case)
        assert (second.vendor.name, second.place, second.replaces) == ("Aldgate Lines", 2, award)
        decline_award(award=second, reason="Too late.", by=case.bidders["Aldgate Lines"], now=stays(case.at))
        with pytest.raises(NobodyLeft):
            proposed_award(case)

    def test_a_corrected_award_leaves_both_records(self, case):
        award = approved_award(case)
        with pytest.raises(InvalidInput):
            withdraw_award(award=award, reason=" ", by=case.officer, now=stays(case.at))
        withdraw_award(award=award, reason="The value named a wrong quantity.", by=case.officer, now=stays(case.at))
        corrected = approved_award(case)
        assert (corrected.replaces, corrected.vendor) == (award, award.vendor)
        assert [one.status for one in Award.objects.order_by("pk")] == ["withdrawn", "approved"]
        assert Letter.objects.count() == 6
        with pytest.raises(AwardMoved):
            conclude(award, case.second, corrected.standstill_ends_at)

    def test_a_competition_that_runs_again_is_quiet_again(self, case):
        award = approved_award(case)
        withdraw_award(award=award, reason="A wrong quantity.", by=case.officer, now=stays(case.at))
        assert QuietPeriod.objects.in_force(at=case.at).exists()
        assert not QuietPeriod.objects.in_force(at=approved_award(case, at=case.at + SECOND).approved_at).exists()

    @pytest.mark.parametrize("act", ["approve", "conclude", "challenge"])
    def test_nothing_follows_from_the_award_of_a_request_that_was_cancelled(self, case, act):
        award = proposed_award(case) if act == "approve" else approved_award(case)
        told = {"code": "no_funds", "reason": "Gone.", "by": case.officer, "now": stays(case.at)}
        cancel_solicitation(solicitation=case.solicitation, **told)
        with pytest.raises(CalledOff):
            {
                "approve": lambda: approve_award(award=award, by=case.second, now=stays(case.at)),
                "conclude": lambda: conclude(award, case.second, award.standstill_ends_at),
                "challenge": lambda: filed_challenge(award, case, at=case.at),
            }[act]()
        assert not Contract.objects.exists()
        assert not Challenge.objects.exists()

    def test_who_is_awarded_nothing_any_more_is_judged_anew_and_a_live_award_stands(self, case):
        award = approved_award(case)
        told = {"lot": case.lot, "reason": "Two scales were mixed up.", "now": stays(case.at)}
        with pytest.raises(AwardedAlready):
            judge_lot_anew(**told, by=case.officer)
        withdraw_award(award=award, reason="Two scales were mixed up.", by=case.officer, now=stays(case.at))
        with pytest.raises(PermissionDenied):
            judge_lot_anew(**told, by=case.chair)
        judge_lot_anew(**told, by=case.officer)
        assert Solicitation.objects.get().status == "opened"
        with pytest.raises(NotEvaluated):
            judge_lot_anew(**told, by=case.officer)

    def test_one_bid_is_enough(self):
        alone = judged_procurement(names=("Harborline Systems",))
        assert approved_award(alone).vendor.name == "Harborline Systems"


class TestLimitOfLots:
    """A vendor wins at most one of two lots; both vendors answer both."""

    def test_a_vendor_at_its_limit_is_passed_over_and_told_so(self, lots):
        first, second = lots
        assert approved_award(first).vendor.name == "Harborline Systems"
        award = approved_award(second)
        assert (award.vendor.name, award.place) == ("Aldgate Lines", 2)
        [letter] = award.letters.filter(bid__vendor__name="Harborline Systems")
        assert letter.outcome == "lots_limit"
        proposed = AuditEvent.objects.filter(action="rfp.award.proposed").latest("pk")
        assert len(proposed.data["at_limit_of_lots"]) == 1
        assert Solicitation.objects.get().status == "awarded"

    def test_a_lot_that_comes_free_counts_no_more(self, lots):
        first, second = lots
        award = approved_award(first)
        by = first.bidders["Harborline Systems"]
        decline_award(award=award, reason="Our team left.", by=by, now=stays(first.at))
        assert proposed_award(second).vendor.name == "Harborline Systems"

    def test_where_all_are_at_their_limit_nobody_is_left_and_the_competition_is_over(self, lots):
        first, second = lots
        approved_award(first)
        award = approved_award(second)
        by = second.bidders["Aldgate Lines"]
        decline_award(award=award, reason="Our team left.", by=by, now=stays(first.at))
        with pytest.raises(NobodyLeft):
            proposed_award(second)
        assert Solicitation.objects.get().status == "awarded"
        assert not QuietPeriod.objects.in_force(at=first.at).exists()


class TestChallenges:
    def test_a_bidder_challenges_in_the_standstill_and_nothing_is_signed_until_it_is_decided(self, case):
        award = approved_award(case)
        challenge = filed_challenge(award, case, at=award.standstill_ends_at - SECOND)
        with pytest.raises(Challenged):
            conclude(award, case.second, award.standstill_ends_at)
        admit_challenge(challenge=challenge, by=case.judge, now=stays(award.standstill_ends_at))
        dismiss_challenge(
            challenge=challenge, decision="It was read.", by=case.judge, now=stays(award.standstill_ends_at)
        )
        assert conclude(award, case.second, award.standstill_ends_at)
        assert find_first_bad_event() is None

    @pytest.mark.parametrize(
        ("refusal", "name", "late"),
        [(TooLate, "Aldgate Lines", True), (NotABidder, "", False)],
        ids=["after the standstill", "by nobody who bid"],
    )
    def test_only_bidders_challenge_and_only_in_time(self, case, refusal, name, late):
        award = approved_award(case)
        stranger = person(Role.SIGNATORY)
        by = case.bidders.get(name, stranger)
        vendor = case.vendors.get(name) or stranger.memberships.get().organisation
        at = award.standstill_ends_at if late else award.approved_at
        with pytest.raises(refusal):
            file_challenge(award=award, vendor=vendor, grounds="Unfair.", by=by, now=stays(at))
        assert not Challenge.objects.exists()

    def test_nobody_decides_who_was_involved(self, case):
        award = approved_award(case)
        challenge = filed_challenge(award, case)
        for by in (case.officer, case.second, case.officers[0]):
            with pytest.raises(Involved):
                admit_challenge(challenge=challenge, by=by, now=stays(case.at))
        for by in (case.bidders["Aldgate Lines"], person(Role.AUDITOR)):
            with pytest.raises(PermissionDenied):
                admit_challenge(challenge=challenge, by=by, now=stays(case.at))

    def test_it_is_decided_once_after_it_was_admitted(self, case):
        challenge = filed_challenge(approved_award(case), case)
        told = {"challenge": challenge, "decision": "No.", "by": case.judge, "now": stays(case.at)}
        with pytest.raises(MoveRefused):
            dismiss_challenge(**told)
        refuse_challenge(**told)
        with pytest.raises(MoveRefused):
            admit_challenge(challenge=challenge, by=case.judge, now=stays(case.at))

    @pytest.mark.parametrize(
        ("remedy", "status"), [("re_score", "opened"), ("re_award", "evaluated"), ("cancel", "cancelled")]
    )
    def test_upheld_it_undoes_the_award_in_one_of_three_ways(self, case, remedy, status):
        award = approved_award(case)
        challenge = filed_challenge(award, case)
        admit_challenge(challenge=challenge, by=case.judge, now=stays(case.at))
        uphold_challenge(
            challenge=challenge, decision="A page was missed.", remedy=remedy, by=case.judge, now=stays(case.at)
        )
        award.refresh_from_db()
        assert (award.status, Solicitation.objects.get().status) == ("withdrawn", status)
        case.panel.refresh_from_db()
        assert (case.panel.status == "superseded") is (remedy == "re_score")
        if remedy == "re_award":
            assert proposed_award(case).vendor.name == "Aldgate Lines"

    def test_it_lapses_with_its_award_and_holds_up_no_later_one(self, case):
        first = approved_award(case)
        filed, admitted = filed_challenge(first, case), filed_challenge(first, case, name="Tidewick Voice")
        admit_challenge(challenge=admitted, by=case.judge, now=stays(case.at))
        withdraw_award(award=first, reason="A wrong quantity.", by=case.officer, now=stays(case.at))
        for challenge in (filed, admitted):
            challenge.refresh_from_db()
            assert (challenge.status, challenge.is_open) == ("lapsed", False)
            assert "A wrong quantity." in challenge.decision
            with pytest.raises(MoveRefused):
                dismiss_challenge(challenge=challenge, decision="No.", by=case.judge, now=stays(case.at))
        told = Notification.objects.filter(subject__endswith="lapsed with the award")
        assert {one.recipient for one in told} == {case.bidders["Aldgate Lines"], case.bidders["Tidewick Voice"]}
        again = approved_award(case)
        assert filed_challenge(again, case).is_open
        with pytest.raises(Challenged):
            conclude(again, case.second, again.standstill_ends_at)
        Challenge.objects.filter(award=again).update(
            status="lapsed", decision="-", decided_by=case.judge, decided_at=case.at
        )
        Challenge.objects.filter(pk=filed.pk).update(status="filed")  # as one that was left open before this rule
        assert conclude(again, case.second, again.standstill_ends_at)


def test_the_contract_waits_for_both_signatures(case):
    contract = concluded_award(case)
    assert contract.status == "signing"
    assert Award.objects.get().contract == contract


def test_the_contract_shows_what_it_came_from_and_leads_the_parties_alone_to_the_need(case):
    contract = concluded_award(case)
    need, request, lot = case.solicitation.need, case.solicitation, case.lot
    steps = [(step.kind, step.reference, step.url) for step in chain_of(contract, party=True)]
    assert steps[:3] == [
        ("Need", need.reference, need.get_absolute_url()),
        ("RFP", request.reference, request.get_absolute_url()),
        ("Award", f"{request.reference}/{lot.number}", Award.objects.get().get_absolute_url()),
    ]
    assert steps[3][:2] == ("Contract", contract.reference)
    assert [step.url for step in chain_of(contract)][:1] == [""]
    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        contract.origins.update(reference="N-1999-0001")
