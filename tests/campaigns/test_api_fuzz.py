"""Twenty thousand requests to the API, as everybody: none is answered with an error of ours."""

import os
from collections import Counter

import pytest

from tests.conformance.test_api_schema import CALLERS, api  # noqa: F401 fixture

MINUTES = 60
REQUESTS = 20_000
PARTS = 10  # Each part that passed is not run again after a break.


@pytest.mark.skipif(
    os.environ.get("STOA_COUNT") != "full", reason="tests/conformance/test_api_schema.py asks all of it and more"
)
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("caller", CALLERS)
def test_no_request_breaks_the_api(api, caller, part, settings, record_property):  # noqa: F811
    settings.API_REQUESTS_A_MINUTE = 0
    with api.inside_the_tests_transaction():
        tokens, known = api.secrets(), api.operations()
        # Without a parameter there is one request to make; what is left goes to the others.
        plain = [one for one in known if not (one.path_parameters or one.query or one.body)]
        varied = [one for one in known if one not in plain]
        each = -(-REQUESTS // len(CALLERS) // PARTS // len(varied))
        statuses = sum((api.ask(one, tokens[caller], each, seed=part) for one in [*plain, *varied]), start=Counter())
    record_property("requests were answered", sum(statuses.values()))
    assert not any(status >= 500 for status in statuses), statuses
