"""Twenty thousand requests to the API, as everybody: none is answered with an error of ours."""

import os
from collections import Counter

import pytest

from tests.conformance.api_requests import CALLERS, ask, inside_the_tests_transaction, operations, secrets

MINUTES = 60
FULL = os.environ.get("STOA_COUNT") == "full"
REQUESTS = 20_000 if FULL else 60
PARTS = 10 if FULL else 1  # Each part that passed is not run again after a break.


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("caller", CALLERS)
def test_no_request_breaks_the_api(caller, part, settings, record_property):
    settings.API_REQUESTS_A_MINUTE = 0
    with inside_the_tests_transaction():
        tokens, known = secrets(), operations()
        # Without a parameter there is one request to make; what is left goes to the others.
        plain = [one for one in known if not (one.path_parameters or one.query or one.body)]
        varied = [one for one in known if one not in plain]
        each = -(-REQUESTS // len(CALLERS) // PARTS // len(varied))
        statuses = sum((ask(one, tokens[caller], each, seed=part) for one in [*plain, *varied]), start=Counter())
    record_property("requests were answered", sum(statuses.values()))
    assert not any(status >= 500 for status in statuses), statuses
