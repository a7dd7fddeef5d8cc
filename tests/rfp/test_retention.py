"""Retention: dated schedules put into force by two persons; bids destroyed on their day, never under a hold."""

import datetime
import json
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.permissions import SYSTEM, Role
from rfp.awards.actions import open_case_file
from rfp.awards.models import Award
from rfp.awards.verification import faults_of
from rfp.bids.models import Bid, OpenedEnvelope, SolicitationKey, Wrap
from rfp.bids.reading import Destroyed, open_own_version
from rfp.holds.actions import OnHold, lift_hold
from rfp.records import tasks
from rfp.records.actions import (
    DayIsTaken,
    NoDraft,
    ScheduleTerms,
    StillNeeded,
    TooSoon,
    answer_disclosure,
    destroy_bids,
    draft_schedule,
    drop_schedule,
    enact_schedule,
)
from rfp.records.models import RetentionSchedule
from rfp.records.queries import procurements_due, redacted_copies, schedule_on
from rfp.solicitations.actions import cancel_solicitation
from rfp.solicitations.models import Solicitation
from tests.factories.awards import concluded_award, judged_procurement
from tests.factories.evaluation import opened_procurement, stays
from tests.factories.marketplace import person
from tests.factories.records import (
    HOLDS_FROM,
    YEARS,
    drafted_schedule,
    enacted_schedule,
    opened_disclosure,
    placed_hold,
)
from tests.worlds import world

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOON = datetime.time(18, tzinfo=datetime.UTC)


@world
def case():
    """Awarded with its contract; Harborline won, Aldgate and Tidewick did not."""
    enacted_schedule()
    case = judged_procurement()
    case.contract = concluded_award(case)
    case.solicitation.refresh_from_db()
    return case


@world
def called_off():
    """Opened, and then called off."""
    enacted_schedule()
    case = opened_procurement()
    told = {"code": "no_need", "reason": "Gone.", "by": case.officer, "now": stays(case.at)}
    case.solicitation = cancel_solicitation(solicitation=case.solicitation, **told)
    return case


def on(day):
    return stays(datetime.datetime.combine(day, NOON))


def years_after(day, years):
    return day.replace(year=day.year + years)


def destroyed():
    return set(Bid.objects.filter(destroyed_at__isnull=False).values_list("vendor__name", flat=True))


class TestSchedules:
    def test_two_persons_put_it_into_force_a_month_before_its_first_day(self):
        officer, cio = person(Role.PROCUREMENT_OFFICER), person(Role.CIO)
        schedule = drafted_schedule(by=officer)
        for by in (officer, person(Role.CONTRACT_MANAGER), person(Role.AUDITOR)):
            with pytest.raises(PermissionDenied):
                enact_schedule(schedule=schedule, by=by, now=on(HOLDS_FROM - 60 * DAY))
        with pytest.raises(TooSoon):
            enact_schedule(schedule=schedule, by=cio, now=on(HOLDS_FROM - 29 * DAY))
        assert RetentionSchedule.objects.get().is_draft
        enact_schedule(schedule=schedule, by=cio, now=on(HOLDS_FROM - 30 * DAY))
        assert schedule_on(HOLDS_FROM - DAY) is None
        assert schedule_on(HOLDS_FROM) == schedule

    def test_it_stands_and_is_followed_by_another(self):
        schedule, officer = enacted_schedule(), person(Role.PROCUREMENT_OFFICER)
        with pytest.raises(NoDraft):
            drop_schedule(schedule=schedule, by=officer)
        with pytest.raises(Error, match="Cannot update"), transaction.atomic():
            RetentionSchedule.objects.update(others_years=1)
        with pytest.raises(DayIsTaken):
            enacted_schedule()
        later = enacted_schedule(holds_from=HOLDS_FROM + DAY, years=YEARS | {"others": 5})
        assert (schedule_on(HOLDS_FROM), schedule_on(HOLDS_FROM + DAY)) == (schedule, later)

    @pytest.mark.parametrize(
        ("summary", "years"), [(" ", YEARS), ("Why.", {"file": 7}), ("Why.", YEARS | {"others": 0})]
    )
    def test_one_that_leaves_something_open_is_refused(self, summary, years):
        with pytest.raises(InvalidInput):
            draft_schedule(terms=ScheduleTerms(summary, HOLDS_FROM, years), by=person(Role.CIO))
        assert not RetentionSchedule.objects.exists()

    def test_a_dropped_one_is_put_into_force_by_nobody(self):
        schedule = drafted_schedule()
        drop_schedule(schedule=schedule, by=person(Role.CIO))
        with pytest.raises(NoDraft):
            enact_schedule(schedule=schedule, by=person(Role.CIO), now=on(HOLDS_FROM - 60 * DAY))
        schedule.refresh_from_db()
        with pytest.raises(MoveRefused):
            move(schedule, "enacted", by=SYSTEM, at=timezone.now())


