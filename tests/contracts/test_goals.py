"""Priorities, goals and measures; a quarter frozen with its inputs; and what a missed goal asks for."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import GoalScorecard, ImprovementPlan
from contracts.portfolio.goals.actions import (
    NothingToMeasure,
    NotYetToCheck,
    PlanMissing,
    PlannedAlready,
    QuarterFrozen,
    QuarterStillRuns,
    StepPlanned,
    check_plan,
    end_measure,
    finish_step,
    freeze_quarter,
    name_goal,
    plan_improvement,
    set_goal,
    set_measure,
    set_priority,
)
from contracts.portfolio.goals.charts import trend_chart
from contracts.portfolio.goals.models import (
    GoalScorecardLine,
    Measure,
    Question,
    Serving,
    quarter_after,
    quarter_name,
    quarter_of,
)
from contracts.portfolio.goals.queries import trends_of
from contracts.portfolio.goals.serving_queries import covered
from contracts.portfolio.goals.sources import SOURCES
from marketplace.audit.models import AuditEvent
from marketplace.clock import office_day
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.contracts import accepted_order, trade
from tests.factories.goals import last_quarter, measured_goal, missed_quarter, planned, priority, unheard_complaint
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)
TODAY = office_day(timezone.now())
QUARTER = last_quarter()


@world
def agency():
    return OrganisationFactory(name="Department of Human Services")


@world
def office():
    return OrganisationFactory(broker=True)


@world
def cio(office):
    return person(Role.CIO, of=office)


@world
def officer(office):
    return person(Role.PERFORMANCE_OFFICER, of=office)


@world
def admin(agency):
    return person(Role.AGENCY_ADMIN, of=agency, name="Ada Brook")


@world
def requester(agency):
    return person(Role.REQUESTER, of=agency)


@world
def missed(agency, admin, requester, cio):
    return missed_quarter(agency=agency, owner=admin, asks=requester, by=cio)


@world
def plan(missed, admin):
    return planned(missed, by=admin)


class TestTheTree:
    def test_a_measure_hangs_under_a_goal_under_a_priority(self, agency, admin, cio):
        goal = measured_goal(agency=agency, owner=admin, by=cio)
        client = client_of(admin)
        shown = client.get(reverse("goal_tree")).content.decode()
        for words in ("People get an answer", goal.title, "at least 90%", "None frozen yet", admin.name):
            assert words in shown
        assert [event.action for event in AuditEvent.objects.filter(action__startswith="contracts.")] == [
            "contracts.priority.set",
            "contracts.goal.set",
            "contracts.measure.set",
        ]

    def test_another_agency_reads_neither_goal_nor_quarter(self, missed):
        stranger = person(Role.AGENCY_ADMIN)
        client = client_of(stranger)
        goal = missed.lines.get().measure.goal
        assert client.get(goal.get_absolute_url()).status_code == 404
        assert client.get(missed.get_absolute_url()).status_code == 404
        assert goal.title not in client.get(reverse("goal_tree")).content.decode()

    def test_an_agency_sets_goals_for_itself_alone_and_no_priority(self, agency, admin, cio):
        under = priority(by=cio)
        assert set_goal(priority=under, agency=agency, title="Answers in a day", by=admin).agency == agency
        with pytest.raises(PermissionDenied):
            set_goal(priority=under, agency=OrganisationFactory(), title="Answers in a day", by=admin)
        with pytest.raises(PermissionDenied):
            set_priority(title="Ours first", words="We.", by=admin)
        with pytest.raises(InvalidInput, match="has this goal already"):
            set_goal(priority=under, agency=agency, title="Answers in a day", by=admin)

    def test_only_a_named_question_measures_and_each_once(self, agency, admin, cio):
        goal = measured_goal(agency=agency, owner=admin, by=cio)
        given = {"goal": goal, "target": Decimal(1), "owner": admin, "starts_on": TODAY, "by": cio}
        with pytest.raises(InvalidInput, match="no such question"):
            set_measure(source="SELECT 1", **given)
        with pytest.raises(InvalidInput, match="measured by this already"):
            set_measure(source=Question.COMPLAINTS, **given)
        assert goal.measures.count() == 1

    def test_a_target_is_never_changed_but_its_measure_ended(self, agency, admin, cio):
        measure = measured_goal(agency=agency, owner=admin, by=cio).measures.get()
        measure.target = Decimal(10)
        with pytest.raises(DatabaseError, match="measure_only_ends|Cannot update"), transaction.atomic():
            measure.save()
        ended = end_measure(measure=measure, by=admin)
        assert ended.ended_on == quarter_of(TODAY)
        with pytest.raises(InvalidInput, match="ended already"):
            end_measure(measure=measure, by=admin)


class TestAFrozenQuarter:
    def test_it_keeps_value_target_and_rows(self, missed):
        line = missed.lines.get()
        assert (line.value, line.target, line.outcome) == (0, 90, "missed")
        assert [row["in_time"] for row in line.inputs] == [False]
        assert len(missed.digest) == 64

    def test_on_the_target_itself_it_is_met(self, agency, admin, requester, cio):
        unheard_complaint(agency=agency, by=requester)
        measured_goal(agency=agency, owner=admin, by=cio, target=0)
        line = freeze_quarter(agency=agency, quarter=QUARTER, by=cio).lines.get()
        assert (line.value, line.outcome) == (0, "met")

    def test_without_rows_it_is_neither_met_nor_missed(self, agency, admin, cio):
        measured_goal(agency=agency, owner=admin, by=cio)
        line = freeze_quarter(agency=agency, quarter=QUARTER, by=cio).lines.get()
        assert (line.value, line.outcome, line.note) == (None, "unmeasured", "No complaints in this quarter.")

    def test_neither_quarter_nor_line_is_ever_changed(self, missed):
        for row in (missed, missed.lines.get()):
            with pytest.raises(DatabaseError), transaction.atomic():
                row.save()
            with pytest.raises(DatabaseError), transaction.atomic():
                row.delete()

    def test_late_evidence_makes_a_revision_beside_the_first(self, agency, requester, cio, missed):
        unheard_complaint(agency=agency, by=requester)
        with pytest.raises(QuarterFrozen):
            freeze_quarter(agency=agency, quarter=QUARTER, by=cio)
        again = freeze_quarter(agency=agency, quarter=QUARTER, reason="A file came late.", by=cio)
        assert (again.revision, len(again.lines.get().inputs)) == (2, 2)
        assert len(missed.lines.get().inputs) == 1
        assert again.digest != missed.digest
        assert list(GoalScorecard.objects.latest()) == [again]

    def test_the_same_rows_have_the_same_digest(self, agency, cio, missed):
        again = freeze_quarter(agency=agency, quarter=QUARTER, reason="To compare.", by=cio)
        assert again.digest == missed.digest

    @pytest.mark.parametrize(("seconds", "frozen"), [(-1, False), (0, True)])
    def test_a_quarter_is_over_at_midnight_of_the_office(self, agency, admin, cio, seconds, frozen):
        measured_goal(agency=agency, owner=admin, by=cio)
        ends = datetime.datetime.combine(quarter_after(QUARTER), datetime.time(), timezone.get_default_timezone())
        at = ends + datetime.timedelta(seconds=seconds)
        if frozen:
            assert freeze_quarter(agency=agency, quarter=QUARTER, by=cio, now=lambda: at).quarter == QUARTER
        else:
            with pytest.raises(QuarterStillRuns):
                freeze_quarter(agency=agency, quarter=QUARTER, by=cio, now=lambda: at)

    def test_nothing_is_frozen_without_a_measure_or_the_right(self, agency, admin, cio):
        with pytest.raises(NothingToMeasure):
            freeze_quarter(agency=agency, quarter=QUARTER, by=cio)
        with pytest.raises(PermissionDenied):
            freeze_quarter(agency=agency, quarter=QUARTER, by=admin)
        assert not GoalScorecard.objects.exists()

    def test_page_table_and_interface_say_the_same(self, admin, missed):
        client = client_of(admin)
        page = client.get(missed.get_absolute_url()).content.decode()
        assert "Missed" in page
        assert missed.digest in page
        assert "0 of 1 complaints" in page
        table = client.get(reverse("goal_scorecard_csv", args=[missed.reference])).content.decode()
        assert "complaints_in_time,%,at_least,90.000,0.000,missed" in table

    @pytest.mark.parametrize("source", Question.values)
    def test_every_question_answers_an_agency_of_which_nothing_is_known(self, agency, source):
        found = SOURCES[source](agency, QUARTER, timezone.now())
        assert (found.value, found.inputs) == (None, [])
        assert found.note.endswith("quarter.")


class TestAMissedGoal:
    def test_its_owner_is_told_and_finds_it_on_the_desk_until_there_is_a_plan(self, admin, missed):
        assert Notification.objects.get(recipient=admin).subject.startswith("Missed in ")
        assert _work(admin) == ["Plan what is done about"]
        planned(missed, by=admin)
        assert _work(admin) == ["Do"]

    def test_the_next_quarter_waits_for_its_plan(self, agency, admin, cio, missed):
        after = quarter_after(QUARTER)
        at = datetime.datetime.combine(quarter_after(after), datetime.time(18), datetime.UTC)
        asked = {"agency": agency, "quarter": after, "by": cio, "now": lambda: at}
        with pytest.raises(PlanMissing, match="Complaints are heard in a day"):
            freeze_quarter(**asked)
        planned(missed, by=admin)
        assert freeze_quarter(**asked).quarter == after

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"cause": " "}, "Say why"),
            ({"steps": []}, "a step at least"),
            ({"check_on": TODAY}, "in the future"),
            ({"check_on": TODAY + 13 * A_DAY}, "due before the check"),
        ],
    )
    def test_a_plan_has_a_cause_steps_and_a_check_after_them(self, admin, missed, changed, sentence):
        steps = [StepPlanned("Read the mailbox", admin, TODAY + 14 * A_DAY)]
        given = {"cause": "Nobody read it.", "steps": steps, "check_on": TODAY + 30 * A_DAY} | changed
        with pytest.raises(InvalidInput, match=sentence):
            plan_improvement(line=missed.lines.get(), by=admin, **given)
        assert not ImprovementPlan.objects.exists()

    def test_what_was_met_needs_none_and_nothing_is_planned_twice(self, agency, admin, cio, requester, missed, plan):
        with pytest.raises(PlannedAlready):
            planned(missed, by=admin)
        measured_goal(
            agency=agency, owner=admin, by=cio, target=0, title="Any", priority=plan.line.measure.goal.priority
        )
        again = freeze_quarter(agency=agency, quarter=QUARTER, reason="One more goal.", by=cio)
        with pytest.raises(InvalidInput, match="was not missed"):
            plan_improvement(line=again.lines.get(outcome="met"), cause="c", steps=[], check_on=TODAY + A_DAY, by=admin)

    def test_steps_are_done_once_by_the_agency(self, requester, admin, plan):
        step = plan.steps.get()
        with pytest.raises(PermissionDenied):
            finish_step(step=step, by=requester)
        assert finish_step(step=step, by=admin).done_by == admin
        with pytest.raises(InvalidInput, match="done already"):
            finish_step(step=step, by=admin)

    @pytest.mark.parametrize(("days", "checked"), [(-1, False), (0, True)])
    def test_it_is_checked_from_its_day_on(self, officer, plan, days, checked):
        at = datetime.datetime.combine(plan.check_on + days * A_DAY, datetime.time(18), datetime.UTC)
        given = {"plan": plan, "worked": True, "finding": "The mailbox is read.", "by": officer, "now": lambda: at}
        if not checked:
            with pytest.raises(NotYetToCheck):
                check_plan(**given)
            return
        assert check_plan(**given).status == "worked"
        with pytest.raises(MoveRefused):
            check_plan(**given)

    def test_nobody_checks_their_own(self, office, missed):
        both = person(Role.PERFORMANCE_OFFICER, of=office)
        plan = planned(missed, by=both)
        with pytest.raises(PermissionDenied):
            check_plan(plan=plan, worked=True, finding="Fine.", by=both)
        plan.status, plan.checked_at, plan.checked_by, plan.finding = "worked", timezone.now(), both, "Fine."
        with pytest.raises(IntegrityError, match="nobody_checks_their_own_plan"), transaction.atomic():
            plan.save()

    def test_it_is_planned_step_done_and_seen_on_screens(self, admin, missed):
        client = client_of(admin)
        address = reverse("improvement_plan_new", args=[missed.lines.get().pk])
        sent = {"cause": "Nobody read it.", "check_on": f"{TODAY + 30 * A_DAY:%Y-%m-%d}", "what_1": "Read it"}
        refused = client.post(address, sent)
        assert refused.status_code == 422
        assert "Nobody read it." in refused.content.decode()
        sent |= {"owner_1": admin.pk, "due_on_1": f"{TODAY + 9 * A_DAY:%Y-%m-%d}"}
        answer = client.post(address, sent)
        plan = ImprovementPlan.objects.get()
        assert answer.url == plan.get_absolute_url()
        client.post(reverse("plan_step_done", args=[plan.steps.get().pk]))
        shown = client.get(plan.get_absolute_url()).content.decode()
        assert "Done" in shown
        assert "Read it" in shown


def _work(reader):
    return [row.step.what for row in workspace_context(reader, at=timezone.now())["rows"]]


def test_quarters_are_named_and_counted_by_the_calendar():
    day = datetime.date(2026, 11, 29)
    assert quarter_of(day) == datetime.date(2026, 10, 1)
    assert quarter_after(datetime.date(2026, 10, 1)) == datetime.date(2027, 1, 1)
    assert quarter_name(datetime.date(2026, 7, 1)) == "Q3 2026"


def test_a_trend_is_of_two_measured_quarters_or_more_the_oldest_first_with_its_table():
    measure = Measure(pk=1, source=Question.PROMISES, target=Decimal(90), direction="at_least")

    def line(month, value):
        card = GoalScorecard(quarter=datetime.date(2026, month, 1))
        return GoalScorecardLine(scorecard=card, measure=measure, value=value, target=Decimal(90), outcome="met")

    newest_first = [line(7, Decimal(95)), line(4, None), line(1, Decimal(80))]
    [(found, quarters)] = trends_of(newest_first)
    assert (found, [one.value for one in quarters]) == (measure, [80, None, 95])
    drawn = trend_chart(found, quarters)
    assert [row[0] for row in drawn.table.rows] == ["Q1 2026", "Q2 2026", "Q3 2026"]
    assert trends_of(newest_first[:2]) == []


def ordered():
    """An accepted order, its agency, and somebody who sets goals there."""
    parties = trade()
    return accepted_order(parties), parties.agency, person(Role.AGENCY_ADMIN, of=parties.agency)


def test_a_request_serves_a_goal_of_its_own_agency_until_it_is_taken_off(cio):
    order, agency, admin = ordered()
    goal = measured_goal(agency=agency, owner=admin, by=cio)
    other = set_goal(priority=goal.priority, agency=OrganisationFactory(), title="Ours", by=cio)
    for who in (person(Role.AGENCY_ADMIN), person(Role.PROCUREMENT_OFFICER)):
        with pytest.raises(PermissionDenied):
            name_goal(work=order, goal=goal, by=who)
    with pytest.raises(InvalidInput):
        name_goal(work=order, goal=other, by=cio)
    with pytest.raises(DatabaseError, match="same agency"), transaction.atomic():
        Serving.objects.create(goal=other, order=order, named_by=cio, named_at=timezone.now())
    assert not Serving.objects.exists()
    ours, place = client_of(admin), reverse("goal_serves", args=[order.reference])
    assert place in ours.get(order.get_absolute_url()).content.decode()
    assert ours.post(place, {"goal": other.pk}).status_code == 422
    assert ours.post(place, {"goal": goal.pk}).status_code == 302
    assert order.reference in ours.get(goal.get_absolute_url()).content.decode()
    with pytest.raises(InvalidInput):
        name_goal(work=order, goal=goal, by=admin)
    made = Serving.objects.get()
    assert ours.post(reverse("goal_serves_end", args=[made.pk])).status_code == 302
    assert order.reference not in ours.get(goal.get_absolute_url()).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Serving.objects.update(ended_at=None, ended_by=None)


def test_it_is_told_how_much_of_the_running_contracts_serves_a_goal(cio):
    order, agency, admin = ordered()
    goal, contract = measured_goal(agency=agency, owner=admin, by=cio), order.contract
    assert (covered(cio, on=contract.starts_on).contracts, covered(cio, on=contract.starts_on).serving) == (1, 0)
    name_goal(work=contract, goal=goal, by=cio)
    found = covered(admin, on=contract.starts_on)
    assert (found.serving, found.serving_worth, found.worth) == (1, contract.value, contract.value)
    assert contract.reference in client_of(admin).get(goal.get_absolute_url()).content.decode()
    assert "Contracts that serve one" in client_of(admin).get(reverse("goal_tree")).content.decode()
