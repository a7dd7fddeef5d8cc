"""A contract stands still, is in breach, ends early, and is left: data returned and deleted."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from contracts.agreements import tasks
from contracts.agreements.actions import (
    NoticeGiven,
    NotRunning,
    StillRunning,
    Suspended,
    amend_contract,
    end_contract,
    terminate_contract,
)
from contracts.agreements.models import Contract
from contracts.exits.actions import (
    AlreadySuspended,
    CureClosed,
    CureStillRuns,
    DataNotReturned,
    NoticeTooShort,
    NotSuspended,
    OrdersStopped,
    PlanDecided,
    StepDone,
    StepTerms,
    TerminationDecided,
    TerminationOpen,
    agree_exit_plan,
    agree_termination,
    answer_cure_notice,
    approve_termination,
    close_cure_notice,
    do_exit_step,
    lift_suspension,
    refuse_exit_plan,
    refuse_termination,
    withdraw_termination,
)
from contracts.exits.models import CureNotice, ExitStep, Termination
from contracts.orders.actions import accept_order, run_order, submit_order
from contracts.orders.models import Order
from contracts.service_levels.queries.periods import agreed_time
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.contracts.test_agreements import by_bulk_update, by_save, by_sql, by_update, gone_by_sql
from tests.factories.contracts import MONDAY_NOON, accepted_order, approved_order, funded_order, signed_contract, trade
from tests.factories.exits import (
    BREACH,
    agreed_plan,
    cure_asked_for,
    notice_given,
    proposed_plan,
    proposed_termination,
    standard_steps,
    suspended,
    terminated,
)
from tests.factories.marketplace import person
from tests.worlds import world

A_SECOND = datetime.timedelta(seconds=1)


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


def local(*parts):
    """A moment in the contract's zone, New York in winter."""
    return datetime.datetime(*parts, tzinfo=datetime.UTC) + datetime.timedelta(hours=5)


@world
def contract():
    return signed_contract(ends_on=datetime.date(2028, 1, 1))


@world
def manager():
    return person(Role.CONTRACT_MANAGER)


@world
def approver(contract):
    return person(Role.APPROVER, of=contract.agency)


