"""Provisioning: reports under keys, in turn; repeated without effect; the agency confirms; the service clock begins."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from contracts.agreements.models import ServiceLevelTerm
from contracts.orders.actions import KeyReused, OutOfTurn, Report, confirm_provisioning, report_provisioning
from contracts.orders.models import Order, Provisioning, ProvisioningStep
from contracts.orders.models.queryset import OrderQuerySet
from contracts.service_levels.queries.periods import agreed_time
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import Role
from marketplace.workspace.reader import reader_of
from marketplace.workspace.sources.orders import failed_to_provide
from tests.factories.contracts import MONDAY_NOON, accepted_order, approved_order, novated, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

STARTED, READY = Report("started"), Report("ready", resource="https://desk.example/roads")
FAILED = Report("failed", reason="The directory did not answer.")
DECEMBER = datetime.date(2026, 12, 1)


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


@world
def parties():
    return trade()


@pytest.fixture
def order(parties):
    return accepted_order(parties)


def report(order, parties, said, key, moment=MONDAY_NOON):
    return report_provisioning(order=order, key=key, report=said, by=parties.signatory, **at(moment))


@pytest.mark.django_db
class TestReports:
    def test_begun_failed_begun_again_ready_confirmed(self, order, parties):
        for number, said in enumerate([STARTED, FAILED, STARTED, READY]):
            report(order, parties, said, f"key-{number}")
        standing = Provisioning.objects.get()
        assert (standing.status, standing.resource, standing.ready_at) == ("ready", READY.resource, MONDAY_NOON)
        assert confirm_provisioning(order=order, by=parties.requester, **at()).confirmed_by == parties.requester
        with pytest.raises(MoveRefused):
            confirm_provisioning(order=order, by=parties.requester, **at())

    def test_the_same_key_again_changes_nothing_and_is_answered_the_same(self, order, parties):
        first = report(order, parties, STARTED, "key-1")
        report(order, parties, READY, "key-2")
        events = AuditEvent.objects.count()
        later = MONDAY_NOON + datetime.timedelta(days=1)
        again = report(order, parties, STARTED, "key-1", later)
        assert (again, again.reported_at) == (first, MONDAY_NOON)
        assert (ProvisioningStep.objects.count(), AuditEvent.objects.count()) == (2, events)

    def test_something_else_under_the_same_key_is_refused(self, order, parties):
        report(order, parties, STARTED, "key-1")
        with pytest.raises(KeyReused):
            report(order, parties, READY, "key-1")
        assert ProvisioningStep.objects.get().kind == "started"

    @pytest.mark.parametrize(
        ("before", "said", "refusal"),
        [
            ([], READY, OutOfTurn),
            ([STARTED], STARTED, OutOfTurn),
            ([STARTED, READY], FAILED, OutOfTurn),
            ([STARTED], Report("ready"), InvalidInput),
            ([STARTED], Report("failed", reason=" "), InvalidInput),
            ([], Report("flown"), InvalidInput),
        ],
    )
    def test_what_cannot_follow_is_not_taken_in(self, order, parties, before, said, refusal):
        for number, each in enumerate(before):
            report(order, parties, each, f"key-{number}")
        with pytest.raises(refusal):
            report(order, parties, said, "key-new")
        assert order.provisioning_steps.count() == len(before)

    def test_only_the_vendor_reports_and_only_the_agency_confirms(self, order, parties):
        with pytest.raises(PermissionDenied):
            report_provisioning(order=order, key="k", report=STARTED, by=parties.requester, **at())
        report(order, parties, STARTED, "key-1")
        report(order, parties, READY, "key-2")
        with pytest.raises(PermissionDenied):
            confirm_provisioning(order=order, by=parties.signatory, **at())
        assert Provisioning.objects.get().status == "ready"

    def test_after_a_novation_the_successor_reports_and_is_told_and_the_first_vendor_does_not(self, order, parties):
        successor = OrganisationFactory(vendor=True)
        new = person(Role.SIGNATORY, of=successor)
        novated(order.contract, successor)
        order = Order.objects.get(pk=order.pk)
        with pytest.raises(PermissionDenied):
            report(order, parties, STARTED, "key-1")
        assert not order.provisioning_steps.exists()
        for number, said in enumerate([STARTED, FAILED]):
            report_provisioning(order=order, key=f"new-{number}", report=said, by=new, **at())
        waits = {user: order in failed_to_provide(reader_of(user, at=MONDAY_NOON)) for user in (new, parties.signatory)}
        assert waits == {new: True, parties.signatory: False}
        for number, said in enumerate([STARTED, READY]):
            report_provisioning(order=order, key=f"then-{number}", report=said, by=new, **at())
        confirm_provisioning(order=order, by=parties.requester, **at())
        told = Notification.objects.filter(key__endswith="provisioning-confirmed").values_list("recipient", flat=True)
        assert new.pk in told
        assert parties.signatory.pk not in told

    def test_the_database_keeps_reports_and_what_is_ready_has_a_place(self, order, parties):
        report(order, parties, STARTED, "key-1")
        with pytest.raises(ProgrammingError), transaction.atomic():
            ProvisioningStep.objects.update(kind="ready", resource="here")
        with pytest.raises(IntegrityError), transaction.atomic():
            Provisioning.objects.update(status="ready")

    def test_the_service_clock_begins_when_it_is_ready(self, order, parties):
        term = ServiceLevelTerm.objects.select_related("contract").get(contract=order.contract)
        assert agreed_time(term, DECEMBER)[0].start == datetime.datetime(2026, 12, 1, 5, tzinfo=datetime.UTC)
        ready_at = datetime.datetime(2026, 12, 4, 15, tzinfo=datetime.UTC)
        report(order, parties, STARTED, "key-1")
        report(order, parties, READY, "key-2", ready_at)
        term = ServiceLevelTerm.objects.select_related("contract").get(contract=order.contract)
        assert agreed_time(term, DECEMBER)[0].start == ready_at
        assert agreed_time(term, datetime.date(2027, 1, 1))[0].start == datetime.datetime(
            2027, 1, 1, 5, tzinfo=datetime.UTC
        )


@pytest.mark.django_db
class TestDoors:
    def post(self, client, order, sent, key="key-1", **headers):
        headers |= {"Idempotency-Key": key} if key else {}
        url = f"/api/v1/orders/{order.reference}/provisioning"
        return client.post(url, sent, content_type="application/json", headers=headers)

    def test_a_vendor_s_system_reports_with_a_token_and_a_key(self, client, order, parties):
        admin = person(Role.VENDOR_ADMIN, of=parties.vendor)
        ends = timezone.now() + datetime.timedelta(days=9)
        _, secret = issue_token(
            organisation=parties.vendor, name="Desk", scopes=["provision"], expires_at=ends, by=admin
        )
        bearer = {"Authorization": f"Bearer {secret}"}
        first, again = (self.post(client, order, {"step": "started"}, **bearer) for _ in range(2))
        assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
        other = self.post(client, order, {"step": "ready", "resource": "x"}, **bearer)
        assert (other.status_code, other["Content-Type"]) == (409, "application/problem+json")
        assert "under this key" in other.json()["detail"]
        assert self.post(client, order, {"step": "started"}, key="", **bearer).status_code == 422
        _, reading = issue_token(organisation=parties.vendor, name="Bills", scopes=["read"], expires_at=ends, by=admin)
        refused = self.post(client, order, {"step": "started"}, key="k", Authorization=f"Bearer {reading}")
        assert refused.status_code == 403
        assert ProvisioningStep.objects.count() == 1

    def test_what_does_not_run_is_not_provided(self, client, parties):
        waiting = approved_order(parties)
        client.force_login(parties.signatory)
        assert self.post(client, waiting, {"step": "started"}).status_code == 409
        client.force_login(person(Role.SIGNATORY))
        assert self.post(client, waiting, {"step": "started"}).status_code == 404

    def test_on_the_pages_of_both_sides(self, client, order, parties):
        client.force_login(parties.signatory)
        url = f"{order.get_absolute_url()}provisioning/"
        assert client.post(url, {"kind": "started", "key": "a"})["Location"] == order.get_absolute_url()
        assert client.post(url, {"kind": "ready", "key": "b"}).status_code == 422
        client.post(url, {"kind": "ready", "key": "b", "resource": "https://desk.example/roads"})
        client.force_login(parties.requester)
        page = client.get(order.get_absolute_url()).content.decode()
        assert "https://desk.example/roads" in page
        assert client.post(f"{url}confirm/", {"version": 1}).status_code == 302
        assert Provisioning.objects.get().status == "confirmed"


def race(parties):
    order, clock = accepted_order(parties), meeting_clock()
    act = {"order": order, "key": "key-1", "report": STARTED, "by": parties.signatory, "now": clock}
    return at_once(*[lambda: report_provisioning(**act)] * 2)


def test_the_same_report_twice_at_once_is_kept_once(cloned_database):
    outcomes = race(trade())
    assert len({outcome.pk for outcome in outcomes}) == 1, outcomes
    assert ProvisioningStep.objects.count() == 1


def test_without_the_order_s_lock_one_of_them_meets_the_database(cloned_database, monkeypatch):
    monkeypatch.setattr(OrderQuerySet, "select_for_update", lambda orders, **options: orders)

    def the_database_refuses_one() -> bool:
        return any(isinstance(outcome, IntegrityError) for outcome in race(trade()))

    assert goes_wrong(the_database_refuses_one)
