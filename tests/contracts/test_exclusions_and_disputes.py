"""What is agreed not to count, and what happens when one side does not accept a month's result."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from contracts.models import Dispute, Exclusion, PeriodResult
from contracts.service_levels.actions import (
    AlreadyDisputed,
    DecidedAlready,
    DisputeDaysOver,
    MaintenanceNotAllowed,
    MonthIsFinal,
    NoMaintenance,
    ResultReplaced,
    add_exclusion_evidence,
    approve_exclusion,
    decide_dispute,
    dispute_result,
    read_exclusion_evidence,
    record_maintenance_times,
    refuse_exclusion,
    request_exclusion,
    withdraw_dispute,
)
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.files.kept import FileAltered
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.factories.question_sets import document
from tests.worlds import world

# 14 June 2026 is a Sunday; the standard terms allow maintenance in weekend nights, until 05:00.
NIGHT = (june(14, 2), june(14, 4))
ASKED_AT = june(8, 12)
OUTAGE = (june(14, 2), june(14, 4, 22))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def term():
    return term_of(contract_with_order())


@world
def vendor(term):
    return person(Role.SIGNATORY, of=term.contract.vendor)


@world
def agency(term):
    return person(Role.AGENCY_ADMIN, of=term.contract.agency)


@world
def officer():
    return person(Role.PERFORMANCE_OFFICER)


@world
def missed(term):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    return closed(term)


def asked(term, by, *, stretch=NIGHT, at=ASKED_AT, kind="maintenance", reason="New storage") -> Exclusion:
    start, end = stretch
    return request_exclusion(term=term, kind=kind, starts_at=start, ends_at=end, reason=reason, by=by, now=lambda: at)


# Exclusions


def test_agreed_maintenance_leaves_the_count_and_its_overrun_stays(term, vendor, agency):
    exclusion = approve_exclusion(exclusion=asked(term, vendor), by=agency, now=lambda: ASKED_AT)
    assert (exclusion.reference, exclusion.status) == ("EX-2026-0001", "approved")
    loaded(term, steady(JUNE, JULY, OUTAGE))
    result = closed(term)
    assert (result.excluded_seconds, result.downtime_seconds, result.verdict) == (7200, 22 * 60, "met")
    assert result.inputs["exclusions"] == [
        {"reference": "EX-2026-0001", "start": "2026-06-14T02:00:00Z", "end": "2026-06-14T04:00:00Z"}
    ]
    assert result.uptime_without_exclusions < 99.7 < result.uptime_percent


def test_what_is_only_asked_for_or_refused_counts(term, vendor, agency):
    asked(term, vendor)
    refuse_exclusion(
        exclusion=asked(term, vendor), reason="Elections are held that day.", by=agency, now=lambda: ASKED_AT
    )
    loaded(term, steady(JUNE, JULY, OUTAGE))
    assert closed(term).excluded_seconds == 0


def test_maintenance_beyond_the_monthly_cap_counts(term, vendor, agency):
    # The standard cap is 240 minutes a month.
    stretch = (june(14, 0), june(14, 5))
    approve_exclusion(exclusion=asked(term, vendor, stretch=stretch), by=agency, now=lambda: ASKED_AT)
    loaded(term, steady(JUNE, JULY, stretch))
    result = closed(term)
    assert (result.excluded_seconds, result.downtime_seconds) == (240 * 60, 60 * 60)


@pytest.mark.parametrize(
    ("stretch", "asked_at", "sentence"),
    [
        (NIGHT, NIGHT[0] - timedelta(days=5) + timedelta(seconds=1), "5 days’ notice"),
        ((june(16, 2), june(16, 4)), ASKED_AT, "maintenance hours"),
        ((june(14, 4), june(14, 5, 0, 1)), ASKED_AT, "maintenance hours"),
        (NIGHT, NIGHT[0], "before it starts"),
    ],
)
def test_maintenance_against_the_contract_cannot_even_be_asked_for(term, vendor, stretch, asked_at, sentence):
    with pytest.raises(MaintenanceNotAllowed, match=sentence):
        asked(term, vendor, stretch=stretch, at=asked_at)
    assert not Exclusion.objects.exists()


# At noon on a Tuesday, outside the maintenance hours: ninety minutes, of which the standard terms excuse sixty.
URGENT = (june(16, 12), june(16, 13, 30))


def test_an_emergency_over_its_cap_counts_and_the_calculation_says_so(term, vendor, agency, client):
    exclusion = asked(term, vendor, stretch=URGENT, at=june(16, 10), kind="emergency", reason="A hole in the door")
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: URGENT[0] - timedelta(seconds=1))
    loaded(term, steady(JUNE, JULY, URGENT))
    result = closed(term)
    assert (result.excluded_seconds, result.downtime_seconds, result.verdict) == (60 * 60, 30 * 60, "met")
    assert abs(result.uptime_percent - Decimal("99.930459")) < Decimal("0.00005")
    page = client.get(f"{term.contract.get_absolute_url()}?month=2026-06").text
    assert "Of it emergency maintenance" in page
    assert "EX-2026-0001, 90 min; at most 60 min a month; 30 min stay in the count" in page


def test_an_emergency_not_approved_before_it_starts_is_not_excused(term, vendor, agency):
    exclusion = asked(term, vendor, stretch=URGENT, at=june(16, 10), kind="emergency")
    with pytest.raises(MaintenanceNotAllowed, match="before it starts"):
        approve_exclusion(exclusion=exclusion, by=agency, now=lambda: URGENT[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.filter(pk=exclusion.pk).update(
            status="approved", decided_at=URGENT[0], decided_by=agency, decision_reason="Late"
        )
    loaded(term, steady(JUNE, JULY, URGENT))
    assert closed(term).excluded_seconds == 0


@pytest.mark.parametrize(
    ("asked_at", "cap", "sentence"),
    [(june(8, 12), 60, "so it is no emergency"), (june(16, 10), 0, "agrees on no emergency maintenance")],
)
def test_what_could_wait_and_what_the_contract_does_not_know_is_no_emergency(
    vendor, term, asked_at, cap, sentence, monkeypatch
):
    monkeypatch.setattr(term, "emergency_cap_minutes", cap)
    with pytest.raises(MaintenanceNotAllowed, match=sentence):
        asked(term, vendor, stretch=URGENT, at=asked_at, kind="emergency")
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize(("seconds", "approved"), [(-1, True), (0, False), (1, False)])
def test_maintenance_is_approved_only_before_it_starts(term, vendor, agency, seconds, approved):
    exclusion = asked(term, vendor)
    at = NIGHT[0] + timedelta(seconds=seconds)
    if approved:
        approve_exclusion(exclusion=exclusion, by=agency, now=lambda: at)
    else:
        with pytest.raises(MaintenanceNotAllowed):
            approve_exclusion(exclusion=exclusion, by=agency, now=lambda: at)
    exclusion.refresh_from_db()
    assert (exclusion.status == "approved") is approved


def test_nobody_approves_their_own_exclusion(term):
    manager = person(Role.CONTRACT_MANAGER)
    exclusion = asked(term, manager)
    with pytest.raises(PermissionDenied):
        approve_exclusion(exclusion=exclusion, by=manager, now=lambda: ASKED_AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.filter(pk=exclusion.pk).update(
            status="approved", decided_at=ASKED_AT, decided_by=exclusion.requested_by
        )


def test_strangers_and_the_vendor_cannot_decide(term, vendor):
    exclusion = asked(term, vendor)
    for nobody in (vendor, person(Role.SIGNATORY, of=term.contract.vendor), person(Role.AGENCY_ADMIN)):
        with pytest.raises(PermissionDenied):
            approve_exclusion(exclusion=exclusion, by=nobody, now=lambda: ASKED_AT)
    with pytest.raises(PermissionDenied):
        asked(term, person(Role.VENDOR_ADMIN))
    exclusion.refresh_from_db()
    assert exclusion.status == "requested"


def test_a_decision_is_taken_once(term, vendor, agency):
    exclusion = asked(term, vendor)
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: ASKED_AT)
    with pytest.raises(MoveRefused):
        refuse_exclusion(exclusion=exclusion, reason="No.", by=agency, now=lambda: ASKED_AT)
    actions = list(AuditEvent.objects.about(exclusion).values_list("action", flat=True))
    assert actions == ["contracts.exclusion.requested", "contracts.exclusion.approved"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": "  "}, "needs a reason"),
        ({"stretch": (NIGHT[1], NIGHT[0])}, "does not lie after the start"),
        ({"stretch": (NIGHT[0].replace(tzinfo=None), NIGHT[1].replace(tzinfo=None))}, "need a time zone"),
        ({"stretch": (NIGHT[0], NIGHT[0] + timedelta(days=32))}, "at most 31 days"),
    ],
)
def test_an_impossible_exclusion_is_refused_in_a_sentence(term, vendor, changes, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        asked(term, vendor, **changes)
    assert not Exclusion.objects.exists()


def test_other_causes_can_be_agreed_afterwards_until_the_month_is_final(term, vendor, agency, missed):
    late = missed.dispute_ends_at
    exclusion = asked(term, vendor, stretch=OUTAGE, kind="customer", at=late - timedelta(seconds=1))
    with pytest.raises(MonthIsFinal):
        approve_exclusion(exclusion=exclusion, by=agency, now=lambda: late)
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: late - timedelta(seconds=1))
    assert closed(term, at=late).verdict == PeriodResult.Verdict.MET


# Disputes


@pytest.mark.parametrize(("seconds", "accepted"), [(-1, True), (0, False)])
def test_a_result_is_disputed_only_before_its_days_end(missed, vendor, seconds, accepted):
    at = missed.dispute_ends_at + timedelta(seconds=seconds)
    if accepted:
        dispute_result(result=missed, reason="The probe was down.", by=vendor, now=lambda: at)
    else:
        with pytest.raises(DisputeDaysOver, match="The result is final"):
            dispute_result(result=missed, reason="The probe was down.", by=vendor, now=lambda: at)
    assert Dispute.objects.exists() is accepted


def test_a_disputed_result_is_not_final_until_the_dispute_is_closed(missed, vendor):
    dispute = dispute_result(result=missed, reason="The probe was down.", by=vendor, now=lambda: CLOSED_AT)
    assert dispute.organisation == missed.term.contract.vendor
    after = missed.dispute_ends_at + timedelta(days=90)
    assert not missed.is_final(at=after)
    withdraw_dispute(dispute=dispute, by=vendor, now=lambda: CLOSED_AT)
    assert missed.is_final(at=after)


@pytest.mark.parametrize(("upheld", "final"), [(False, True), (True, False)])
def test_a_rejected_dispute_lets_the_result_become_final_and_an_upheld_one_waits_for_a_revision(
    missed, agency, officer, upheld, final
):
    dispute = dispute_result(result=missed, reason="More was down.", by=agency, now=lambda: CLOSED_AT)
    decide_dispute(dispute=dispute, upheld=upheld, reason="Seen in the logs.", by=officer, now=lambda: CLOSED_AT)
    assert missed.is_final(at=missed.dispute_ends_at) is final


def test_each_side_disputes_once_at_a_time(missed, vendor, agency):
    for side in (vendor, agency):
        dispute_result(result=missed, reason="No.", by=side, now=lambda: CLOSED_AT)
    with pytest.raises(AlreadyDisputed):
        dispute_result(result=missed, reason="Still no.", by=vendor, now=lambda: CLOSED_AT)
    assert Dispute.objects.count() == 2


def test_only_the_latest_revision_can_be_disputed(term, missed, vendor):
    loaded(term, [(june(9), "down"), (june(9, 8), "up")], source="second--monitor")
    closed(term, at=CLOSED_AT + timedelta(days=2))
    with pytest.raises(ResultReplaced):
        dispute_result(result=missed, reason="No.", by=vendor, now=lambda: CLOSED_AT)


def test_who_may_dispute_and_decide(missed, vendor, officer):
    for nobody in (officer, person(Role.SIGNATORY), person(Role.REQUESTER, of=missed.term.contract.agency)):
        with pytest.raises(PermissionDenied):
            dispute_result(result=missed, reason="No.", by=nobody, now=lambda: CLOSED_AT)
    dispute = dispute_result(result=missed, reason="No.", by=vendor, now=lambda: CLOSED_AT)
    with pytest.raises(PermissionDenied):
        decide_dispute(dispute=dispute, upheld=True, reason="Yes.", by=vendor, now=lambda: CLOSED_AT)
    with pytest.raises(PermissionDenied):
        withdraw_dispute(dispute=dispute, by=officer, now=lambda: CLOSED_AT)
    dispute.refresh_from_db()
    assert dispute.status == "open"


def test_reasons_are_asked_for(missed, vendor, officer):
    with pytest.raises(InvalidInput, match="needs a reason"):
        dispute_result(result=missed, reason=" ", by=vendor, now=lambda: CLOSED_AT)
    dispute = dispute_result(result=missed, reason="No.", by=vendor, now=lambda: CLOSED_AT)
    with pytest.raises(InvalidInput, match="needs a reason"):
        decide_dispute(dispute=dispute, upheld=True, reason="", by=officer, now=lambda: CLOSED_AT)
    decide_dispute(dispute=dispute, upheld=False, reason="Logs.", by=officer, now=lambda: CLOSED_AT)
    with pytest.raises(MoveRefused):
        withdraw_dispute(dispute=dispute, by=vendor, now=lambda: CLOSED_AT)


# Maintenance as it really took place, and documents


def recorded(exclusion, by, began, finished, *, at=JULY):
    return record_maintenance_times(exclusion=exclusion, began_at=began, finished_at=finished, by=by, now=lambda: at)


def test_only_the_window_in_which_work_went_on_leaves_the_count(term, vendor, agency):
    exclusion = approve_exclusion(exclusion=asked(term, vendor), by=agency, now=lambda: ASKED_AT)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    recorded(exclusion, vendor, june(14, 2, 30), june(14, 3, 30))
    result = closed(term)
    # Down from two to 4:22, an hour of it agreed.
    assert (result.excluded_seconds, result.downtime_seconds) == (3600, 82 * 60)
    assert result.inputs["exclusions"][0]["start"] == "2026-06-14T02:30:00Z"


def test_what_ran_past_its_window_is_told_and_counts(term, vendor, agency, client):
    exclusion = approve_exclusion(exclusion=asked(term, vendor), by=agency, now=lambda: ASKED_AT)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    recorded(exclusion, vendor, june(14, 2), june(14, 4, 22))
    exclusion.refresh_from_db()
    assert exclusion.overran == timedelta(minutes=22)
    assert closed(term).downtime_seconds == 22 * 60
    client.force_login(agency)
    assert "22 min, which count like any other outage" in client.get(f"/exclusions/{exclusion.reference}/").text


def test_times_are_recorded_once_of_approved_maintenance_that_is_over(term, vendor, agency):
    exclusion = asked(term, vendor)
    with pytest.raises(NoMaintenance):
        recorded(exclusion, vendor, june(14, 2), june(14, 3))
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: ASKED_AT)
    for began, finished, at in (
        (june(14, 3), june(14, 2), JULY),
        (june(14, 2), june(14, 3), june(14, 2, 59)),
    ):
        with pytest.raises(InvalidInput):
            recorded(exclusion, vendor, began, finished, at=at)
    with pytest.raises(PermissionDenied):
        recorded(exclusion, agency, june(14, 2), june(14, 3))
    recorded(exclusion, vendor, june(14, 2), june(14, 3))
    with pytest.raises(NoMaintenance):
        recorded(exclusion, vendor, june(14, 2), june(14, 4))
    exclusion.refresh_from_db()
    assert exclusion.finished_at == june(14, 3)


def test_times_are_not_recorded_of_a_month_that_is_final(term, vendor, agency, missed):
    exclusion = approve_exclusion(exclusion=asked(term, vendor), by=agency, now=lambda: ASKED_AT)
    with pytest.raises(MonthIsFinal):
        recorded(exclusion, vendor, june(14, 2), june(14, 3), at=missed.dispute_ends_at)
    recorded(exclusion, vendor, june(14, 2), june(14, 3), at=missed.dispute_ends_at - timedelta(seconds=1))


def test_a_document_stands_with_the_request_until_it_is_decided(term, vendor, agency):
    exclusion = asked(term, vendor)
    first = add_exclusion_evidence(exclusion=exclusion, file=document(), by=vendor)
    assert add_exclusion_evidence(exclusion=exclusion, file=document(), by=agency) == first
    assert read_exclusion_evidence(first) == document().read()
    with pytest.raises(PermissionDenied):
        add_exclusion_evidence(exclusion=exclusion, file=document("other"), by=person(Role.SIGNATORY))
    with pytest.raises(InvalidInput):
        add_exclusion_evidence(exclusion=exclusion, file=ContentFile(b"MZ\x90", name="a.pdf"), by=vendor)
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: ASKED_AT)
    with pytest.raises(DecidedAlready):
        add_exclusion_evidence(exclusion=exclusion, file=document("other"), by=vendor)
    assert exclusion.evidence.count() == 1


def test_a_document_that_was_altered_is_not_handed_out(term, vendor, storage):
    evidence = add_exclusion_evidence(exclusion=asked(term, vendor), file=document(), by=vendor)
    (storage / evidence.file.name).write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(FileAltered):
        read_exclusion_evidence(evidence)


def test_both_sides_hear_of_a_request_and_of_its_decision(term, vendor, agency):
    start, end = OUTAGE
    told = {"kind": "customer", "starts_at": start, "ends_at": end, "reason": "The agency cut its own line."}
    exclusion = request_exclusion(term=term, by=vendor, **told)
    refuse_exclusion(exclusion=exclusion, reason="The line was up.", by=agency)
    notices = Notification.objects.filter(address=f"/exclusions/{exclusion.reference}/")
    keys = [f"exclusion-{exclusion.pk}-{status}" for status in ("requested", "refused")]
    assert {(one.pk, key) for one in (vendor, agency) for key in keys} <= set(notices.values_list("recipient", "key"))


def test_the_figure_stands_beside_the_one_with_nothing_excluded(term, vendor, agency, client):
    approve_exclusion(exclusion=asked(term, vendor), by=agency, now=lambda: ASKED_AT)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    closed(term)
    page = client.get(f"{term.contract.get_absolute_url()}?month=2026-06").text
    assert all(said in page for said in ("99.948%", "The same, nothing excluded", "99.671%"))
