"""Lots: what vendors declare, how each is admitted, and what that lets agencies order."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from catalog.admissions.actions import lots
from catalog.admissions.actions.declarations import decide_declaration
from catalog.admissions.queries import lots_in_force
from catalog.models import Admission, Declaration, Lot, Offering, OfferingChange
from catalog.offerings.actions import publish_offering
from catalog.offerings.admission_changes import note_admissions
from catalog.offerings.publication import PublicationRefused
from catalog.search.entries import build_rows
from catalog.search.facets import values_of
from catalog.taxonomy.lots import lot_code_expression, lot_code_of, lot_code_sql
from contracts.orders.pricing import NotOrderable
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.sanctions import impose_sanction
from marketplace.permissions import Role
from tests.factories.admissions import TO_REVIEW, sent, signatory_of
from tests.factories.admitted import admitted, declared
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import drafted_order, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db
SOFTWARE = Lot.CLOUD_SOFTWARE


@world
def vendor():
    return OrganisationFactory(vendor=True, name="Tidewick Voice", admitted=False)


@world
def signatory(vendor):
    return signatory_of(vendor)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def ask(vendor, by, *codes):
    return lots.ask_for_lots(vendor=vendor, lots=Lot.objects.filter(pk__in=codes), by=by)


def barred(vendor, by):
    ends_at = timezone.now() + datetime.timedelta(days=30)
    return impose_sanction(vendor=vendor, kind="suspension", reason="Looked into.", ends_at=ends_at, by=by)


def lapse(vendor):
    """The year is over: the end moves to the second after the signature."""
    Declaration.objects.filter(vendor=vendor).update(valid_until=F("signed_at") + datetime.timedelta(microseconds=1))


def bits_of_row(offering):
    (row,) = build_rows([offering.pk])
    return list(values_of(row.bits)["orderable"])


class TestLots:
    def test_a_query_and_a_record_name_the_same_lot(self):
        state = OrganisationFactory(broker=True)
        for models in (["saas"], ["saas", "paas"], ["paas"], ["iaas", "support"], ["support"]):
            OfferingFactory(service_models=models)
            OfferingFactory(service_models=models, vendor=state)
        lot = lot_code_expression("service_models", of_state=Q(vendor__kind="broker"))
        of_state = "(SELECT v.kind = 'broker' FROM organisations_organisation v WHERE v.id = vendor_id)"
        in_words = RawSQL(lot_code_sql("service_models", of_state=of_state), [])  # noqa: S611 our own words
        offerings = Offering.objects.select_related("vendor").annotate(found=lot, in_words=in_words)
        named = [
            (each.found, lot_code_of(each.service_models, of_state=each.vendor.kind == "broker")) for each in offerings
        ]
        assert all(found == told for found, told in named)
        assert [each.in_words for each in offerings] == [found for found, _ in named]
        assert {found for found, _ in named} == set(Lot.objects.values_list("pk", flat=True))


class TestAsking:
    def test_with_an_accepted_declaration_a_vendor_is_admitted_at_once(self, vendor, signatory):
        declared(vendor)
        (row,) = ask(vendor, signatory, SOFTWARE)
        assert (row.status, row.decided_by, row.reason) == ("admitted", None, lots.BY_THE_RULES)
        assert lots_in_force(vendor, at=timezone.now()) == {SOFTWARE}
        assert ask(vendor, signatory, SOFTWARE) == [row]
        assert Notification.objects.filter(recipient=signatory, subject__contains="is admitted to").count() == 1

    def test_without_a_declaration_nothing_is_asked(self, vendor, signatory):
        with pytest.raises(lots.NotDeclared):
            ask(vendor, signatory, SOFTWARE)
        assert not Admission.objects.exists()

    def test_while_the_declaration_is_in_review_the_ask_waits_for_it(self, vendor, signatory, officer):
        waiting = sent(vendor, by=signatory, **TO_REVIEW)
        (row,) = ask(vendor, signatory, SOFTWARE)
        assert row.status == "asked"
        decide_declaration(declaration=waiting, passed=True, reason="Minor.", by=officer)
        row.refresh_from_db()
        assert row.status == "admitted"

    def test_the_states_own_lot_is_not_to_be_asked_for(self, vendor, signatory):
        declared(vendor)
        with pytest.raises(InvalidInput):
            ask(vendor, signatory, Lot.STATE_SERVICES)

    def test_an_editor_does_not_ask(self, vendor):
        declared(vendor)
        with pytest.raises(PermissionDenied):
            ask(vendor, person(Role.VENDOR_EDITOR, of=vendor), SOFTWARE)

    def test_a_barred_vendor_is_admitted_nowhere(self, vendor, signatory, officer):
        declared(vendor)
        barred(vendor, officer)
        with pytest.raises(lots.Barred):
            ask(vendor, signatory, SOFTWARE)
        assert not Admission.objects.exists()


class TestDeciding:
    def test_ended_with_a_reason_and_asked_again_a_person_decides(self, vendor, signatory, officer):
        declared(vendor)
        (row,) = ask(vendor, signatory, SOFTWARE)
        with pytest.raises(InvalidInput, match="Say why"):
            lots.end_admission(admission=row, reason=" ", by=officer)
        lots.end_admission(admission=row, reason="Its listings were false.", by=officer)
        assert lots_in_force(vendor, at=timezone.now()) == set()
        (again,) = ask(vendor, signatory, SOFTWARE)
        assert again.status == "asked"
        assert Notification.objects.filter(recipient=officer, subject__contains="asks again").exists()
        refused = lots.decide_admission(admission=again, admit=False, reason="Still false.", by=officer)
        assert (refused.status, refused.reason, refused.decided_by) == ("refused", "Still false.", officer)
        with pytest.raises(lots.NotAsked):
            lots.decide_admission(admission=again, admit=True, reason="Oh.", by=officer)
        (third,) = ask(vendor, signatory, SOFTWARE)
        lots.decide_admission(admission=third, admit=True, reason="Corrected.", by=officer)
        assert lots_in_force(vendor, at=timezone.now()) == {SOFTWARE}

    def test_nobody_decides_for_a_company_they_belong_to(self, vendor, signatory):
        declared(vendor)
        (row,) = ask(vendor, signatory, SOFTWARE)
        insider = person(Role.PROCUREMENT_OFFICER)
        insider.memberships.create(organisation=vendor, role=Role.VENDOR_EDITOR)
        with pytest.raises(PermissionDenied):
            lots.end_admission(admission=row, reason="No.", by=insider)


class TestOrders:
    def test_an_offering_is_ordered_only_in_a_lot_to_which_its_vendor_is_admitted(self, vendor):
        offering = OfferingFactory(orderable=True, vendor=vendor)
        assert any("is not admitted to cloud software" in said for said in offering.missing_for_orders())
        assert not Offering.objects.orderable().exists()
        admitted(vendor, Lot.CLOUD_HOSTING)
        assert not offering.is_orderable
        admitted(vendor, Lot.CLOUD_SOFTWARE)
        assert offering.is_orderable
        assert Offering.objects.orderable().get() == offering
        assert Offering.objects.with_admission().get().vendor_admitted

    def test_the_states_own_services_need_none(self):
        offering = OfferingFactory(orderable=True, vendor=OrganisationFactory(broker=True))
        assert offering.is_orderable
        assert Offering.objects.orderable().get() == offering
        assert Offering.objects.with_admission().get().vendor_admitted

    def test_it_ends_with_the_declaration_at_its_second_and_comes_back_with_the_next(self, vendor):
        end = timezone.now() + datetime.timedelta(days=3)
        admitted(vendor, SOFTWARE, until=end)
        in_force = Admission.objects.in_force
        assert in_force(at=end - datetime.timedelta(seconds=1)).exists()
        assert not in_force(at=end).exists()
        declared(vendor)
        assert in_force(at=end).exists()

    def test_a_request_is_refused_once_the_declaration_has_lapsed(self):
        parties = trade()
        lapse(parties.vendor)
        with pytest.raises(NotOrderable, match="is not admitted to cloud software"):
            drafted_order(parties)

    def test_it_rests_while_the_vendor_is_barred(self, vendor, officer):
        offering = OfferingFactory(orderable=True, vendor=admitted(vendor))
        barred(vendor, officer)
        assert not offering.is_orderable

    def test_a_vendor_that_is_not_admitted_lists_but_publishes_nothing_to_be_ordered(self, vendor):
        draft = OfferingFactory(orderable=True, draft=True, vendor=vendor)
        with pytest.raises(PublicationRefused, match="is not admitted"):
            publish_offering(offering=draft, by=person(Role.CATALOGUE_EDITOR))
        draft.refresh_from_db()
        assert not draft.live


class TestSearchFollows:
    def test_what_came_into_force_and_what_lapsed_is_noted_once(self, vendor):
        admitted(vendor)
        desk = OfferingFactory(orderable=True, vendor=vendor)
        OfferingFactory(vendor=vendor)
        assert note_admissions() == 0
        lapse(vendor)
        OfferingChange.objects.all().delete()
        assert note_admissions() == 1
        assert note_admissions() == 0
        assert OfferingChange.objects.get().offering_id == desk.pk
        declared(vendor)
        assert note_admissions() == 1

    def test_the_filter_of_what_can_be_ordered_follows(self, vendor):
        admitted(vendor)
        desk = OfferingFactory(orderable=True, vendor=vendor)
        assert bits_of_row(desk) == ["yes"]
        lapse(vendor)
        assert bits_of_row(desk) == []


class TestScreens:
    def test_a_vendor_chooses_lots_and_is_told(self, vendor, signatory, client):
        client.force_login(signatory)
        page = reverse("admission_page", args=[vendor.slug])
        assert "Admitted to no lot yet" in client.get(page).content.decode()
        assert client.post(page, {"lots": [SOFTWARE]}).status_code == 409
        declared(vendor)
        assert client.post(page, {}).status_code == 422
        assert client.post(page, {"lots": ["state-services"]}).status_code == 422
        assert client.post(page, {"lots": [SOFTWARE]}).status_code == 302
        assert "Admitted" in client.get(page).content.decode()
        client.force_login(person(Role.VENDOR_ADMIN))
        assert client.get(page).status_code == 404

    def test_an_officer_ends_and_decides_with_a_reason(self, vendor, signatory, officer, client):
        declared(vendor)
        (row,) = ask(vendor, signatory, SOFTWARE)
        client.force_login(officer)
        decide = reverse("admission_decide", args=[row.pk])
        assert client.post(decide, {"decision": "end", "reason": ""}).status_code == 422
        assert client.post(decide, {"decision": "end", "reason": "False listings."}).status_code == 302
        assert client.get(decide).status_code == 409
        ask(vendor, signatory, SOFTWARE)
        assert "Tidewick Voice" in client.get(reverse("admission_list")).content.decode()
        again = Admission.objects.get(status="asked")
        decide = reverse("admission_decide", args=[again.pk])
        assert "False listings." in client.get(decide).content.decode()
        assert client.post(decide, {"decision": "admit", "reason": "Corrected."}).status_code == 302

    @pytest.mark.parametrize("rows", [1, 6])
    def test_the_list_takes_as_many_statements_for_one_as_for_many(
        self, officer, client, django_assert_max_num_queries, rows
    ):
        for _ in range(rows):
            other = OrganisationFactory(vendor=True)
            other.admissions.filter(lot=SOFTWARE).delete()
            Admission.objects.create(
                vendor=other, lot_id=SOFTWARE, asked_at=timezone.now(), asked_by=person(Role.SIGNATORY, of=other)
            )
        client.force_login(officer)
        with django_assert_max_num_queries(8):
            client.get(reverse("admission_list"))
