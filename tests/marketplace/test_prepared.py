"""Searches of one shape share one plan a connection, whatever is asked for."""

import select

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from catalog.offerings.models import Offering
from catalog.search.queries import search_catalogue, suggestions_for
from catalog.search.query import CatalogueQuery
from marketplace.prepared import PreparedQuery, has_spoken, listed
from tests.factories.search import indexed, listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def market():
    """Three offerings, one of them about ledgers."""
    for name in ("Ledger", "Desk", "Vault"):
        listed_offering(name, service_models=["saas"])
    indexed()


def plans():
    """How many this connection keeps, but for that of this question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared_statements%'"
        )
        return cursor.fetchone()[0]


def test_other_words_filters_and_pages_need_no_other_plan(market):
    for text, models in (("ledger", ("saas",)), ("vault", ("paas", "saas"))) * 3:
        search_catalogue(CatalogueQuery(text=text, selected={"model": models}))
    known = plans()
    assert known
    assert [
        hit.offering_id for hit in search_catalogue(CatalogueQuery(text="desk", selected={"model": ("saas",)})).hits
    ]
    for text in ("de", "desk", "le"):
        suggestions_for(text)
    suggested = plans() - known
    suggestions_for("vau")
    assert (suggested, plans() - known) == (1, 1)


def test_an_array_has_one_type_whatever_its_numbers(market):
    known = plans()
    for ids in ([], [1], [2**40, 3]):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %(ids)s::bigint[]", {"ids": listed(ids)})
            assert cursor.fetchone()[0] == ids
    assert plans() - known == 1


def test_a_query_of_the_orm_is_planned_once_for_all_its_values(market):
    named = Offering.objects.filter(name="a name").exclude(summary="100 % of it").select_related("vendor")
    prepared = PreparedQuery(named, name="a name")
    by_the_orm = Offering.objects.select_related("vendor")
    for name in ("Ledger", "Desk"):  # planned before the others are counted
        list(by_the_orm.filter(name=name))
    known = plans()
    for name in ("Ledger", "Desk", "a name", "100 %"):
        found = prepared.fetch(name=name)
        with CaptureQueriesContext(connection) as asked:
            assert [(row, row.vendor) for row in found] == [(row, row.vendor) for row in by_the_orm.filter(name=name)]
        assert len(asked) == 1
    assert plans() - known == 1


def test_a_connection_that_the_server_has_closed_is_left_before_the_next_request():
    with psycopg.connect(**connection.get_connection_params()) as kept:
        used = connections.create_connection("default")
        used.connect()
        assert not has_spoken(used.connection)
        kept.execute("SELECT pg_terminate_backend(%s)", [used.connection.info.backend_pid])
        select.select([used.connection], [], [], 5)
        assert has_spoken(used.connection)
        used.close()
