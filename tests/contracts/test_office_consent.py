"""Where the office stands between, an order binds it by a consent given before, and the contract says so."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from contracts.agreements.actions import OfficeNotBound, conclude_contract
from contracts.agreements.models import Consent, Contract
from contracts.orders.actions import submit_order
from contracts.orders.consent import OfficeHasNotConsented
from contracts.orders.models import Order
from contracts.policies.models import Route
from contracts.policies.queries import RouteTerms
from marketplace.permissions import Role
from tests.factories.contracts import (
    MONDAY_NOON,
    accepted_order,
    agreed,
    approval_of,
    contract_to_sign,
    funded_order,
    trade,
)
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.policies import BandTerms, enacted_policy
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def office():
    return OrganisationFactory(broker=True)


@world
def managed(office):
    """An agency, and a vendor whose offering the office answers for."""
    return trade(limit=Decimal(500_000), delivery_mode="managed")


def open_policy():
    return enacted_policy(bands=[BandTerms(None, dict.fromkeys(Route, RouteTerms()))])


class TestOrders:
    def test_another_house_of_the_state_s_own_needs_no_word_of_the_office(self, office):
        own = trade(vendor=OrganisationFactory(broker=True), delivery_mode="internal")
        contract = accepted_order(own).contract
        assert (contract.broker, contract.status) == (office, Contract.Status.ACTIVE)
        assert contract.vendor != office
        assert not Consent.objects.exists()

    def test_the_contract_says_who_consented_when_and_under_what(self, managed, client):
        framework = signed_framework(managed.vendor)
        contract = accepted_order(managed).contract
        consent = contract.versions.get().consent
        assert (consent.given_by, consent.given_at) == (framework.signed_by, framework.signed_at)
        assert (consent.organisation, consent.under) == (contract.broker, str(framework))
        assert set(contract.signatures.values_list("side", flat=True)) == {"agency", "vendor"}
        page = client.get(contract.get_absolute_url()).text
        assert "By delegation, consent given" in page
        assert f'under <a href="{framework.get_absolute_url()}">{framework}</a>' in page
        assert str(framework.signed_by) not in page
        client.force_login(managed.signatory)
        assert str(framework.signed_by) in client.get(contract.get_absolute_url()).text

    def test_outside_an_agreement_the_buying_policy_is_its_consent(self, managed):
        policy = open_policy()
        consent = accepted_order(managed).contract.versions.get().consent
        assert (consent.given_by, consent.given_at) == (policy.enacted_by, policy.enacted_at)
        assert (consent.under, consent.address) == (str(policy), policy.get_absolute_url())

    def test_what_comes_under_the_contract_later_keeps_its_consent_with_its_version(self, managed):
        signed_framework(managed.vendor)
        first, second = accepted_order(managed), accepted_order(managed)
        assert first.contract == second.contract
        assert all(version.consent for version in first.contract.versions.all())
        assert Consent.objects.count() == 2

    def test_without_its_word_anywhere_nothing_is_ordered(self, managed):
        order = funded_order(managed)
        with pytest.raises(OfficeHasNotConsented, match="Ask the office to draw the contract up"):
            submit_order(order=order, version=order.version, by=managed.requester, now=lambda: MONDAY_NOON)
        order.refresh_from_db()
        assert order.status == Order.Status.DRAFT
        assert not Contract.objects.exists()

    def test_where_vendor_and_agency_stand_face_to_face_nobody_else_consents(self, office):
        parties = trade()
        signed_framework(parties.vendor)
        accepted_order(parties)
        assert not Consent.objects.exists()


class TestConcluding:
    def test_it_is_refused_without_consent_and_the_database_refuses_it_too(self, office):
        what = agreed(broker=office, delivery_mode="managed")
        by = person(Role.SIGNATORY, of=what.vendor)
        with pytest.raises(OfficeNotBound):
            conclude_contract(agreed=what, approval=approval_of(what), levels=[], by=by)
        assert not Contract.objects.exists()
        drawn_up = contract_to_sign(broker=office, delivery_mode="managed")
        version = drawn_up.versions.get()
        for side, of in (("agency", drawn_up.agency), ("vendor", drawn_up.vendor)):
            version.signatures.create(
                contract=drawn_up,
                side=side,
                organisation=of,
                signed_by=by,
                signed_at=MONDAY_NOON,
                digest=version.digest,
            )
        with pytest.raises(DatabaseError, match="with its signature or consent"), transaction.atomic():
            Contract.objects.filter(pk=drawn_up.pk).update(
                status="active", signed_at=MONDAY_NOON, signed_by_agency_at=MONDAY_NOON, signed_by_vendor_at=MONDAY_NOON
            )

    def test_a_consent_stays_as_it_was_given(self, managed):
        signed_framework(managed.vendor)
        accepted_order(managed)
        for forget in (
            lambda: Consent.objects.update(given_at=MONDAY_NOON - datetime.timedelta(days=1)),
            lambda: Consent.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                forget()
