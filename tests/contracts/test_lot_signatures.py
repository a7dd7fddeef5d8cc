"""Each vendor signs its lot of a framework agreement; the office signs for itself where it stands between."""

from datetime import datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction

from contracts.agreements.actions import NotASide, SignedAlready, sign_contract
from contracts.agreements.models import Contract
from contracts.frameworks.actions import (
    AmendedTerms,
    FrameworkEnded,
    LotSignedAlready,
    NotSigned,
    NoVersionKept,
    approve_framework_proposal,
    keep_signed_version,
    propose_framework_amendment,
    propose_framework_ending,
    sign_lot,
)
from contracts.frameworks.models import FrameworkVersion, LotSignature
from contracts.frameworks.models.framework import Framework
from marketplace.audit.models import AuditEvent
from marketplace.errors import StaleForm
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.contracts import MONDAY_NOON, contract_to_sign
from tests.factories.frameworks import drafted_framework, offered_framework, old_framework
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def framework():
    return offered_framework()


@world
def place(framework):
    return framework.lots.get().vendors.select_related("vendor", "lot__lot").get(rank=1)


@world
def signatory(place):
    return person(Role.SIGNATORY, of=place.vendor)


def signed(place, by, **changes):
    digest = place.lot.framework.versions.last().digest
    return sign_lot(place=place, by=by, **{"digest": digest, "now": lambda: MONDAY_NOON} | changes)


def in_force(proposal):
    return approve_framework_proposal(proposal=proposal, by=person(Role.CIO))


def amended(framework):
    terms = AmendedTerms(framework.ceiling + 1, framework.last_order_on, framework.ends_on, {})
    return in_force(
        propose_framework_amendment(
            framework=framework,
            terms=terms,
            grounds="additional",
            rationale="A little more.",
            version=Framework.objects.get(pk=framework.pk).version,
            by=person(Role.PROCUREMENT_OFFICER),
        )
    )