@world
def signatory(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


def ordered_more(contract, signatory):
    contract = Contract.objects.get(pk=contract.pk)
    said = {"value": contract.value + 1, "ends_on": contract.ends_on, "rationale": "Order"}
    return amend_contract(contract=contract, by=signatory, **said, **at())


class TestSuspension:
    def test_nothing_is_ordered_or_amended_until_it_is_lifted(self, contract, manager, approver, signatory):
        suspended(contract, by=manager)
        with pytest.raises(Suspended):
            ordered_more(contract, signatory)
        with pytest.raises(AlreadySuspended):
            suspended(contract, by=manager)
        held = lift_suspension(contract=contract, reason="The leak is closed.", by=manager, **at())
        assert (held.lifted_by, held.lifted_because) == (manager, "The leak is closed.")
        ordered_more(contract, signatory)
        with pytest.raises(NotSuspended):
            lift_suspension(contract=contract, reason="Again.", by=manager, **at())
        words = [event.action.rpartition(".")[2] for event in AuditEvent.objects.about(contract)][-3:]
        assert words == ["suspended", "active", "amended"]
        told = Notification.objects.filter(key__startswith="suspension").values_list("recipient", flat=True)
        assert set(told) >= {manager.pk, approver.pk, signatory.pk}

    def test_it_is_the_office_s_with_cause_and_reason(self, contract, approver, signatory):
        for somebody in (approver, signatory, person(Role.AUDITOR)):
            with pytest.raises(PermissionDenied):
                suspended(contract, by=somebody)
        contract.refresh_from_db()
        assert (contract.status, contract.suspensions.count()) == ("active", 0)

    def test_a_service_that_stands_still_leaves_the_agreed_time(self, contract, manager):
        term = contract.service_level_terms.get()
        whole = agreed_time(term, datetime.date(2026, 12, 1))
        suspended(contract, by=manager, at=local(2026, 12, 3, 12), pauses_levels=True)
        lift_suspension(contract=contract, reason="Done.", by=manager, **at(local(2026, 12, 5, 12)))
        term = Contract.objects.get(pk=contract.pk).service_level_terms.get()
        (first, second) = agreed_time(term, datetime.date(2026, 12, 1))
        assert (first.end, second.start) == (local(2026, 12, 3, 12), local(2026, 12, 5, 12))
        assert (first.start, second.end) == (whole[0].start, whole[0].end)

    def test_one_whose_service_goes_on_leaves_the_levels_alone(self, contract, manager):
        before = agreed_time(contract.service_level_terms.get(), datetime.date(2026, 12, 1))
        suspended(contract, by=manager, at=local(2026, 12, 3))
        term = Contract.objects.get(pk=contract.pk).service_level_terms.get()
        assert agreed_time(term, datetime.date(2026, 12, 1)) == before

    def test_it_still_ends_on_its_last_day_and_does_not_renew_itself(self, db, manager):
        contract = signed_contract(renews_for_months=12, refuse_days=90)
        suspended(contract, by=manager)
        contract.refresh_from_db()
        assert contract.refuse_by is None
        midnight = local(2027, 1, 1)
        due = [contract in Contract.objects.due_to_end(at=moment) for moment in (midnight - A_SECOND, midnight)]
        assert (due, contract in Contract.objects.due_to_renew(at=midnight)) == ([False, True], False)
        assert end_contract(contract=contract, by=SYSTEM, **at(midnight)).status == "ended"


class TestTermination:
    def test_it_needs_a_second_person_of_the_agency_and_the_day_decides(self, contract, manager, approver):
        proposal = proposed_termination(contract, by=manager, last_day_on=datetime.date(2026, 12, 15))
        for somebody in (manager, person(Role.APPROVER), person(Role.REQUESTER, of=contract.agency)):
            with pytest.raises(PermissionDenied):
                approve_termination(termination=proposal, by=somebody)
        contract.refresh_from_db()
        assert contract.ended_at is None
        notice = approve_termination(termination=proposal, by=approver, **at())
        midnight = local(2026, 12, 16)
        assert (notice.status, notice.effective_at) == ("in_force", midnight)
        with pytest.raises(TerminationDecided):
            approve_termination(termination=proposal, by=approver, **at())
        running = [contract in Contract.objects.running(on=datetime.date(2026, 12, day)) for day in (15, 16)]
        assert running == [True, False]
        with pytest.raises(StillRunning):
            terminate_contract(contract=contract, by=SYSTEM, **at(midnight - A_SECOND))
        assert terminate_contract(contract=contract, by=SYSTEM, **at(midnight)).status == "terminated"

    def test_the_database_refuses_an_approval_of_one_s_own_and_a_breach_without_its_notice(self, contract, manager):
        proposal = proposed_termination(contract, by=manager)
        with pytest.raises(IntegrityError, match="nobody_approves_their_own_termination"), transaction.atomic():
            Termination.objects.update(status="approved", approved_by=manager, approved_at=MONDAY_NOON)
        fields = {"contract": contract, "cause": "breach", "reason": "x", "effective_on": proposal.effective_on}
        fields |= {"effective_at": MONDAY_NOON, "proposed_at": MONDAY_NOON, "proposed_by": manager}
        with pytest.raises(IntegrityError, match="breach_had_a_notice_to_cure"), transaction.atomic():
            Termination.objects.create(**fields, status="refused")
        assert Termination.objects.get().status == "proposed"

    @pytest.mark.parametrize(
        ("cause", "day", "fits"),
        [
            ("convenience", 22, False),
            ("convenience", 23, True),
            ("funding", 22, False),
            ("insolvency", -1, False),
            ("insolvency", 0, True),
            ("agreement", 0, True),
        ],
    )
    def test_the_days_of_notice_are_those_of_the_contract(self, contract, manager, cause, day, fits):
        today = datetime.date(2026, 11, 23)
        last = datetime.date(2026, 12, day) if day > 0 else today + datetime.timedelta(days=day)
        if fits:
            assert proposed_termination(contract, by=manager, cause=cause, last_day_on=last).last_day_on == last
            return
        with pytest.raises(NoticeTooShort):
            proposed_termination(contract, by=manager, cause=cause, last_day_on=last)
        assert not contract.terminations.exists()

    def test_an_approval_that_comes_too_late_for_the_notice_is_refused(self, contract, manager, approver):
        last = datetime.date(2026, 12, 23)
        proposal = proposed_termination(contract, by=manager, cause="convenience", last_day_on=last)
        with pytest.raises(NoticeTooShort, match="24 Dec 2026"):
            approve_termination(termination=proposal, by=approver, **at(MONDAY_NOON + datetime.timedelta(days=1)))
        contract.refresh_from_db()
        assert (contract.ended_at, Termination.objects.get().status) == (None, "proposed")

    @pytest.mark.parametrize(("last", "reason"), [((2027, 12, 31), "Why."), ((2026, 12, 31), " ")])
    def test_an_end_that_is_none_or_without_a_reason_is_refused(self, contract, manager, last, reason):
        with pytest.raises(InvalidInput):
            proposed_termination(contract, by=manager, last_day_on=datetime.date(*last), reason=reason)
        assert not contract.terminations.exists()

    def test_by_agreement_both_sides_say_yes(self, contract, manager, approver, signatory):
        proposal = proposed_termination(contract, by=manager, cause="agreement")
        with pytest.raises(PermissionDenied):
            agree_termination(termination=proposal, by=approver, **at())
        with pytest.raises(TerminationDecided):
            agree_termination(termination=proposal, by=signatory, **at())
        approve_termination(termination=proposal, by=approver, **at())
        contract.refresh_from_db()
        assert contract.ended_at is None
        assert agree_termination(termination=proposal, by=signatory, **at()).status == "in_force"
        contract.refresh_from_db()
        assert contract.ended_at == local(2026, 11, 24)

    def test_there_is_one_at_a_time_refused_or_withdrawn_with_a_reason(self, contract, manager, approver):
        proposal = proposed_termination(contract, by=manager)
        with pytest.raises(TerminationOpen):
            proposed_termination(contract, by=manager)
        with pytest.raises(InvalidInput):
            refuse_termination(termination=proposal, reason=" ", by=approver, **at())
        refuse_termination(termination=proposal, reason="We need it.", by=approver, **at())
        again = proposed_termination(contract, by=manager)
        withdraw_termination(termination=again, reason="A slip.", by=manager, **at())
        assert list(contract.terminations.values_list("status", flat=True)) == ["withdrawn", "refused"]

    @pytest.mark.parametrize("late", [False, True])
    def test_notice_can_be_withdrawn_until_it_brings_the_end(self, contract, manager, signatory, late):
        notice = notice_given(contract, by=manager, last_day_on=datetime.date(2026, 12, 15))
        with pytest.raises(NoticeGiven, match="15 Dec 2026"):
            ordered_more(contract, signatory)
        moment = notice.effective_at if late else notice.effective_at - A_SECOND
        if late:
            with pytest.raises(NotRunning):
                withdraw_termination(termination=notice, reason="We stay.", by=manager, **at(moment))
        else:
            withdraw_termination(termination=notice, reason="We stay.", by=manager, **at(moment))
            ordered_more(contract, signatory)
        contract.refresh_from_db()
        assert (contract.ended_at is None) is not late

    def test_it_does_not_renew_itself_any_more(self, db, manager):
        contract = signed_contract(renews_for_months=12, refuse_days=60, ends_on=datetime.date(2027, 3, 1))
        notice_given(contract, last_day_on=datetime.date(2027, 1, 31))
        contract.refresh_from_db()
        assert (contract.refuse_by, contract.end_day) == (None, datetime.date(2027, 2, 1))
        assert contract not in Contract.objects.due_to_renew(at=local(2027, 2, 15))

    def test_the_job_records_it_once(self, contract, monkeypatch):
        notice = notice_given(contract)
        monkeypatch.setattr(tasks, "database_now", lambda: notice.effective_at)
        monkeypatch.setattr(tasks.actions, "terminate_contract", lambda **said: terminate_contract(**said))
        assert contract in Contract.objects.due_to_terminate(at=notice.effective_at)
        assert contract not in Contract.objects.due_to_terminate(at=notice.effective_at - A_SECOND)
        terminate_contract(contract=contract, by=SYSTEM, **at(notice.effective_at))
        tasks.terminate_contract(contract_id=contract.pk)
        assert [event.action for event in AuditEvent.objects.about(contract)].count(
            "contracts.contract.terminated"
        ) == 1


class TestBreach:
    def test_it_is_ended_only_once_the_time_to_cure_has_run_out(self, contract, manager):
        with pytest.raises(CureStillRuns, match="No notice"):
            proposed_termination(contract, by=manager, cause="breach")
        notice = cure_asked_for(contract, by=manager)
        assert notice.cure_by == local(2026, 12, 24)  # the end of the thirtieth day
        for moment, possible in ((notice.cure_by - A_SECOND, False), (notice.cure_by, True)):
            assert (notice.has_lapsed(at=moment), notice in CureNotice.objects.lapsed(at=moment)) == (possible,) * 2
            if not possible:
                with pytest.raises(CureStillRuns, match="23 Dec 2026"):
                    proposed_termination(contract, by=manager, cause="breach", at=moment)
        proposal = proposed_termination(contract, by=manager, cause="breach", at=notice.cure_by)
        assert proposal.cure_notice == notice

    def test_a_breach_that_is_put_right_ends_nothing(self, contract, manager, approver, signatory):
        notice = cure_asked_for(contract, by=manager)
        proposal = proposed_termination(contract, by=manager, cause="breach", at=notice.cure_by)
        with pytest.raises(PermissionDenied):
            close_cure_notice(notice=notice, finding="It is well.", by=signatory)
        close_cure_notice(notice=notice, finding="It answers within a minute.", by=approver, **at(notice.cure_by))
        with pytest.raises(CureStillRuns):
            approve_termination(termination=proposal, by=approver, **at(notice.cure_by))
        with pytest.raises(CureClosed):
            answer_cure_notice(notice=notice, answer="Too late.", by=signatory, **at(notice.cure_by))

    def test_who_provides_answers_once(self, contract, manager, approver, signatory):
        notice = cure_asked_for(contract, by=manager)
        for somebody in (approver, manager, person(Role.SIGNATORY)):
            with pytest.raises(PermissionDenied):
                answer_cure_notice(notice=notice, answer="No.", by=somebody)
        answered = answer_cure_notice(notice=notice, answer="Two more people answer.", by=signatory, **at())
        with pytest.raises(CureClosed):
            answer_cure_notice(notice=notice, answer="Three.", by=signatory, **at())
        answered.refresh_from_db()
        assert (answered.answer, answered.answered_by) == ("Two more people answer.", signatory)


class TestOrders:
    def test_a_suspended_contract_is_not_gone_round_by_a_new_one(self, db):
        parties = trade()
        approved, drafted = approved_order(parties), funded_order(parties)
        accepted = accepted_order(parties)
        suspended(accepted.contract)
        with pytest.raises(OrdersStopped, match="suspended"):
            accept_order(order=approved, version=approved.version, by=parties.signatory, **at())
        with pytest.raises(OrdersStopped, match="suspended"):
            submit_order(order=drafted, version=drafted.version, by=parties.requester, **at())
        assert (Contract.objects.count(), Order.objects.get(pk=approved.pk).status) == (1, "approved")

    @pytest.mark.parametrize("first_day", [datetime.date(2026, 11, 20), datetime.date(2026, 12, 20)])
    def test_orders_end_with_the_contract(self, db, first_day):
        order = accepted_order(trade(), wanted_from=first_day)
        end = notice_given(order.contract, last_day_on=datetime.date(2026, 12, 20)).effective_at
        assert run_order(order=order, by=SYSTEM, **at(end - A_SECOND)).status == "active"
        assert order in Order.objects.due_to_run(at=end)
        assert run_order(order=order, by=SYSTEM, **at(end)).status == "ended"

    def test_a_contract_that_has_not_begun_is_not_ended_before_its_first_day(self, db):
        order = accepted_order(trade(), wanted_from=datetime.date(2026, 12, 20))
        with pytest.raises(InvalidInput, match="between"):
            notice_given(order.contract)


class TestExitPlan:
    def test_it_holds_once_both_sides_agree_and_its_days_follow_the_end(self, contract, approver, signatory):
        plan = proposed_plan(contract)
        with pytest.raises(PermissionDenied):
            agree_exit_plan(plan=plan, side="agency", by=signatory)
        agree_exit_plan(plan=plan, side="agency", by=approver, **at())
        with pytest.raises(PlanDecided):
            agree_exit_plan(plan=plan, side="agency", by=approver, **at())
        plan = agree_exit_plan(plan=plan, side="vendor", by=signatory, **at())
        assert plan.status == "agreed"
        first = plan.steps.first()
        assert first.due_on == datetime.date(2027, 12, 2)
        notice_given(contract, last_day_on=datetime.date(2026, 12, 31))
        assert ExitStep.objects.get(pk=first.pk).due_on == datetime.date(2026, 12, 2)

    @pytest.mark.parametrize(
        "steps",
        [
            standard_steps()[:-1],
            standard_steps()[:-2],
            [*standard_steps(), StepTerms("Delete again", "vendor", 50, "deletion")],
            [
                StepTerms("Delete", "vendor", 1, "deletion"),
                StepTerms("Confirm", "agency", 10, "data_return"),
            ],
            [*standard_steps(), StepTerms("Lead it", "broker", 1)],
        ],
        ids=["no deletion", "no return", "twice", "deleted first", "nobody there"],
    )
    def test_a_plan_returns_data_and_then_deletes_it(self, contract, steps):
        with pytest.raises(InvalidInput):
            proposed_plan(contract, steps=steps)
        assert not contract.exit_plans.exists()

    def test_a_refused_plan_leaves_the_agreed_one_and_a_newer_one_replaces_it(self, contract, signatory):
        first = agreed_plan(contract)
        second = proposed_plan(contract)
        with pytest.raises(InvalidInput):
            refuse_exit_plan(plan=second, side="vendor", reason=" ", by=signatory, **at())
        refuse_exit_plan(plan=second, side="vendor", reason="Too soon.", by=signatory, **at())
        first.refresh_from_db()
        assert first.status == "agreed"
        third = agreed_plan(contract)
        first.refresh_from_db()
        assert (first.status, third.number) == ("replaced", 3)

    def test_deletion_is_certified_after_the_agency_confirmed_the_return(self, contract, approver, signatory):
        steps = {step.kind: step for step in agreed_plan(contract).steps.all()}
        back, gone = steps["data_return"], steps["deletion"]
        for step, somebody in ((back, signatory), (gone, approver), (gone, person(Role.SIGNATORY))):
            with pytest.raises(PermissionDenied):
                do_exit_step(step=step, note="Done.", by=somebody)
        with pytest.raises(DataNotReturned):
            do_exit_step(step=gone, note="All gone.", by=signatory, **at())
        do_exit_step(step=back, note="1.2 million records read.", by=approver, **at())
        do_exit_step(step=gone, note="Certificate 12.", by=signatory, **at())
        with pytest.raises(StepDone):
            do_exit_step(step=gone, note="Again.", by=signatory, **at())
        assert list(contract.exit_plans.get().steps.exclude(note="").values_list("note", flat=True)) == [
            "1.2 million records read.",
            "Certificate 12.",
        ]


class TestItStands:
    """Every row that the sides rely on, by every way that leads to the database."""

    @pytest.fixture
    def rows(self, contract, manager):
        return {
            "suspension": (suspended(contract, by=manager), "reason", "Another."),
            "cure": (cure_asked_for(contract, by=manager), "breach", "Another."),
            "termination": (notice_given(contract, by=manager), "effective_on", datetime.date(2027, 1, 1)),
            "notice": (contract.terminations.get(), "given_at", MONDAY_NOON - A_SECOND),
            "plan": (agreed_plan(contract), "number", 7),
            "step": (contract.exit_plans.get().steps.first(), "days_after_end", 900),
        }

    @pytest.mark.parametrize("way", [by_save, by_update, by_bulk_update, by_sql])
    def test_nothing_of_it_changes(self, rows, way):
        before = {name: type(row).objects.values().get(pk=row.pk) for name, (row, _, _) in rows.items()}
        for row, field, value in rows.values():
            with pytest.raises(ProgrammingError, match="annot"), transaction.atomic():
                way(type(row).objects.get(pk=row.pk), field, value)
        assert {name: type(row).objects.values().get(pk=row.pk) for name, (row, _, _) in rows.items()} == before

    def test_nothing_of_it_goes(self, rows):
        for row, _, _ in rows.values():
            with pytest.raises(ProgrammingError, match="annot"), transaction.atomic():
                gone_by_sql(row)
            with pytest.raises(ProgrammingError, match="annot"), transaction.atomic():
                type(row).objects.filter(pk=row.pk)._raw_delete("default")

    def test_no_step_comes_to_an_agreed_plan(self, rows):
        plan = rows["plan"][0]
        with pytest.raises(ProgrammingError, match="agreed exit plan"), transaction.atomic():
            ExitStep.objects.create(plan=plan, number=9, what="Pay", owner="agency", days_after_end=1)


def test_it_is_suspended_lifted_and_ended_on_screens(client, contract, manager, approver, set_calendar):
    set_calendar(MONDAY_NOON)
    address = contract.get_absolute_url()
    client.force_login(manager)
    answers = {"cause": "security", "reason": "A leak at the vendor.", "pauses_levels": "yes"}
    assert client.post(f"{address}suspend/", answers | {"reason": ""}).status_code == 422
    assert client.post(f"{address}suspend/", answers).url == address
    client.logout()
    page = client.get(address).content.decode()
    assert "A leak at the vendor." in page
    assert "Ending and exit" not in page
    client.force_login(manager)
    assert client.post(f"{address}lift/", {"reason": "It is closed."}).url == address
    asked = {"cause": "convenience", "reason": "The task ends.", "last_day_on": "2026-12-10"}
    assert client.post(f"{address}terminate/", asked).status_code == 409
    assert client.post(f"{address}terminate/", asked | {"last_day_on": "2026-12-31"}).url == address
    termination = contract.terminations.get()
    client.force_login(approver)
    rows = workspace_context(approver, at=timezone.now())["rows"]
    assert [row.step.target for row in rows] == [f"/terminations/{termination.pk}/approve/"]
    assert client.post(f"/terminations/{termination.pk}/approve/").url == f"/terminations/{termination.pk}/"
    assert client.post(f"/terminations/{termination.pk}/approve/").status_code == 409
    client.logout()
    page = client.get(address).content.decode()
    assert "It ends early, with Thu 31 Dec 2026" in page
    assert client.get(f"/api/v1{address.rstrip('/')}").json()["ends_early"] == {
        "cause": "convenience",
        "last_day": "2026-12-31",
    }


def test_a_breach_and_an_exit_on_screens(client, contract, manager, approver, signatory, set_calendar):
    set_calendar(MONDAY_NOON)
    address = contract.get_absolute_url()
    client.force_login(manager)
    assert client.post(f"{address}cure/", {"breach": BREACH}).url == address
    page = client.get(f"{address}exit-plan/")
    form = page.context["rows"]
    sent = {"form-TOTAL_FORMS": len(form.forms), "form-INITIAL_FORMS": len(form.forms)}
    for number, row in enumerate(form):
        sent |= {f"form-{number}-{name}": row[name].value() or "" for name in row.fields}
    sent["form-0-owner"] = "agency"
    assert client.post(f"{address}exit-plan/", sent | {"form-5-what": ""}).status_code == 422
    plan_address = client.post(f"{address}exit-plan/", sent).url
    notice, plan = contract.cure_notices.get(), contract.exit_plans.get()
    client.force_login(signatory)
    targets = {row.step.target for row in workspace_context(signatory, at=timezone.now())["rows"]}
    assert targets == {f"/cure-notices/{notice.pk}/answer/", f"{plan_address}vendor/agree/"}
    assert client.get(f"/cure-notices/{notice.pk}/").context["verbs"] == ["answer"]
    client.post(f"/cure-notices/{notice.pk}/answer/", {"answer": "Two more people."})
    for who, side in ((signatory, "vendor"), (approver, "agency")):
        client.force_login(who)
        assert client.get(f"{plan_address}{side}/agree/").status_code == 200
        assert client.post(f"{plan_address}{side}/agree/").url == plan_address
    back = plan.steps.get(kind="data_return")
    assert client.get(f"/exit-steps/{back.pk}/").status_code == 200
    assert client.post(f"/exit-steps/{back.pk}/", {"note": "Read."}).url == address
    assert client.post(f"/exit-steps/{back.pk}/", {"note": "Read."}).status_code == 409
    assert "Ending and exit" in client.get(address).content.decode()


def test_a_terminated_contract_says_why_in_the_register(client, contract):
    terminated(contract)
    page = client.get(contract.get_absolute_url()).content.decode()
    assert "It ended early" in page
    assert contract.reference in client.get("/contracts/?status=terminated").content.decode()
