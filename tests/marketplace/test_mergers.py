"""A vendor becomes part of another: from its day on nothing new is its own, and nothing that ran is lost."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from catalog.admissions.actions.lots import ask_for_lots
from catalog.admissions.queries import lots_in_force
from catalog.companies.actions import hand_over_offerings, merge_vendors, part_vendors
from catalog.models import Lot, OfferingChange
from catalog.offerings.actions import create_offering
from catalog.offerings.handing_over import NotTheirs
from catalog.offerings.models import Offering
from catalog.offerings.publication import PublicationRefused
from catalog.question_sets.models import EvidenceFile
from catalog.search.entries import build_rows
from contracts.orders.actions import accept_order
from contracts.orders.pricing import NotOrderable
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.merging import AlreadyMerged, MergerWithdrawn, PartOfAnother
from marketplace.organisations.models import Merger
from marketplace.permissions import Role
from tests.factories.admissions import signatory_of
from tests.factories.contracts import accepted_order, approved_order, drafted_order, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import evidence_of
from tests.factories.search import listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


@world
def parties():
    return trade()


@world
def successor():
    return OrganisationFactory(vendor=True, name="Harbour Lines", slug="harbour")


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def merged(vendor, into, by, *, in_days=0) -> Merger:
    first_day = timezone.localdate() + in_days * DAY
    return merge_vendors(predecessor=vendor, successor=into, first_day=first_day, reason="Register, 77.", by=by)


class TestRecording:
    def test_it_holds_from_the_first_second_of_its_day_whether_or_not_a_job_ran(self, parties, successor, officer):
        merger = merged(parties.vendor, successor, officer, in_days=3)
        in_force = Merger.objects.in_force
        assert not in_force(at=merger.starts_at - SECOND).exists()
        assert in_force(at=merger.starts_at).exists()
        assert lots_in_force(parties.vendor, at=merger.starts_at - SECOND)
        assert not lots_in_force(parties.vendor, at=merger.starts_at)
        assert set(OfferingChange.objects.filter(at=merger.starts_at).values_list("offering_id", flat=True)) == {
            parties.offering.pk
        }

    def test_who_may_and_what_does_not_fit(self, parties, successor, officer):
        with pytest.raises(PermissionDenied):
            merged(parties.vendor, successor, person(Role.CATALOGUE_EDITOR))
        unverified = OrganisationFactory(vendor=True, status="registered")
        for other in (parties.vendor, parties.agency, unverified):
            with pytest.raises(InvalidInput):
                merged(parties.vendor, other, officer)
        merged(parties.vendor, successor, officer)
        third = OrganisationFactory(vendor=True)
        for first, second in ((parties.vendor, third), (third, parties.vendor), (successor, parties.vendor)):
            with pytest.raises(AlreadyMerged):
                merged(first, second, officer)
        assert Merger.objects.count() == 1

    def test_withdrawn_both_stand_apart_again(self, parties, successor, officer):
        merger = merged(parties.vendor, successor, officer)
        with pytest.raises(InvalidInput):
            part_vendors(merger=merger, reason=" ", by=officer)
        part_vendors(merger=merger, reason="It was the other Harbour.", by=officer)
        assert lots_in_force(parties.vendor, at=timezone.now())
        with pytest.raises(MergerWithdrawn):
            part_vendors(merger=merger, reason="Again.", by=officer)
        merged(parties.vendor, OrganisationFactory(vendor=True), officer)


class TestNothingNew:
    def test_no_offering_no_lot_no_publication_and_no_order(self, parties, successor, officer):
        waiting = approved_order(parties)
        merged(parties.vendor, successor, officer)
        fields = {"name": "New", "service_models": ["saas"], "deployment": "public_cloud"}
        with pytest.raises(PartOfAnother):
            create_offering(vendor=parties.vendor, fields=fields, by=person(Role.VENDOR_ADMIN, of=parties.vendor))
        with pytest.raises(PartOfAnother):
            lots = Lot.objects.filter(pk="cloud-hosting")
            ask_for_lots(vendor=parties.vendor, lots=lots, by=signatory_of(parties.vendor))
        with pytest.raises(NotOrderable):
            drafted_order(parties)
        with pytest.raises(PartOfAnother):
            accept_order(order=waiting, version=waiting.version, by=parties.signatory)
        draft = Offering.objects.get(pk=parties.offering.pk)
        revision = draft.save_revision()
        with pytest.raises(PublicationRefused, match="part of Harbour Lines now"):
            draft.publish(revision, user=person(Role.CATALOGUE_EDITOR))
        assert Offering.objects.count() == 1

    def test_a_running_contract_keeps_its_party_with_a_note(self, parties, successor, officer, client):
        contract = accepted_order(parties).contract
        name = parties.vendor.name
        merged(parties.vendor, successor, officer)
        contract.refresh_from_db()
        assert contract.vendor == parties.vendor
        client.force_login(parties.signatory)
        assert f"{name} (part of Harbour Lines now)" in client.get(contract.get_absolute_url()).content.decode()


class TestHandingOver:
    def test_it_goes_over_with_its_documents_and_search_finds_it_by_both_names(
        self, parties, successor, officer, storage
    ):
        proof = evidence_of(parties.vendor, by=parties.signatory)
        Offering.objects.filter(pk=parties.offering.pk).update(answers={"report": str(proof.pk)}, vendor_code="K-1")
        listed_offering(vendor=successor, vendor_code="K-1")
        merger = merged(parties.vendor, successor, officer)
        hand_over_offerings(merger=merger, offerings=[parties.offering], by=officer)
        offering = Offering.objects.get(pk=parties.offering.pk)
        assert (offering.vendor, offering.vendor_code, offering.slug) == (successor, "", parties.offering.slug)
        assert offering.get_latest_revision_as_object().vendor == successor
        assert list(offering.evidence().values()) == [proof]
        assert EvidenceFile.objects.visible_to(signatory_of(successor)).get() == proof
        assert build_rows([offering.pk])[0].vendor == f"Harbour Lines . {parties.vendor.name}"
        event = AuditEvent.objects.get(action="catalog.offering.handed_over")
        assert (event.data["from"], event.data["to"]) == (parties.vendor.name, "Harbour Lines")

    def test_a_draft_of_an_order_follows_once_it_is_looked_at_again(self, parties, successor, officer):
        order = drafted_order(parties)
        hand_over_offerings(merger=merged(parties.vendor, successor, officer), offerings=[parties.offering], by=officer)
        assert order in type(order).objects.to_price_anew()

    def test_not_before_the_day_not_by_others_and_not_twice(self, parties, successor, officer):
        coming = merged(parties.vendor, successor, officer, in_days=1)
        with pytest.raises(NotTheirs):
            hand_over_offerings(merger=coming, offerings=[parties.offering], by=officer)
        part_vendors(merger=coming, reason="Sooner.", by=officer)
        merger = merged(parties.vendor, successor, officer)
        with pytest.raises(InvalidInput):
            hand_over_offerings(merger=merger, offerings=[], by=officer)
        with pytest.raises(PermissionDenied):
            hand_over_offerings(merger=merger, offerings=[parties.offering], by=person(Role.CATALOGUE_EDITOR))
        foreign = listed_offering()
        with pytest.raises(NotTheirs):
            hand_over_offerings(merger=merger, offerings=[parties.offering, foreign], by=officer)
        parties.offering.refresh_from_db()
        assert parties.offering.vendor == parties.vendor


def test_on_the_screens_from_the_record_to_the_public_page(parties, successor, officer, client):
    name, slug = parties.vendor.name, parties.vendor.slug
    client.force_login(officer)
    address = reverse("company_merger", args=[slug])
    assert "Record that it merged" in client.get(reverse("company_page", args=[slug])).content.decode()
    sent = {"successor": successor.pk, "first_day": timezone.localdate(), "reason": ""}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"reason": "Register, 77."}).status_code == 302
    assert "Hand over to Harbour Lines" in client.get(address).content.decode()
    offerings = reverse("company_merger_offerings", args=[slug])
    assert client.post(offerings, {}).status_code == 422
    assert client.post(offerings, {"offerings": [parties.offering.pk]}).status_code == 302
    assert f"Nothing is left with {name}" in client.get(address).content.decode()
    client.logout()
    answer = client.get(reverse("vendor_detail", args=[slug]), follow=True)
    assert answer.redirect_chain == [(f"/vendors/harbour/?formerly={slug}", 302)]
    assert f"{name} is part of Harbour Lines now" in answer.content.decode()
    client.force_login(officer)
    assert client.post(reverse("company_merger_withdraw", args=[slug]), {"reason": ""}).status_code == 422
    assert client.post(reverse("company_merger_withdraw", args=[slug]), {"reason": "Wrong one."}).status_code == 302
    assert client.get(reverse("vendor_detail", args=[slug])).status_code == 200
