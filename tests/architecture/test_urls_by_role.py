"""Every address × every role: the table in addresses.py says what each gets. A new address without a row fails."""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from .addresses import AUDIENCES, TABLE

OWN = ("marketplace.", "catalog.", "contracts.", "rfp.", "cms.")


def own_names(resolver=None, prefix=""):
    """The names of all addresses whose view is ours, or one of our API's operations."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from own_names(entry, space)
        elif entry.name and (entry.callback.__module__.startswith(OWN) or prefix.startswith("api")):
            yield prefix + entry.name


NAMES = sorted(set(own_names()))


@pytest.mark.parametrize("name", NAMES)
def test_every_address_has_a_row(name):
    assert name in TABLE, f"add a row for {name} to tests/architecture/addresses.py"


@pytest.mark.parametrize("name", TABLE)
def test_no_row_without_an_address(name):
    assert name in NAMES


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in TABLE if name in NAMES])
def test_each_role_gets_what_the_table_says(name, client, world):
    row = TABLE[name]
    got, wanted = {}, {}
    for audience in AUDIENCES:
        user = world.people.get(audience)
        client.logout()
        if user:
            client.force_login(user)
        address = reverse(name, kwargs=row.arguments(world)) + row.query
        got[audience] = getattr(client, row.method)(address).status_code
        wanted[audience] = row.status_for(audience)
    assert got == wanted
