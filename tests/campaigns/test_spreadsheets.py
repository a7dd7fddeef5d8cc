"""Five thousand offerings in one spreadsheet, two hundred of them with a fault."""

import os

import pytest

from marketplace.permissions import Role
from tests.catalog.test_spreadsheet_import import all_but_the_bad_go_in
from tests.factories.catalog import OfferingFactory, TopicFactory
from tests.factories.marketplace import OrganisationFactory, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        os.environ.get("STOA_COUNT") != "full",
        reason="tests/catalog/test_spreadsheet_import.py does the same with five hundred",
    ),
]


def test_of_5000_offerings_with_200_bad_rows_4800_go_in_and_200_are_explained(storage, record_property):
    TopicFactory(name="Service Desk", slug="service-desk")
    OfferingFactory(slug="of-another-vendor")
    vendor = OrganisationFactory(vendor=True)
    all_but_the_bad_go_in(vendor, person(Role.VENDOR_EDITOR, of=vendor), rows=5_000, bad=200)
    record_property("rows were read", 5_000)
