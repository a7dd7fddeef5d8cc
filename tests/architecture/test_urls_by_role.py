"""Every address × every role: the table in addresses.py says what each gets. A new address without a row fails."""

from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from .addresses import AUDIENCES, ELSEWHERE, TABLE

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


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(set(NAMES) - set(TABLE) - ELSEWHERE) == [], "add rows to tests/architecture/addresses.py"
    assert sorted(set(TABLE) - set(NAMES)) == [], "take rows out of tests/architecture/addresses.py"


def answers(client, world, row, name):
    """What each audience gets; whatever a request changes is taken back."""
    address = reverse(name, kwargs=row.parts(world)) + (f"?{urlencode(query)}" if (query := row.query(world)) else "")
    got = {}
    for audience in AUDIENCES:
        client.logout()
        if audience in world.people:
            client.force_login(world.people[audience])
        with transaction.atomic():
            got[audience] = getattr(client, row.method)(address).status_code
            transaction.set_rollback(True)
    return got


@pytest.mark.django_db
def test_each_role_gets_what_the_table_says(client, world):
    wrong = {}
    for name, row in TABLE.items():
        for audience, status in answers(client, world, row, name).items():
            if status != row.status_for(audience):
                wrong[name, audience] = f"got {status}, the table says {row.status_for(audience)}"
    assert not wrong, "\n".join(f"{name} as {audience}: {what}" for (name, audience), what in wrong.items())
