"""A month is closed once for the same evidence; its breach and credit are there for both sides at once."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from contracts.agreements.models import ServiceLevelTerm
from contracts.models import PeriodResult, ServiceCredit
from contracts.service_levels import tasks
from contracts.service_levels.actions import (
    CreditStillOpen,
    NotMeasured,
    PeriodOutsideContract,
    PeriodStillRuns,
    approve_exclusion,
    close_month,
    close_period,
    grant_credit,
    periods,
    request_exclusion,
)
from contracts.service_levels.arithmetic.periods import PeriodTerms, compute_period
from contracts.service_levels.evidence_files import EvidenceAltered
from contracts.service_levels.queries import gather_inputs, gather_month, period_window, unsettled_periods
from marketplace.audit.models import AuditEvent
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.exits import terminated
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    june,
    loaded,
    order_under,
    steady,
    term_of,
)
from tests.worlds import world

OUTAGE = (june(7, 13, 12), june(7, 14, 26))
Verdict = PeriodResult.Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def term():
    return term_of(contract_with_order())


@world
def missed(term):
    """A month with one outage of 74 minutes."""
    loaded(term, steady(JUNE, JULY, OUTAGE))
    return closed(term)


def kept() -> tuple:
    """Everything that closing a month writes."""
    tables = (PeriodResult, ServiceCredit, AuditEvent, Notification)
    return tuple(table.objects.count() for table in tables)


def test_a_missed_month_has_its_figures_breach_and_credit(term, missed):
    missed.refresh_from_db()
    assert (missed.verdict, missed.revision, missed.agreed_seconds) == (Verdict.BREACHED, 1, 43_200 * 60)
    assert missed.downtime_seconds == 74 * 60
    assert abs(missed.uptime_percent - Decimal(100) * (43_200 - 74) / 43_200) < Decimal("1e-20")
    assert (missed.credit_percent, missed.fee, missed.credit) == (10, Decimal("12400.00"), Decimal("1240.00"))
    credit = missed.service_credits.get()
    assert (credit.amount, credit.status, credit.kind) == (Decimal("1240.00"), "proposed", "credit")
    assert (credit.debtor, credit.creditor) == (term.contract.vendor, term.contract.agency)
    assert credit.reference == "SC-2026-0001"
    assert missed.dispute_ends_at == CLOSED_AT + timedelta(days=10)


def test_both_sides_see_and_hear_the_same(term):
    agency = person(Role.AGENCY_ADMIN, of=term.contract.agency)
    vendor = person(Role.SIGNATORY, of=term.contract.vendor)
    manager, stranger = person(Role.CONTRACT_MANAGER), person(Role.AGENCY_ADMIN)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    result = closed(term, at=timezone.now())
    for user, number in {agency: 1, vendor: 1, manager: 1, stranger: 0}.items():
        assert PeriodResult.objects.visible_to(user).count() == number
        assert ServiceCredit.objects.visible_to(user).count() == number
        assert Notification.objects.visible_to(user).count() == number
    words = set(Notification.objects.values_list("subject", "body"))
    assert words == {
        (
            f"{term.contract.reference}: Availability in June 2026: missed, 99.828% against 99.9%",
            "June 2026 is closed. It earns a credit of $1,240.00. It can be disputed for 10 days.",
        )
    }
    assert AuditEvent.objects.about(result).get().data["verdict"] == "breached"


def test_closing_again_with_the_same_evidence_changes_nothing(term, missed):
    before = kept()
    later = CLOSED_AT + timedelta(days=3)
    assert close_period(term=term, period=PERIOD, by=SYSTEM, now=lambda: later) == (missed, False)
    assert kept() == before


def test_late_evidence_makes_a_revision_that_names_the_one_before(term, missed):
    first_credit = missed.service_credits.get()
    loaded(term, [(june(9), "down"), (june(9, 8), "up")], source="second--monitor")
    second = closed(term, at=CLOSED_AT + timedelta(days=2))
    assert (second.revision, second.supersedes, second.verdict) == (2, missed, Verdict.BREACHED)
    assert second.credit == Decimal("3100.00")
    first_credit.refresh_from_db()
    assert first_credit.status == ServiceCredit.Status.SUPERSEDED
    assert ServiceCredit.objects.standing().get().amount == Decimal("3100.00")
    assert list(PeriodResult.objects.latest_revisions()) == [second]
    missed.refresh_from_db()
    assert missed.credit == Decimal("1240.00")


def test_a_month_that_turns_out_met_takes_its_credit_back(term, missed):
    officer, vendor = person(Role.PERFORMANCE_OFFICER), person(Role.SIGNATORY, of=term.contract.vendor)
    stretch = {"starts_at": OUTAGE[0], "ends_at": OUTAGE[1], "reason": "The agency’s network was down."}
    exclusion = request_exclusion(term=term, kind="customer", by=vendor, now=lambda: CLOSED_AT, **stretch)
    approve_exclusion(exclusion=exclusion, by=officer, now=lambda: CLOSED_AT)
    second = closed(term, at=CLOSED_AT + timedelta(days=2))
    assert (second.verdict, second.credit, second.excluded_seconds) == (Verdict.MET, 0, 74 * 60)
    assert not ServiceCredit.objects.standing().exists()


def test_a_result_can_be_computed_again_from_its_own_inputs(term, missed):
    missed.refresh_from_db()
    inputs = gather_inputs(term, PERIOD)
    assert inputs.as_data == missed.inputs
    assert inputs.sha256 == missed.inputs_sha256
    again = compute_period(
        agreed=inputs.agreed, seen=inputs.seen, excluded=inputs.excluded, terms=inputs.terms, fee=inputs.fee
    )
    assert again.credit == missed.credit
    assert isinstance(inputs.terms, PeriodTerms)


@pytest.mark.parametrize(
    ("minutes", "verdict", "credit"), [(43, Verdict.MET, "0.00"), (44, Verdict.BREACHED, "1240.00")]
)
def test_the_verdict_follows_the_unrounded_figure(term, minutes, verdict, credit):
    loaded(term, steady(JUNE, JULY, (june(7), june(7) + timedelta(minutes=minutes))))
    result = closed(term)
    assert (result.verdict, result.credit) == (verdict, Decimal(credit))


def test_under_95_percent_coverage_there_is_no_figure_and_no_credit(term):
    loaded(term, steady(JUNE, june(27), OUTAGE))
    result = closed(term)
    assert (result.verdict, result.uptime_percent, result.credit) == (Verdict.INSUFFICIENT_DATA, None, 0)
    assert result.coverage_percent < 95
    assert not ServiceCredit.objects.exists()


def test_a_month_without_any_evidence_is_not_100_percent(term):
    result = closed(term)
    assert (result.verdict, result.coverage_percent) == (Verdict.INSUFFICIENT_DATA, 0)


def test_rows_of_the_next_month_decide_how_long_the_last_status_holds(term):
    loaded(term, steady(JUNE, june(30, 18)))
    assert closed(term).covered_seconds == (29 * 24 + 18) * 3600
    loaded(term, [(JULY + timedelta(hours=12), "up")])
    assert closed(term).covered_seconds == 30 * 86_400


# Delivery modes


def test_in_managed_delivery_the_office_owes_the_agency_and_claims_from_the_vendor():
    office = OrganisationFactory(broker=True)
    term = term_of(contract_with_order(delivery_mode="managed", broker=office))
    loaded(term, steady(JUNE, JULY, OUTAGE))
    owed = {
        credit.kind: (credit.debtor, credit.creditor, credit.amount) for credit in closed(term).service_credits.all()
    }
    contract, amount = term.contract, Decimal("1240.00")
    assert owed == {"credit": (office, contract.agency, amount), "claim": (contract.vendor, office, amount)}


def test_the_fee_is_what_the_orders_of_the_month_cost(term):
    contract = term.contract
    order_under(contract, monthly_fee="600.00", starts_on=date(2026, 6, 15), ends_on=date(2026, 12, 1))
    order_under(contract, monthly_fee="900.00", starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 1))
    order_under(contract, monthly_fee="700.00", ends_on=date(2026, 6, 1))
    order_under(contract, monthly_fee="800.00", status="cancelled")
    loaded(term, steady(JUNE, JULY, OUTAGE))
    result = closed(term)
    assert (result.fee, result.credit) == (Decimal("13000.00"), Decimal("1300.00"))
    assert [line["fee"] for line in result.inputs["fees"]] == ["12400.00", "600.00"]


def test_without_a_fee_a_miss_is_a_breach_without_a_credit():
    term = term_of(contract_with_order(monthly_fee="0.00"))
    loaded(term, steady(JUNE, JULY, OUTAGE))
    result = closed(term)
    assert (result.verdict, result.credit, result.service_credits.count()) == (Verdict.BREACHED, 0, 0)


# When


@pytest.mark.parametrize(("second", "closes"), [(-1, False), (0, True)])
def test_a_month_closes_at_the_second_it_ends_in_the_contracts_zone(second, closes):
    term = term_of(contract_with_order(time_zone="America/New_York"))
    loaded(term, steady(JUNE, JULY))
    end = JULY + timedelta(hours=4)
    before = kept()
    if closes:
        assert closed(term, at=end + timedelta(seconds=second)).agreed_seconds == 30 * 86_400
    else:
        with pytest.raises(PeriodStillRuns):
            closed(term, at=end + timedelta(seconds=second))
        assert kept() == before


@pytest.mark.parametrize(
    ("period", "zone", "minutes"),
    [(date(2026, 3, 1), "America/Denver", 44_580), (date(2026, 11, 1), "America/New_York", 43_260)],
)
def test_a_month_in_which_the_clocks_change_has_its_real_length(period, zone, minutes):
    term = term_of(contract_with_order(time_zone=zone))
    start, end = period_window(term, period)
    loaded(term, steady(start, end), at=end + timedelta(days=1))
    result = closed(term, period=period, at=end)
    assert (result.agreed_seconds, result.coverage_percent) == (minutes * 60, 100)


def test_only_the_contracts_own_days_are_agreed_time():
    contract = contract_with_order(starts_on=date(2026, 6, 11), ends_on=date(2026, 6, 21))
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, OUTAGE, (june(12), june(12, 1))))
    result = closed(term)
    assert (result.agreed_seconds, result.downtime_seconds) == (10 * 86_400, 3600)
    with pytest.raises(PeriodOutsideContract):
        closed(term, period=date(2026, 5, 1))


def test_a_promise_of_answers_is_not_closed_from_checks():
    term = term_of(contract_with_order(level={"code": "answer", "within_minutes": 15}))
    with pytest.raises(NotMeasured):
        closed(term)


def test_who_may_close_a_month(term):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    before = kept()
    for nobody in (person(Role.SIGNATORY, of=term.contract.vendor), person(Role.AGENCY_ADMIN, of=term.contract.agency)):
        with pytest.raises(PermissionDenied):
            closed(term, by=nobody)
    assert kept() == before
    assert closed(term, by=person(Role.PERFORMANCE_OFFICER)).revision == 1


def test_a_closing_that_fails_half_way_leaves_nothing(term, monkeypatch):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    before = kept()
    monkeypatch.setattr(periods, "notify", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        closed(term)
    assert kept() == before


def test_altered_evidence_is_not_closed_over(term, storage):
    batch = loaded(term, steady(JUNE, JULY, OUTAGE))
    (storage / batch.path).write_bytes(b"PAR1")
    before = kept()
    with pytest.raises(EvidenceAltered):
        closed(term)
    assert kept() == before


# What the database refuses


@pytest.mark.parametrize("change", [lambda rows: rows.update(credit=0), lambda rows: rows.delete()])
def test_a_result_is_never_changed(missed, change):
    ServiceCredit.objects.all().delete()
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        change(PeriodResult.objects.filter(pk=missed.pk))


@pytest.mark.parametrize(
    "changes",
    [
        {"revision": 1},
        {"revision": 2, "supersedes": None},
        {"revision": 2, "verdict": "met"},
        {"revision": 2, "uptime_percent": None},
        {"revision": 2, "period": date(2026, 6, 2)},
        {"revision": 2, "credit": Decimal("12400.01")},
    ],
)
def test_the_database_refuses_results_that_contradict_themselves(missed, changes):
    row = PeriodResult.objects.get(pk=missed.pk)
    row.pk, row.supersedes = None, missed
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# Final, and granted


@pytest.mark.parametrize(("second", "final"), [(-1, False), (0, True)])
def test_a_result_is_final_at_the_second_its_dispute_days_end(missed, second, final):
    at = missed.dispute_ends_at + timedelta(seconds=second)
    assert missed.is_final(at=at) is final
    assert ServiceCredit.objects.owed(at=at).exists() is final


def test_a_replaced_result_is_never_final(term, missed):
    loaded(term, [(june(9), "down"), (june(9, 8), "up")], source="second--monitor")
    closed(term, at=CLOSED_AT + timedelta(days=2))
    assert not missed.is_final(at=missed.dispute_ends_at + timedelta(days=99))


def test_a_credit_is_granted_by_itself_only_once_its_result_is_final(missed):
    credit = missed.service_credits.get()
    with pytest.raises(CreditStillOpen):
        grant_credit(credit=credit, by=SYSTEM, now=lambda: missed.dispute_ends_at - timedelta(seconds=1))
    granted = grant_credit(credit=credit, by=SYSTEM, now=lambda: missed.dispute_ends_at)
    assert (granted.status, granted.granted_at) == ("granted", missed.dispute_ends_at)
    with pytest.raises(MoveRefused):
        grant_credit(credit=credit, by=SYSTEM, now=lambda: missed.dispute_ends_at)


def test_the_vendor_may_accept_before_and_the_agency_may_not(term, missed):
    credit = missed.service_credits.get()
    with pytest.raises(PermissionDenied):
        grant_credit(credit=credit, by=person(Role.AGENCY_ADMIN, of=term.contract.agency))
    vendor = person(Role.SIGNATORY, of=term.contract.vendor)
    assert grant_credit(credit=credit, by=vendor, now=lambda: CLOSED_AT).status == "granted"
    assert ServiceCredit.objects.owed(at=CLOSED_AT).get() == credit


# Jobs and command


def test_months_that_are_over_wait_until_they_are_final(term, missed):
    def waiting(at):
        return [period.month for _, period in unsettled_periods(at=at)]

    assert waiting(CLOSED_AT) == [1, 2, 3, 4, 5, 6]
    assert waiting(JULY + timedelta(days=2, seconds=-1)) == [1, 2, 3, 4, 5]
    assert waiting(missed.dispute_ends_at) == [1, 2, 3, 4, 5]


def test_no_month_after_an_early_end_waits(term):
    ended_at = terminated(term.contract, at=june(1) - timedelta(days=60)).ended_at
    assert [period.month for _, period in unsettled_periods(at=CLOSED_AT)] == [1, 2, 3, 4]
    closed(term, period=date(2026, 4, 1))
    assert PeriodResult.objects.get().agreed_seconds == (ended_at - june(1).replace(month=4)).total_seconds()
    with pytest.raises(PeriodOutsideContract):
        closed(term, period=date(2026, 5, 1))


def test_the_nightly_job_enqueues_one_closing_a_month_and_each_does_its_work(term, missed, procrastinate_jobs):
    tasks.close_ended_periods.func(timestamp=0)
    waiting = procrastinate_jobs("contracts.close_month")
    assert {"term_ids": [term.pk], "period": "2026-05-01"} in waiting
    for _ in range(2):
        tasks.close_month.func(term_ids=[term.pk], period="2026-05-01")
    assert PeriodResult.objects.filter(period=date(2026, 5, 1)).count() == 1


def test_one_bad_file_stops_its_own_month_only(term, storage, procrastinate_jobs):
    other = term_of(contract_with_order())
    for each in (term, other):
        loaded(each, steady(JUNE, JULY, OUTAGE))
    batch = term.evidence_batches.get()
    (storage / batch.path).write_bytes(b"something else")
    tasks.close_month.func(term_ids=[term.pk, other.pk], period="2026-06-01")
    assert not PeriodResult.objects.exists()
    for job in procrastinate_jobs("contracts.close_period"):
        with suppress(EvidenceAltered):
            tasks.close_period.func(**job)
    assert PeriodResult.objects.get().term == other


def test_months_closed_together_come_to_the_same_as_one_by_one(term):
    """Three time zones, silences of different lengths, histories that go on after the month and such that do not."""
    terms = [term]
    for number, zone in enumerate(("UTC", "America/Denver", "Asia/Kolkata")):
        terms.append(term_of(contract_with_order(time_zone=zone)))
        looks = steady(JUNE - timedelta(days=2), JULY + timedelta(days=number), OUTAGE)
        loaded(terms[-1], [row for row in looks if not june(20) < row[0] < june(20 + number)], at=CLOSED_AT)
    loaded(term, steady(JUNE, JULY))
    for each, together in zip(terms, gather_month(terms, PERIOD), strict=True):
        alone = gather_inputs(each, PERIOD)
        assert (together.sha256, together.as_data) == (alone.sha256, alone.as_data)
    closed = close_month(terms=terms, period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT)
    assert [result.term_id for result, is_new in closed if is_new] == [each.pk for each in terms]


def test_the_statements_of_a_month_do_not_grow_with_service_levels(term, django_assert_num_queries):
    terms = [term, *(term_of(contract_with_order()) for _ in range(3))]
    for each in terms:
        loaded(each, steady(JUNE, JULY, OUTAGE))
    terms = list(ServiceLevelTerm.objects.select_related("contract"))
    with django_assert_num_queries(7):
        gather_month(terms, PERIOD)


def test_the_granting_job_leaves_what_is_granted(missed, procrastinate_jobs):
    tasks.grant_final_credits.func(timestamp=0)
    credit = missed.service_credits.get()
    assert procrastinate_jobs("contracts.grant_credit") == [{"credit_id": credit.pk}]
    for _ in range(2):
        tasks.grant_credit.func(credit_id=credit.pk)
    credit.refresh_from_db()
    assert credit.status == "granted"


@pytest.fixture
def procrastinate_jobs():
    def waiting(name: str) -> list[dict]:
        return list(ProcrastinateJob.objects.filter(task_name=name).values_list("args", flat=True))

    return waiting


def test_the_command_says_what_each_month_came_to(term, capsys):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    call_command("close_period", "2026-06")
    reference = term.contract.reference
    assert capsys.readouterr().out == (f"{reference} availability: missed, 99.828%, credit $1,240.00 (revision 1)\n")
    call_command("close_period", "2026-06", "--contract", reference)
    assert "unchanged since revision 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2026-13"], "“2026-13” is no month"),
        (["June"], "“June” is no month"),
        (["0000-01"], "“0000-01” is no month"),
        (["2026-12"], "has not ended yet"),
        (["2019-01"], "No contract with a measured service level ran in January 2019"),
        (["2026-06", "--contract", "C-1900-0001"], "No contract “C-1900-0001” promises"),
    ],
)
def test_the_command_refuses_in_a_sentence(term, arguments, sentence, set_calendar):
    set_calendar(CLOSED_AT)
    before = kept()
    with pytest.raises(CommandError, match=sentence):
        call_command("close_period", *arguments)
    assert kept() == before


def test_the_command_closes_the_others_where_one_cannot_be(term, storage, capsys):
    other = term_of(contract_with_order())
    (storage / loaded(term, steady(JUNE, JULY)).path).unlink()
    loaded(other, steady(JUNE, JULY))
    with pytest.raises(CommandError, match="1 of 2 service levels could not be closed"):
        call_command("close_period", "2026-06")
    assert "missing or is not what was loaded" in capsys.readouterr().err
    assert PeriodResult.objects.get().term == other


# The catalogue


def test_the_offering_shows_what_was_measured_of_it_cut_to_six_places():
    offering = OfferingFactory(orderable=True)
    term = term_of(contract_with_order(offering=offering, vendor=offering.vendor))
    loaded(term, steady(JUNE, JULY, OUTAGE))
    closed(term)
    facts = type(offering).objects.get(pk=offering.pk).facts
    assert facts.measured_availability == Decimal("99.828703")
    assert (facts.measured_coverage, facts.measured_from, facts.measured_to) == (100, JUNE, JULY)


@pytest.mark.parametrize(("own_service", "kinds"), [(False, ["credit", "claim"]), (True, ["credit"])])
def test_under_a_hybrid_contract_the_office_answers_for_the_measured_whole(own_service, kinds):
    office = OrganisationFactory(broker=True)
    providing = {"vendor": office} if own_service else {}
    by = person(Role.CONTRACT_MANAGER, of=office) if own_service else None
    contract = contract_with_order(delivery_mode="hybrid", broker=office, **providing, **({"by": by} if by else {}))
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    credits = closed(term).service_credits.order_by("pk")
    assert [credit.kind for credit in credits] == kinds
    assert (credits[0].debtor, credits[0].creditor) == (office, contract.agency)
