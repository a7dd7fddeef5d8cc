"""Every address × every role: the table in addresses.py says what each gets. A new address without a row fails."""

import logging
from contextlib import contextmanager, nullcontext
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.urls import URLResolver, get_resolver, reverse

from tests.counts import at_a_desk, in_full, in_turn
from tests.factories.world import small_world
from tests.known_readers import client_of
from tests.worlds import world

from .addresses import AUDIENCES, ELSEWHERE, TABLE

PARTS = 2  # so that the processes of a run share the work
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


known = world(small_world, "known")


def clients_of(people):
    """One client an audience."""
    return {audience: client_of(people.get(audience)) for audience in AUDIENCES}


def asked(name, row):
    """Everybody whom the table refuses, and of those it lets in two in turn; at a desk, of both two.

    In a run in full, everybody.
    """
    let_in = [audience for audience in AUDIENCES if row.status_for(audience) < 400]
    refused = [audience for audience in AUDIENCES if audience not in let_in]
    if not in_full():
        let_in = in_turn(let_in, len(name), 2)
    if at_a_desk():
        refused = in_turn(refused, len(name), 2)
    return let_in + refused


def answers(clients, world, row, name):
    """What each audience gets; whatever a request changes is taken back, at once where it is meant to change things."""
    address = reverse(name, kwargs=row.parts(world)) + (f"?{urlencode(query)}" if (query := row.query(world)) else "")
    taken_back = nullcontext if row.method == "get" else rolled_back
    with rolled_back():
        for audience in asked(name, row):
            with taken_back():
                yield audience, getattr(clients[audience], row.method)(address).status_code


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def blank_pages(monkeypatch):
    """Who may is settled before a template is drawn; that each can be drawn is the journeys' question.

    Nor is each of thousands of refusals written to the log.
    """
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_gets_what_the_table_says(storage, known, blank_pages, part):
    clients, wrong = clients_of(known.people), []
    for name in sorted(TABLE)[part::PARTS]:
        row = TABLE[name]
        for audience, status in answers(clients, known, row, name):
            if status != row.status_for(audience):
                wrong.append(f"{name} as {audience}: got {status}, the table says {row.status_for(audience)}")
    assert not wrong, "\n".join(wrong)
