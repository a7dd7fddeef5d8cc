"""Twenty thousand requests to the API, as everybody: none is answered with an error of ours."""

import os
from collections import Counter

import pytest

from tests.conformance.api_requests import CALLERS, ask, inside_the_tests_transaction, operations, secrets

MINUTES = 60
REQUESTS = 20_000 if os.environ.get("STOA_COUNT") == "full" else 120


@pytest.mark.django_db
@pytest.mark.parametrize("caller", CALLERS)
def test_no_request_breaks_the_api(caller, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    with inside_the_tests_transaction():
        tokens, known = secrets(), operations()
        each = max(3, REQUESTS // len(CALLERS) // len(known))
        statuses = sum((ask(operation, tokens[caller], each) for operation in known), start=Counter())
    assert not any(status >= 500 for status in statuses), statuses