class TestLots:
    def test_a_vendor_signs_its_lot_on_a_screen_under_the_digest_of_the_text(self, place, signatory, client):
        framework = place.lot.framework
        client.force_login(signatory)
        page = client.get(framework.get_absolute_url()).text
        address = f"{framework.get_absolute_url()}lots/{place.lot_id}/sign/"
        assert address in page
        assert page.count("Not yet: no orders before") == 2
        digest = framework.versions.get().digest
        assert digest in client.get(address).text
        assert client.post(address, {"digest": digest}).status_code == 302
        kept = LotSignature.objects.get()
        assert (kept.vendor, kept.signed_by, kept.digest) == (place.vendor, signatory, digest)
        page = client.get(framework.get_absolute_url()).text
        assert address not in page
        assert page.count("Not yet") == 1
        event = AuditEvent.objects.get(action="contracts.framework.lot_signed")
        assert event.data["vendor"] == place.vendor.name

    def test_only_who_binds_a_vendor_of_the_lot_signs_it(self, place):
        for somebody in (
            person(Role.SIGNATORY),
            person(Role.VENDOR_EDITOR, of=place.vendor),
            person(Role.PROCUREMENT_OFFICER),
        ):
            with pytest.raises(PermissionDenied):
                signed(place, somebody)
        assert not LotSignature.objects.exists()

    def test_programs_read_who_signed_which_version_and_whose_hand_it_was_its_own_and_the_office(
        self, place, signatory, client
    ):
        framework = place.lot.framework
        signed(place, signatory)
        address = f"/api/v1/agreements/{framework.reference}"
        ours, theirs = str(framework.signed_by), str(signatory)
        other = framework.lots.get().vendors.get(rank=2).vendor
        for reader, office, vendor in (
            (None, None, None),
            (person(Role.REQUESTER), None, None),
            (person(Role.SIGNATORY, of=other), None, None),
            (person(Role.VENDOR_EDITOR, of=place.vendor), None, theirs),
            (person(Role.PROCUREMENT_OFFICER), ours, theirs),
        ):
            if reader:
                client.force_login(reader)
            told = client.get(address).json()
            assert told["signed_by"] == office
            assert datetime.fromisoformat(told["signed_at"]) == framework.signed_at
            [signature] = told["lots"][0]["signatures"]
            assert (signature["signed_for"], signature["version"]) == (place.vendor.slug, 1)
            assert signature["signed_by"] == vendor
            assert datetime.fromisoformat(signature["signed_at"]) == MONDAY_NOON

    def test_one_signs_a_version_once_and_the_next_version_anew(self, place, signatory):
        signed(place, signatory)
        with pytest.raises(LotSignedAlready):
            signed(place, person(Role.VENDOR_ADMIN, of=place.vendor))
        before = place.lot.framework.versions.get().digest
        amended(place.lot.framework)
        with pytest.raises(StaleForm):
            signed(place, signatory, digest=before)
        signed(place, signatory)
        assert list(LotSignature.objects.values_list("version__number", flat=True)) == [1, 2]

    def test_neither_a_draft_nor_what_has_ended_is_signed(self, place, signatory):
        draft = drafted_framework(place.vendor).lots.get().vendors.get()
        with pytest.raises(NotSigned):
            sign_lot(place=draft, digest="", by=signatory)
        framework, office = place.lot.framework, person(Role.PROCUREMENT_OFFICER)
        ending = propose_framework_ending(framework=framework, rationale="Over.", version=framework.version, by=office)
        in_force(ending)
        with pytest.raises(FrameworkEnded):
            signed(place, signatory)
        assert not LotSignature.objects.exists()

    def test_the_database_refuses_what_the_code_forgets(self, place, signatory):
        kept = signed(place, signatory)
        version = kept.version
        other = OrganisationFactory(vendor=True)
        for forget in (
            lambda: LotSignature.objects.update(vendor=other),
            lambda: LotSignature.objects.all().delete(),
            lambda: LotSignature.objects.create(
                lot=place.lot, vendor=other, version=version, signed_by=signatory, signed_at=MONDAY_NOON,
                digest=version.digest,
            ),
            lambda: LotSignature.objects.create(
                lot=place.lot, vendor=place.vendor, version=version, signed_by=signatory, signed_at=MONDAY_NOON,
                digest="0" * 64,
            ),
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                forget()
        assert LotSignature.objects.get() == kept


class TestKeptVersions:
    def test_an_agreement_signed_before_texts_were_kept_gets_its_version_once(self):
        old = old_framework(OrganisationFactory(vendor=True))
        lot = old.lots.get().vendors.get()
        with pytest.raises(NoVersionKept):
            sign_lot(place=lot, digest="", by=person(Role.SIGNATORY, of=lot.vendor))
        for _ in range(2):
            call_command("keep_signed_versions", stdout=StringIO())
        kept = old.versions.get()
        assert f'"reference": "{old.reference}"' in kept.content
        assert sign_lot(place=lot, digest=kept.digest, by=person(Role.SIGNATORY, of=lot.vendor)).version == kept
        assert AuditEvent.objects.filter(action="contracts.framework.version_kept").count() == 1

    def test_only_the_office_keeps_a_version_and_none_of_a_draft(self, framework):
        with pytest.raises(PermissionDenied):
            keep_signed_version(framework=framework, by=person(Role.CONTRACT_MANAGER))
        with pytest.raises(NotSigned):
            keep_signed_version(framework=drafted_framework(), by=person(Role.CIO))
        assert keep_signed_version(framework=framework, by=person(Role.CIO)).number == 1
        assert FrameworkVersion.objects.count() == 1


class TestTheOffice:
    def _sign(self, contract, side, by):
        digest = contract.versions.last().digest
        return sign_contract(contract=contract, side=side, digest=digest, by=by)

    @pytest.mark.parametrize("last", ["agency", "vendor", "broker"])
    def test_a_managed_contract_is_in_force_with_three_signatures(self, last):
        between = contract_to_sign(broker=OrganisationFactory(broker=True), delivery_mode="managed")
        people = {
            "agency": person(Role.APPROVER, of=between.agency, limit=Decimal(1_000_000)),
            "vendor": person(Role.SIGNATORY, of=between.vendor),
            "broker": person(Role.CIO, of=between.broker),
        }
        for side in sorted(people, key=lambda one: one == last):
            assert Contract.objects.get(pk=between.pk).status == "signing"
            self._sign(between, side, people[side])
        assert Contract.objects.get(pk=between.pk).status == "active"
        assert set(between.signatures.values_list("side", "organisation")) == {
            (side, getattr(between, f"{side}_id")) for side in people
        }

    def test_it_signs_on_its_screen_and_finds_it_on_its_desk(self, client):
        between = contract_to_sign(broker=OrganisationFactory(broker=True), delivery_mode="managed")
        by = person(Role.CIO, of=between.broker)
        client.force_login(by)
        address = f"{between.get_absolute_url()}sign/broker/"
        assert address in client.get(between.get_absolute_url()).text
        assert address in str(workspace_context(by, at=MONDAY_NOON)["rows"])
        assert client.post(address, {"digest": between.versions.get().digest}).status_code == 302
        assert between.signatures.get().organisation == between.broker
        with pytest.raises(SignedAlready):
            self._sign(between, "broker", person(Role.CIO, of=between.broker))

    def test_it_signs_nothing_where_vendor_and_agency_stand_face_to_face(self, client):
        brokered = contract_to_sign(broker=OrganisationFactory(broker=True))
        by = person(Role.CIO, of=brokered.broker)
        with pytest.raises(NotASide):
            self._sign(brokered, "broker", by)
        client.force_login(by)
        assert client.get(f"{brokered.get_absolute_url()}sign/broker/").status_code == 404
        assert not brokered.signatures.exists()
