"""Vendors suspended and debarred: what stops, when it ends, and who decides an appeal."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from contracts.models import Order
from marketplace.audit.models import AuditEvent
from marketplace.clock import database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.actions import sanctions
from marketplace.organisations.models import Appeal, Sanction
from marketplace.permissions import Role
from tests.factories.contracts import drafted_order, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

MONDAY = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
LATER = MONDAY + datetime.timedelta(days=90)
pytestmark = pytest.mark.django_db


def at(moment=MONDAY):
    return lambda: moment


@world
def office():
    return OrganisationFactory(broker=True)


@world
def officer(office):
    return person(Role.PROCUREMENT_OFFICER, of=office)


@world
def cio(office):
    return person(Role.CIO, of=office)


@world
def vendor():
    return OrganisationFactory(vendor=True, name="Tidewick Voice")


@world
def admin(vendor):
    return person(Role.VENDOR_ADMIN, of=vendor)


def imposed(vendor, by, **changes):
    said = {"kind": "suspension", "reason": "It bribed an official.", "ends_at": LATER, "now": at()} | changes
    return sanctions.impose_sanction(vendor=vendor, by=by, **said)


class TestImposing:
    @pytest.mark.parametrize(("seconds", "holds"), [(-1, True), (0, False)])
    def test_it_ends_at_its_second_and_no_job_is_needed(self, vendor, officer, seconds, holds):
        imposed(vendor, officer)
        moment = LATER + datetime.timedelta(seconds=seconds)
        assert Sanction.objects.in_force(at=moment).exists() is holds

    def test_it_is_told_and_on_the_trail(self, vendor, officer, admin):
        imposed(vendor, officer)
        assert Notification.objects.get(recipient=admin).body == "It bribed an official."
        assert AuditEvent.objects.filter(action="organisations.sanction.imposed").count() == 1

    @pytest.mark.parametrize("change", [{"reason": " "}, {"ends_at": MONDAY}, {"kind": "exile"}])
    def test_without_a_reason_a_kind_or_a_later_end_nothing_happens(self, vendor, officer, change):
        with pytest.raises(InvalidInput):
            imposed(vendor, officer, **change)
        assert not Sanction.objects.exists()

    def test_one_at_a_time(self, vendor, officer):
        imposed(vendor, officer)
        with pytest.raises(sanctions.AlreadySanctioned):
            imposed(vendor, officer, kind="debarment")
        assert Sanction.objects.get().kind == "suspension"

    @pytest.mark.parametrize("role", [Role.CATALOGUE_EDITOR, Role.AUDITOR, Role.VENDOR_ADMIN])
    def test_the_office_s_deciders_alone(self, vendor, role):
        with pytest.raises(PermissionDenied):
            imposed(vendor, person(role))
        assert not Sanction.objects.exists()

    def test_lifted_once_with_a_reason(self, vendor, officer, admin):
        sanction = imposed(vendor, officer)
        with pytest.raises(InvalidInput):
            sanctions.lift_sanction(sanction=sanction, reason=" ", by=officer, now=at())
        sanctions.lift_sanction(sanction=sanction, reason="The court found otherwise.", by=officer, now=at())
        assert not Sanction.objects.in_force(at=MONDAY).exists()
        with pytest.raises(sanctions.SanctionOver):
            sanctions.lift_sanction(sanction=sanction, reason="Again.", by=officer, now=at())


class TestOrders:
    def test_no_new_order_while_it_holds_and_again_once_lifted(self, officer):
        parties = trade()
        sanction = sanctions.impose_sanction(
            vendor=parties.vendor,
            kind="debarment",
            reason="Fraud.",
            ends_at=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC),
            by=officer,
        )
        with pytest.raises(DomainError):
            drafted_order(parties)
        assert not Order.objects.exists()
        sanctions.lift_sanction(sanction=sanction, reason="Settled.", by=officer)
        assert drafted_order(parties)

    def test_its_page_stays_with_a_notice(self, client, vendor, officer):
        page = reverse("vendor_detail", args=[vendor.slug])
        assert "takes no new orders" not in client.get(page).content.decode()
        imposed(vendor, officer, ends_at=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC), now=database_now)
        assert "takes no new orders" in client.get(page).content.decode()


class TestAppeals:
    def test_whoever_imposed_it_does_not_decide_the_appeal(self, vendor, officer, cio, admin):
        appeal = sanctions.appeal_sanction(
            sanction=imposed(vendor, officer), grounds="Another firm did.", by=admin, now=at()
        )
        with pytest.raises(PermissionDenied):
            sanctions.decide_appeal(appeal=appeal, granted=False, reason="No.", by=officer, now=at())
        assert Appeal.objects.get().decided_at is None
        assert Notification.objects.filter(recipient=cio).exists()
        assert not Notification.objects.filter(recipient=officer).exists()
        sanctions.decide_appeal(appeal=appeal, granted=True, reason="Mistaken identity.", by=cio, now=at())
        assert Sanction.objects.get().lifting_reason == "Mistaken identity."
        with pytest.raises(sanctions.AppealDecided):
            sanctions.decide_appeal(appeal=appeal, granted=False, reason="No.", by=cio, now=at())

    def test_turned_down_the_sanction_holds(self, vendor, officer, cio, admin):
        appeal = sanctions.appeal_sanction(sanction=imposed(vendor, officer), grounds="Unfair.", by=admin, now=at())
        sanctions.decide_appeal(appeal=appeal, granted=False, reason="It is proven.", by=cio, now=at())
        assert Sanction.objects.in_force(at=MONDAY).exists()

    def test_it_falls_due_at_close_of_business_ten_working_days_on(self, vendor, officer, admin):
        appeal = sanctions.appeal_sanction(sanction=imposed(vendor, officer), grounds="Unfair.", by=admin, now=at())
        # Thanksgiving is no working day.
        assert appeal.due_at == datetime.datetime(2026, 12, 8, 22, tzinfo=datetime.UTC)

    def test_one_appeal_and_none_from_another_vendor(self, vendor, officer, admin):
        sanction = imposed(vendor, officer)
        with pytest.raises(PermissionDenied):
            sanctions.appeal_sanction(sanction=sanction, grounds="Unfair.", by=person(Role.VENDOR_ADMIN), now=at())
        sanctions.appeal_sanction(sanction=sanction, grounds="Unfair.", by=admin, now=at())
        with pytest.raises(sanctions.AlreadyAppealed):
            sanctions.appeal_sanction(sanction=sanction, grounds="Once more.", by=admin, now=at())
        assert Appeal.objects.count() == 1


def test_the_screens_impose_appeal_and_decide(client, vendor, officer, cio, admin):
    client.force_login(officer)
    form = reverse("sanction_impose", args=[vendor.slug])
    assert client.post(form, {}).status_code == 422
    said = {"kind": "debarment", "reason": "Fraud.", "last_day": "2099-12-31"}
    assert client.post(form, said).status_code == 302
    assert client.post(form, said).status_code == 409
    sanction = Sanction.objects.get()
    page = reverse("sanction_page", args=[sanction.pk])
    client.force_login(admin)
    assert client.post(reverse("sanction_appeal", args=[sanction.pk]), {"grounds": ""}).status_code == 422
    assert client.post(reverse("sanction_appeal", args=[sanction.pk]), {"grounds": "Not us."}).status_code == 302
    client.force_login(officer)
    assert "Decide the appeal" not in client.get(page).content.decode()
    client.force_login(cio)
    assert "Decide the appeal" in client.get(page).content.decode()
    decide = reverse("appeal_decide", args=[sanction.pk])
    assert client.post(decide, {"granted": "True"}).status_code == 422
    client.logout()
    assert "Tidewick Voice" in client.get(reverse("sanction_list")).content.decode()
    client.force_login(cio)
    assert client.post(decide, {"granted": "True", "reason": "Mistaken."}).status_code == 302
    client.logout()
    assert "Tidewick Voice" not in client.get(reverse("sanction_list")).content.decode()
