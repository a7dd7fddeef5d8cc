"""Bids are judged by people who declared, without names, each alone first; prices come last, by a formula."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from marketplace.audit.actions import find_first_bad_event
from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from rfp.bids.models import OpenedEnvelope
from rfp.evaluation.actions import (
    NotAnsweredInTime,
    NotExplainedYet,
    NotNow,
    PanelExists,
    PanelNotReady,
    Seat,
    agree_quality,
    agree_score,
    agree_what_is_alike,
    assign_letters,
    conclude_evaluation,
    decide_price,
    declare_conflicts,
    explain_price,
    judge_anew,
    open_panel_prices,
    replace_member,
    save_score,
    step_down,
    submit_scores,
)
from rfp.evaluation.models import Consensus, EvaluationResult, Panel, PanelMember, PriceInquiry, ProposalAlias, Score
from rfp.evaluation.queries import bidders_of, board_of, judged, seats_of
from rfp.solicitations.models import Solicitation
from tests.factories.evaluation import (
    NAMES,
    POINTS,
    SEATS,
    agreed_panel,
    concluded_panel,
    declared_panel,
    formed_panel,
    opened_procurement,
    priced_panel,
    score_all,
    scoring_panel,
    stays,
    submitted_panel,
)
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db
DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)


@world
def case():
    return opened_procurement()


@world
def scoring(case):
    """A panel whose members know the letters."""
    return scoring_panel(case)


@world
def submitted(case):
    """A panel whose members gave the same and submitted."""
    return submitted_panel(case)


def letter_of(panel, name):
    return panel.proposals.get(bid__vendor__name=name)


class TestPanel:
    def test_who_opened_the_bids_never_judges_them(self, case):
        case.officers[0].memberships.update(role=Role.EVALUATOR)
        knows = type(case.officers[0]).objects.get(pk=case.officers[0].pk)
        with pytest.raises(InvalidInput, match="knows the names"):
            formed_panel(case, evaluators=[Seat(one, "") for one in (knows, *case.evaluators[1:])])
        assert not Panel.objects.exists()

    @pytest.mark.parametrize(("count", "says"), [(2, "At least 3"), (1, "At least 3")])
    def test_too_few_do_not_judge(self, case, count, says):
        with pytest.raises(InvalidInput, match=says):
            formed_panel(case, evaluators=[Seat(one, "") for one in case.evaluators[:count]])

    def test_a_chair_does_not_score_and_an_evaluator_does_not_chair(self, case):
        with pytest.raises(InvalidInput, match="named twice"):
            formed_panel(case, chair=Seat(case.evaluators[0], ""))
        with pytest.raises(InvalidInput, match="no panel chair"):
            formed_panel(case, chair=Seat(person(Role.EVALUATOR), ""))

    def test_one_panel_judges_a_lot_at_a_time(self, case):
        formed_panel(case)
        with pytest.raises(PanelExists):
            formed_panel(case)

    def test_officers_form_it_and_nobody_else(self, case):
        for by in (case.chair, person(Role.AUDITOR), case.bidders["Tidewick Voice"]):
            with pytest.raises(PermissionDenied):
                formed_panel(case, by=by)


class TestConflicts:
    def test_members_declare_against_the_bidders_by_the_alphabet_before_anything_is_shown(self, case):
        assert bidders_of(case.lot) == sorted(NAMES)
        panel = formed_panel(case)
        with pytest.raises(PanelNotReady, match="declared"):
            assign_letters(panel=panel, by=case.officers[0], now=stays(case.at))
        assert not ProposalAlias.objects.exists()

    def test_a_conflict_ends_the_seat_at_once_and_somebody_else_sits_down(self, case):
        panel = formed_panel(case)
        chair, first, *others = seats_of(panel)
        with pytest.raises(InvalidInput, match="what the conflict is"):
            declare_conflicts(member=first, with_bidders=["Tidewick Voice"], by=first.user, now=stays(case.at))
        declare_conflicts(
            member=first, with_bidders=["Tidewick Voice"], words="My sister works there.", by=first.user,
            now=stays(case.at),
        )  # fmt: skip
        for seat in (chair, *others):
            declare_conflicts(member=seat, by=seat.user, now=stays(case.at))
        with pytest.raises(PanelNotReady, match="at least 3"):
            assign_letters(panel=panel, by=case.officers[0], now=stays(case.at))
        came = Seat(person(Role.EVALUATOR), "Labor")
        new = replace_member(member=first, successor=came, reason="", by=case.officer, now=stays(case.at))
        declare_conflicts(member=new, by=new.user, now=stays(case.at))
        assign_letters(panel=panel, by=case.officers[0], now=stays(case.at))
        first.refresh_from_db()
        with pytest.raises(NotNow):
            save(panel, first)
        assert first.left_because == "A conflict of interest was declared."
        assert new.replaces == first

    def test_nobody_declares_for_somebody_else_nor_twice_and_declarations_stand(self, case):
        panel = declared_panel(case)
        seat = seats_of(panel)[1]
        with pytest.raises(PermissionDenied):
            declare_conflicts(member=seat, by=case.evaluators[1], now=stays(case.at))
        with pytest.raises(NotNow):
            declare_conflicts(member=seat, by=seat.user, now=stays(case.at))
        with pytest.raises(Error), transaction.atomic():
            seat.declaration.delete()

    def test_letters_are_given_out_by_an_opener_and_stand(self, case):
        panel = declared_panel(case)
        with pytest.raises(PanelNotReady, match="opened the bids"):
            assign_letters(panel=panel, by=case.officer, now=stays(case.at))
        assign_letters(panel=panel, by=case.officers[1], now=stays(case.at))
        assert sorted(panel.proposals.values_list("letter", flat=True)) == ["A", "B", "C"]
        with pytest.raises(Error), transaction.atomic():
            ProposalAlias.objects.update(letter="Z")


def save(panel, seat, points="3", letter=None, **details):
    proposal = letter or panel.proposals.first()
    told = {"criterion": judged(panel)[0], "rationale": "Section 2 says how."} | details
    return save_score(
        member=seat, proposal=proposal, points=Decimal(points), by=seat.user, now=lambda: panel.formed_at, **told
    )


class TestScoring:
    @pytest.mark.parametrize(
        ("points", "details", "says"),
        [
            ("3", {"rationale": " "}, "Say why"),
            ("5.5", {}, "from 0 to 5"),
            ("-1", {}, "from 0 to 5"),
            ("2.3", {}, "in halves"),
        ],
    )
    def test_a_score_lies_on_the_scale_and_says_why(self, scoring, points, details, says):
        panel = scoring
        with pytest.raises(InvalidInput, match=says):
            save(panel, seats_of(panel)[1], points, **details)
        assert not Score.objects.exists()

    def test_prices_are_never_scored_by_hand(self, case, scoring):
        panel = scoring
        with pytest.raises(InvalidInput, match="formula"):
            save(panel, seats_of(panel)[1], criterion=case.lot.criteria.get(kind="price"))

    def test_the_chair_scores_nothing(self, scoring):
        panel = scoring
        with pytest.raises(NotNow):
            save(panel, seats_of(panel)[0])

    def test_each_scores_alone_and_reads_the_others_once_all_have_submitted(self, case, scoring):
        panel = scoring
        first, *others = seats_of(panel)[1:]
        score_all(panel, first, at=case.at)
        submit_scores(member=first, by=first.user, now=stays(case.at))
        for user in (others[0].user, case.chair, case.officer, person(Role.AUDITOR)):
            assert not Score.objects.visible_to(user).exists()
        assert Score.objects.visible_to(first.user).count() == 6
        for seat in others:
            score_all(panel, seat, at=case.at)
            submit_scores(member=seat, by=seat.user, now=stays(case.at))
        panel.refresh_from_db()
        assert panel.status == "consensus"
        for user in (others[0].user, case.chair, case.officer):
            assert Score.objects.visible_to(user).count() == 18
        assert not Score.objects.visible_to(case.bidders["Tidewick Voice"]).exists()

    def test_all_is_scored_before_it_is_submitted_and_stands_then(self, case, scoring):
        panel = scoring
        seat = seats_of(panel)[1]
        score = save(panel, seat)
        with pytest.raises(InvalidInput, match="5 of your scores are missing"):
            submit_scores(member=seat, by=seat.user, now=stays(case.at))
        score_all(panel, seat, at=case.at)
        submit_scores(member=seat, by=seat.user, now=stays(case.at))
        with pytest.raises(NotNow):
            save(panel, seat)
        with pytest.raises(Error, match="submitted scores stand"), transaction.atomic():
            Score.objects.filter(pk=score.pk).update(points=1)

    def test_an_absent_member_is_replaced_and_does_not_hold_the_others_up(self, case, scoring):
        panel = scoring
        first, second, absent = seats_of(panel)[1:]
        for seat in (first, second):
            score_all(panel, seat, at=case.at)
            submit_scores(member=seat, by=seat.user, now=stays(case.at))
        came = Seat(person(Role.EVALUATOR), "Labor")
        new = replace_member(
            member=absent, successor=came, reason="Ill for weeks.", by=case.officer, now=stays(case.at)
        )
        with pytest.raises(NotNow):
            save(panel, new)  # nothing is shown before the declaration
        declare_conflicts(member=new, by=new.user, now=stays(case.at))
        score_all(panel, PanelMember.objects.get(pk=new.pk), at=case.at)
        submit_scores(member=new, by=new.user, now=stays(case.at))
        assert Panel.objects.get().status == "consensus"

    def test_who_steps_down_during_the_scoring_counts_no_more(self, case, scoring):
        panel = scoring
        seat = seats_of(panel)[1]
        score_all(panel, seat, at=case.at)
        step_down(member=seat, reason="I once worked for one of them.", by=seat.user, now=stays(case.at))
        assert board_of(panel).columns[0].cells[0].scores == []
        with pytest.raises(InvalidInput, match="sits, or sat"):
            replace_member(
                member=seat, successor=Seat(seat.user, ""), reason="Back.", by=case.officer, now=stays(case.at)
            )


class TestConsensus:
    def test_the_chair_alone_agrees_with_what_changed_and_why_and_individual_scores_stay(self, case, submitted):
        panel = submitted
        proposal, criterion = panel.proposals.first(), judged(panel)[0]
        told = {"proposal": proposal, "criterion": criterion, "now": stays(case.at)}
        with pytest.raises(PermissionDenied):
            agree_score(points=Decimal(1), reason="I think so.", by=case.evaluators[0], **told)
        with pytest.raises(InvalidInput, match="what changed"):
            agree_score(points=Decimal(1), by=case.chair, **told)
        before = list(Score.objects.values_list("points", flat=True))
        agree_score(points=Decimal(1), reason="The date in section 2 is a wish.", by=case.chair, **told)
        assert Consensus.objects.get().points == 1
        assert list(Score.objects.values_list("points", flat=True)) == before

    def test_nothing_is_agreed_before_all_have_submitted(self, case, scoring):
        panel = scoring
        told = {"proposal": panel.proposals.first(), "criterion": judged(panel)[0], "points": Decimal(3)}
        with pytest.raises(NotNow):
            agree_score(reason="Early.", by=case.chair, now=stays(case.at), **told)
        with pytest.raises(Error, match="after all have submitted"), transaction.atomic():
            Consensus.objects.create(reason="x", agreed_by=case.chair, agreed_at=case.at, **told)

    def test_what_all_gave_alike_is_agreed_at_once_and_quality_wants_every_cell(self, case, submitted):
        panel = submitted
        with pytest.raises(InvalidInput, match="Not all is agreed"):
            agree_quality(panel=panel, by=case.chair, now=stays(case.at))
        assert agree_what_is_alike(panel=panel, by=case.chair, now=stays(case.at)) == 6
        assert agree_quality(panel=panel, by=case.chair, now=stays(case.at)).status == "agreed"
        with pytest.raises(Error, match="stand once quality is agreed"), transaction.atomic():
            Consensus.objects.update(points=5)


class TestPrices:
    def test_prices_are_opened_of_those_alone_who_met_every_minimum(self, case):
        panel = agreed_panel(case)
        assert not OpenedEnvelope.objects.filter(part="price").exists()
        open_panel_prices(panel=panel, by=case.chair, now=stays(case.at))
        opened = OpenedEnvelope.objects.filter(part="price").values_list("version__bid__vendor__name", flat=True)
        assert set(opened) == {"Aldgate Lines", "Harborline Systems"}
        board = board_of(Panel.objects.get())
        assert letter_of(panel, "Tidewick Voice").letter not in {one.name for one in board.ranking}

    def test_points_for_the_price_follow_the_formula(self, case):
        priced_panel(case)
        panel = Panel.objects.get()
        names = {one.letter: one.bid.vendor.name for one in panel.proposals.select_related("bid__vendor")}
        found = {names[one.name]: str(one.shown) for one in board_of(panel).ranking}
        # 5/5 × 40 + 4/5 × 20 + 19/21 × 40, and 4/5 × 40 + 3/5 × 20 + 40
        assert found == {"Harborline Systems": "92.19", "Aldgate Lines": "84.00"}

    def test_the_result_is_frozen_with_every_input_and_ends_the_evaluation(self, case):
        panel = concluded_panel(case)
        result = EvaluationResult.objects.get()
        assert [one["total"] for one in result.content["ranking"]] == ["92.19", "84.00"]
        assert not any(name in str(result.content) for name in NAMES)
        assert Solicitation.objects.get().status == "evaluated"
        with pytest.raises(Error), transaction.atomic():
            EvaluationResult.objects.update(words="Another.")
        with pytest.raises(NotNow):
            conclude_evaluation(panel=panel, words="Again.", by=case.chair, now=stays(case.at))
        assert find_first_bad_event() is None

    def test_the_result_waits_for_the_prices(self, case):
        panel = agreed_panel(case)
        with pytest.raises(InvalidInput, match="not opened"):
            conclude_evaluation(panel=panel, words="Done.", by=case.chair, now=stays(case.at))

    def test_judged_anew_leaves_the_first_round_on_record(self, case):
        panel = concluded_panel(case)
        judge_anew(panel=panel, reason="A challenge was upheld.", by=case.officer, now=stays(case.at))
        assert Solicitation.objects.get().status == "opened"
        second = formed_panel(case)
        assert (second.round, Panel.objects.count(), EvaluationResult.objects.count()) == (2, 2, 1)


class TestUnusuallyLowPrices:
    @pytest.fixture
    def asked(self, case):
        prices = SEATS | {"Aldgate Lines": "9.00"}
        cheap = opened_procurement(names=NAMES, prices=prices)
        points = POINTS | {"Tidewick Voice": ("3", "3")}
        panel = priced_panel(cheap, points=points)
        return cheap, panel, PriceInquiry.objects.get()

    def test_a_bid_is_not_rejected_for_its_price_before_its_vendor_could_explain_it(self, asked):
        cheap, panel, inquiry = asked
        assert inquiry.proposal.bid.vendor.name == "Aldgate Lines"
        told = {"inquiry": inquiry, "accepted": False, "decision": "It does not cover the wages.", "by": cheap.chair}
        with pytest.raises(NotExplainedYet):
            decide_price(now=stays(inquiry.due_at - SECOND), **told)
        with pytest.raises(InvalidInput, match="not decided"):
            conclude_evaluation(panel=panel, words="Done.", by=cheap.chair, now=stays(cheap.at))
        decide_price(now=stays(inquiry.due_at), **told)
        conclude_evaluation(panel=panel, words="Done.", by=cheap.chair, now=stays(inquiry.due_at))
        assert len(EvaluationResult.objects.get().content["ranking"]) == 2

    def test_its_vendor_alone_explains_in_time_and_an_accepted_price_counts(self, asked):
        cheap, panel, inquiry = asked
        told = {"inquiry": inquiry, "answer": "Our queue runs already."}
        with pytest.raises(PermissionDenied):
            explain_price(by=cheap.bidders["Tidewick Voice"], now=stays(cheap.at), **told)
        with pytest.raises(NotAnsweredInTime):
            explain_price(by=cheap.bidders["Aldgate Lines"], now=stays(inquiry.due_at), **told)
        explain_price(by=cheap.bidders["Aldgate Lines"], now=stays(inquiry.due_at - SECOND), **told)
        decide_price(inquiry=inquiry, accepted=True, decision="It holds.", by=cheap.chair, now=stays(cheap.at))
        conclude_evaluation(panel=panel, words="Done.", by=cheap.chair, now=stays(cheap.at))
        assert len(EvaluationResult.objects.get().content["ranking"]) == 3


def test_all_fail_and_no_price_is_opened(case):
    panel = agreed_panel(case, points=dict.fromkeys(NAMES, ("1", "1")))
    with pytest.raises(InvalidInput, match="No proposal met"):
        open_panel_prices(panel=panel, by=case.chair, now=stays(case.at))
    conclude_evaluation(panel=panel, words="Nobody meets it.", by=case.chair, now=stays(case.at))
    assert EvaluationResult.objects.get().content["ranking"] == []
    assert not OpenedEnvelope.objects.filter(part="price").exists()


def test_the_board_asks_the_same_questions_of_many_and_of_few(case, django_assert_max_num_queries):
    panel = priced_panel(case)
    with django_assert_max_num_queries(10):
        board_of(Panel.objects.select_related("lot__solicitation").get(pk=panel.pk))
