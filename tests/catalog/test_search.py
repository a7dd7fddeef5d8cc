"""What the catalogue's search finds, in which order, how it counts, and what it never shows."""

import pytest

from catalog.search.query import CatalogueQuery
from catalog.search.queries import search_catalogue
from tests.factories.search import indexed, listed_offering

pytestmark = pytest.mark.django_db


def names(text="", **fields):
    result = search_catalogue(CatalogueQuery(text=text, **fields))
    from catalog.offerings.models import Offering
    by_id = Offering.objects.in_bulk([hit.offering_id for hit in result.hits])
    return [by_id[hit.offering_id].name for hit in result.hits]


def test_smoke():
    listed_offering("Franklin Service Desk", topics=["Service management"])
    listed_offering("Café Ledger", description="Managing budgets")
    indexed()
    assert names("service") == ["Franklin Service Desk"]
    assert names("cafe") == ["Café Ledger"]
    assert names("manageme") == ["Franklin Service Desk"]
    assert names("serivce desk") == ["Franklin Service Desk"]
    assert names("budget") == ["Café Ledger"]
    assert names() == ["Franklin Service Desk", "Café Ledger"]