class TestDestruction:
    def test_each_bid_goes_on_its_own_day_and_the_case_file_says_what_stays(self, case):
        announced = Award.objects.get().approved_at.date()
        others, winning = years_after(announced, 3), years_after(case.contract.ends_on, 7)
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(others - DAY)) == 0
        assert destroyed() == set()
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(others)) == 2
        assert destroyed() == {"Aldgate Lines", "Tidewick Voice"}
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(winning - DAY)) == 0
        assert SolicitationKey.objects.filter(erased_at__isnull=True).exists()
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(winning)) == 1
        assert not SolicitationKey.objects.filter(erased_at__isnull=True).exists()
        assert not Wrap.objects.exists()
        events = AuditEvent.objects.filter(action="rfp.bid.destroyed")
        assert sorted(one.data["kind"] for one in events) == ["others", "others", "winning"]
        file = open_case_file(solicitation=case.solicitation, by=person(Role.AUDITOR))
        assert faults_of(json.loads(json.dumps(file, default=str))) == []
        assert "What stays is this file" in file["kept"]
        assert all(bid["destroyed_at"] and bid["versions"] and bid["receipts"] for bid in file["bids"])
        assert find_first_bad_event() is None

    def test_a_legal_hold_keeps_all_of_it_whoever_forgets_to_ask(self, called_off):
        day = years_after(called_off.at.date(), 3)
        hold = placed_hold(called_off.solicitation)
        assert list(procurements_due(on=day)) == []
        with pytest.raises(OnHold):
            destroy_bids(solicitation=called_off.solicitation, by=SYSTEM, now=on(day))
        with pytest.raises(Error, match="legal hold"), transaction.atomic():
            OpenedEnvelope.objects.update(content=None, destroyed_at=timezone.now())
        with pytest.raises(Error, match="legal hold"), transaction.atomic():
            Wrap.objects.all().delete()
        assert destroyed() == set()
        lift_hold(hold=hold, reason="Settled.", by=person(Role.CIO))
        assert list(procurements_due(on=day)) == [called_off.solicitation]
        assert destroy_bids(solicitation=called_off.solicitation, by=SYSTEM, now=on(day)) == 3

    def test_what_somebody_asked_to_see_stays_until_that_is_answered(self, called_off):
        day = years_after(called_off.at.date(), 3)
        disclosure = opened_disclosure(called_off)
        assert list(procurements_due(on=day)) == []
        with pytest.raises(StillNeeded):
            destroy_bids(solicitation=called_off.solicitation, by=SYSTEM, now=on(day))
        answer_disclosure(disclosure=disclosure, words="Shown.", upheld={}, by=called_off.officer, now=on(day))
        assert destroy_bids(solicitation=called_off.solicitation, by=SYSTEM, now=on(day)) == 3
        assert {one["left_out"][:29] for one in redacted_copies(called_off.solicitation, left_out={})} == {
            "Its time of keeping was over,"
        }

    def test_without_a_schedule_or_while_it_runs_nothing_is_destroyed(self):
        case = opened_procurement()
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(datetime.date(2060, 1, 4))) == 0
        enacted_schedule()
        assert destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(datetime.date(2060, 1, 4))) == 0
        with pytest.raises(PermissionDenied):
            destroy_bids(solicitation=case.solicitation, by=case.officer)
        assert destroyed() == set()

    def test_the_database_lets_no_content_go_otherwise(self, called_off):
        for change in ({"content": {}}, {"content": None}, {"destroyed_at": timezone.now()}):
            with pytest.raises(Error, match="stands until"), transaction.atomic():
                OpenedEnvelope.objects.update(**change)
        with pytest.raises(Error, match="Cannot delete"), transaction.atomic():
            OpenedEnvelope.objects.all().delete()

    def test_the_daily_job_finds_them_by_the_day_and_a_second_run_changes_nothing(self, called_off, monkeypatch):
        at = datetime.datetime.combine(years_after(called_off.at.date(), 3), NOON)
        monkeypatch.setattr(tasks, "database_now", lambda: at)
        task = Mock()
        monkeypatch.setattr(tasks.app, "configure_task", task)
        monkeypatch.setitem(destroy_bids.__wrapped__.__kwdefaults__, "now", lambda: at)
        tasks.destroy_bids_of_all(0)
        task.return_value.batch_defer.assert_called_once_with({"solicitation_id": called_off.solicitation.pk})
        tasks.destroy_bids(called_off.solicitation.pk)
        tasks.destroy_bids(called_off.solicitation.pk)
        assert len(destroyed()) == AuditEvent.objects.filter(action="rfp.bid.destroyed").count() == 3


