"""An offering's page counts the agencies that hold a contract on it, from signature to end."""

import pytest

from catalog.offerings.models import OfferingChange, OfferingFacts
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import signed_contract
from tests.factories.exits import terminated
from tests.factories.marketplace import OrganisationFactory

pytestmark = pytest.mark.django_db


def holders(offering):
    return OfferingFacts.objects.get(offering=offering).under_contract_count


def test_each_agency_counts_once_from_signature_to_end():
    offering, agency = OfferingFactory(), OrganisationFactory()
    contracts = [signed_contract(offering=offering, agency=agency) for _ in range(2)]
    signed_contract(offering=offering)
    assert holders(offering) == 2
    assert OfferingChange.objects.waiting().filter(offering_id=offering.pk).exists()
    for contract, left in zip(contracts, (2, 1), strict=True):
        terminated(contract)
        assert holders(offering) == left


def test_what_its_source_says_is_left_alone():
    offering = OfferingFactory()
    OfferingFacts.objects.update_or_create(
        offering=offering, defaults={"used_by_count": 42, "updated_at": "2026-11-23T00:00Z"}
    )
    signed_contract(offering=offering)
    facts = OfferingFacts.objects.get(offering=offering)
    assert (facts.used_by_count, facts.under_contract_count) == (42, 1)


def test_a_contract_without_an_offering_is_nothing_to_the_catalogue():
    signed_contract()
    assert not OfferingFacts.objects.filter(under_contract_count__gt=0).exists()
