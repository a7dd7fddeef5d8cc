"""A vendor changes its name: asked for, confirmed by the office, and the names before keep their days."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from catalog.companies.actions import decide_name
from catalog.models import OfferingChange
from catalog.search.entries import build_rows
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.naming import NameDecided, NameTaken, NameWaits, ask_new_name
from marketplace.organisations.actions.vendors import DuplicateVendor, keep_company, register_vendor
from marketplace.organisations.models import NameChange
from marketplace.permissions import Role
from tests.factories.admissions import signatory_of
from tests.factories.contracts import accepted_order, trade
from tests.factories.marketplace import OrganisationFactory, company, person
from tests.factories.search import listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 5, 4)
NOON = datetime.datetime(2026, 5, 4, 16, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@world
def vendor():
    known = OrganisationFactory(vendor=True, name="Tidewick Voice", slug="tidewick")
    keep_company(known, company(legal_name="Tidewick Voice, Inc.", tax_number="313131313"), NOON)
    return known


@world
def signatory(vendor):
    return signatory_of(vendor)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def asked(vendor, signatory, *, at=NOON, **changes) -> NameChange:
    said = {"name": "Harbour Lines", "legal_name": "", "holds_from": TODAY, "proof": "Register of Ohio, entry 77."}
    return ask_new_name(vendor=vendor, by=signatory, now=lambda: at, **said | changes)


def confirmed(change, officer, *, at=NOON) -> NameChange:
    return decide_name(change=change, confirm=True, reason="", by=officer, now=lambda: at)


class TestAsking:
    def test_the_office_is_told_and_nothing_changes_yet(self, vendor, signatory, officer):
        change = asked(vendor, signatory, at=timezone.now())
        vendor.refresh_from_db()
        assert (vendor.name, change.status, change.legal_name_after) == (
            "Tidewick Voice",
            "asked",
            "Tidewick Voice, Inc.",
        )
        assert Notification.objects.get().recipient == officer

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"name": "  "}, InvalidInput),
            ({"proof": " "}, InvalidInput),
            ({"name": "Tidewick Voice"}, InvalidInput),
            ({"holds_from": TODAY + DAY}, InvalidInput),
            ({"name": "Anchor Mail, LLC"}, NameTaken),
        ],
    )
    def test_what_does_not_fit_or_is_another_s_name_is_refused(self, vendor, signatory, changes, refusal):
        OrganisationFactory(vendor=True, name="Anchor Mail")
        with pytest.raises(refusal):
            asked(vendor, signatory, **changes)
        assert not NameChange.objects.exists()

    def test_one_waits_at_a_time_and_only_its_own_people_ask(self, vendor, signatory):
        with pytest.raises(PermissionDenied):
            asked(vendor, person(Role.VENDOR_ADMIN))
        asked(vendor, signatory)
        with pytest.raises(NameWaits):
            asked(vendor, signatory, name="Another")
        assert NameChange.objects.count() == 1


class TestDeciding:
    def test_confirmed_it_is_called_so_and_what_was_before_keeps_its_name(self, vendor, signatory, officer):
        offering = listed_offering("Calls", vendor=vendor)
        OfferingChange.objects.all().delete()
        confirmed(asked(vendor, signatory, legal_name="Harbour Lines, Inc."), officer)
        vendor.refresh_from_db()
        assert (vendor.name, vendor.slug, vendor.company.legal_name) == (
            "Harbour Lines",
            "tidewick",
            "Harbour Lines, Inc.",
        )
        second = datetime.timedelta(seconds=1)
        assert [vendor.name_at(at) for at in (NOON - second, NOON, None)] == [
            "Tidewick Voice",
            "Harbour Lines",
            "Harbour Lines",
        ]
        assert vendor.called_at(NOON - second) == "Tidewick Voice (now Harbour Lines)"
        assert OfferingChange.objects.get().offering_id == offering.pk
        assert build_rows([offering.pk])[0].vendor == "Harbour Lines . Tidewick Voice"
        event = AuditEvent.objects.get(action="organisations.namechange.confirmed")
        assert (event.data["before"], event.data["after"]) == ("Tidewick Voice", "Harbour Lines")

    def test_each_name_has_its_own_time_and_an_old_one_stays_taken(self, vendor, signatory, officer):
        confirmed(asked(vendor, signatory), officer)
        later = NOON + 10 * DAY
        confirmed(asked(vendor, signatory, name="Quay", at=later), officer, at=later)
        vendor.refresh_from_db()
        assert vendor.former_names() == ["Harbour Lines", "Tidewick Voice"]
        assert [vendor.name_at(NOON + days * DAY) for days in (-1, 5, 11)] == [
            "Tidewick Voice",
            "Harbour Lines",
            "Quay",
        ]
        other = OrganisationFactory(vendor=True, name="Anchor Mail")
        with pytest.raises(NameTaken):
            asked(other, signatory_of(other), name="Tidewick Voice Inc.")
        newcomer = person(Role.REQUESTER)
        newcomer.emailaddress_set.create(email=newcomer.email, verified=True, primary=True)
        with pytest.raises(DuplicateVendor):
            register_vendor(name="Tidewick Voice", registration_number="NEW1", company=company(), by=newcomer)

    def test_refused_it_keeps_its_name_and_reads_why(self, vendor, signatory, officer):
        change = asked(vendor, signatory)
        with pytest.raises(InvalidInput):
            decide_name(change=change, confirm=False, reason=" ", by=officer)
        for stranger in (signatory, person(Role.CATALOGUE_EDITOR)):
            with pytest.raises(PermissionDenied):
                decide_name(change=change, confirm=True, reason="", by=stranger)
        decide_name(change=change, confirm=False, reason="The register knows no such entry.", by=officer)
        vendor.refresh_from_db()
        assert (vendor.name, vendor.former_names()) == ("Tidewick Voice", [])
        with pytest.raises(NameDecided):
            confirmed(change, officer)
        assert asked(vendor, signatory).status == "asked"


class TestScreens:
    def test_from_the_form_to_the_vendor_s_public_page_and_the_register(self, vendor, signatory, officer, client):
        address = reverse("company_name", args=[vendor.slug])
        client.force_login(signatory)
        assert "Change the name" in client.get(reverse("company_page", args=[vendor.slug])).content.decode()
        form = {"name": "Harbour Lines", "legal_name": "", "holds_from": timezone.localdate() + DAY, "proof": "Entry"}
        answer = client.post(address, form)
        assert (answer.status_code, "Harbour Lines" in answer.content.decode()) == (422, True)
        assert client.post(address, form | {"holds_from": timezone.localdate()}).status_code == 302
        assert "Waits for the broker office" in client.get(address).content.decode()
        client.force_login(officer)
        assert "Decide on the new name of" in client.get(reverse("workspace")).content.decode()
        decision = reverse("company_name_decide", args=[vendor.slug])
        assert client.post(decision, {"decision": "refuse"}).status_code == 422
        assert client.post(decision, {"decision": "confirm"}).status_code == 302
        assert "Formerly Tidewick Voice." in client.get(reverse("vendor_detail", args=["tidewick"])).content.decode()
        found = client.get(reverse("company_register"), {"q": "tidewick voice"})
        assert [row.name for row in found.context["page"]] == ["Harbour Lines"]

    def test_an_order_and_its_contract_say_the_name_of_their_day(self, client, officer):
        parties = trade()
        order = accepted_order(parties)
        before = parties.vendor.name
        confirmed(
            asked(parties.vendor, parties.signatory, holds_from=TODAY, at=timezone.now()), officer, at=timezone.now()
        )
        client.force_login(parties.requester)
        for page in (order, order.contract):
            assert f"{before} (now Harbour Lines)" in client.get(page.get_absolute_url()).content.decode()
