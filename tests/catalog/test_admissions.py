"""Lots: what vendors declare, how each is admitted, and what that lets agencies order."""

import pytest
from django.db.models import Q

from catalog.models import Lot, Offering
from catalog.taxonomy.lots import lot_code_expression, lot_code_of
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory

pytestmark = pytest.mark.django_db


class TestLots:
    def test_a_query_and_a_record_name_the_same_lot(self):
        state = OrganisationFactory(broker=True)
        for models in (["saas"], ["saas", "paas"], ["paas"], ["iaas", "support"], ["support"]):
            OfferingFactory(service_models=models)
            OfferingFactory(service_models=models, vendor=state)
        lot = lot_code_expression("service_models", of_state=Q(vendor__kind="broker"))
        offerings = Offering.objects.select_related("vendor").annotate(found=lot)
        named = [
            (each.found, lot_code_of(each.service_models, of_state=each.vendor.kind == "broker")) for each in offerings
        ]
        assert all(found == told for found, told in named)
        assert {found for found, _ in named} == set(Lot.objects.values_list("pk", flat=True))
