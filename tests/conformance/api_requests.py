"""Requests made from the API's own description, as each kind of caller, checked against that description."""

import datetime
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marketplace.organisations.actions.tokens import issue_token
from marketplace.organisations.models import ApiToken
from marketplace.permissions import Role
from tests.factories.contracts import accepted_order, submitted_order, trade
from tests.factories.marketplace import MembershipFactory, person
from tests.factories.rfp import stated_need

load_all_checks()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@contextmanager
def inside_the_tests_transaction() -> Iterator[None]:
    """Real WSGI requests end by closing a connection that is in a transaction; here they must not."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def secrets() -> dict[str, str | None]:
    """A marketplace with something in each register, and a token with every scope for each kind of caller."""
    parties = trade()
    accepted_order(parties)
    submitted_order(parties)
    stated_need()
    MembershipFactory(user=parties.requester, organisation=parties.agency, role=Role.AGENCY_ADMIN)
    MembershipFactory(user=parties.signatory, organisation=parties.vendor, role=Role.VENDOR_ADMIN)
    office = person(Role.CIO, Role.CONTRACT_MANAGER)
    del parties.requester.standing, parties.signatory.standing
    people = {"agency": parties.requester, "vendor": parties.signatory, "office": office}
    return {"visitor": None} | {name: _token_of(user) for name, user in people.items()}


def _token_of(user) -> str:
    ends_at = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
    organisation = user.memberships.first().organisation
    return issue_token(
        organisation=organisation, name="Fuzz", scopes=ApiToken.Scope.values, expires_at=ends_at, by=user
    )[1]


@cache
def operations():
    """Every operation that the description lists, which takes longest to read."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [found.ok() for found in schema.get_all_operations()]


def ask(operation, secret: str | None, examples: int, *, seed: int = 0) -> Counter:
    """Sends `examples` requests, well formed and not, and checks every answer. Returns how often each status came."""
    seen: Counter = Counter()
    requests = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if operation.path_parameters or operation.query or operation.body:
        requests |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    @seeded(seed)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=requests)
    def send(case):
        case.headers = {name: value for name, value in (case.headers or {}).items() if name.lower() != "authorization"}
        response = case.call(headers=headers)
        seen[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()
    return seen