def test_pages_say_what_is_gone_and_scores_stay(client, case):
    day = years_after(Award.objects.get().approved_at.date(), 3)
    destroy_bids(solicitation=case.solicitation, by=SYSTEM, now=on(day))
    bid = Bid.objects.get(vendor__name="Aldgate Lines")
    with pytest.raises(Destroyed):
        open_own_version(bid.versions.get())
    reference = case.solicitation.reference
    for who, address, says in (
        (case.bidders["Aldgate Lines"], bid.get_absolute_url(), "What was in this bid is destroyed"),
        (case.officers[0], bid.get_absolute_url(), "What was in this bid is destroyed"),
        (person(Role.AUDITOR), f"/case-files/{reference}/", "What was in it was destroyed"),
        (person(Role.AUDITOR), reverse("record_page", args=[reference]), "What was in 2 bids is destroyed; 1 is still"),
        (case.chair, f"/evaluations/{reference}/1/consensus/", "84.00"),
    ):
        client.force_login(who)
        page = client.get(address)
        assert (page.status_code, says in page.content.decode()) == (200, True), (address, page.content.decode()[:900])


def test_a_schedule_is_prepared_and_put_into_force_on_screens(client):
    officer, first = person(Role.PROCUREMENT_OFFICER), timezone.localdate() + 40 * DAY
    client.force_login(officer)
    assert "so nothing is destroyed" in client.get(reverse("record_list")).content.decode()
    new = reverse("record_schedule_new")
    asked = YEARS | {"summary": "The archive's new table.", "holds_from": first.isoformat()}
    assert client.post(new, asked | {"others": 0}).status_code == 422
    assert client.post(new, asked).status_code == 302
    schedule = RetentionSchedule.objects.get()
    here = schedule.get_absolute_url()
    assert "a colleague of the office puts it into force" in client.get(here).content.decode()
    assert client.post(f"{here}enact/").status_code == 403
    client.force_login(person(Role.CIO))
    assert "cannot be brought back" in client.get(f"{here}enact/").content.decode()
    assert client.post(f"{here}enact/").status_code == 302
    assert "In force" in client.get(here).content.decode()
    assert client.post(f"{here}drop/").status_code == 302
    client.force_login(person(Role.BID_MANAGER))
    assert client.get(here).status_code == 403
    schedule.refresh_from_db()
    assert (schedule.status, Solicitation.objects.exists()) == ("enacted", False)
