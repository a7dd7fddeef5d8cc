"""The API keeps its own description: no answer is an error of ours, every status and body is declared."""

from importlib import import_module

import pytest

from tests.counts import at_a_desk

CALLERS = ("visitor", "agency", "vendor", "office")


@pytest.fixture(scope="session")
def api():
    """Loaded by the process that asks: schemathesis takes a second, which the others need not spend."""
    return import_module("tests.conformance.api_requests")


@pytest.mark.django_db
@pytest.mark.parametrize("caller", CALLERS)
def test_every_operation_answers_as_described(api, caller, settings):
    """At a desk each operation is asked by one caller in turn."""
    settings.API_REQUESTS_A_MINUTE = 0
    tokens = api.secrets()
    with api.inside_the_tests_transaction():
        known = api.operations()
        for operation in known[CALLERS.index(caller) :: len(CALLERS)] if at_a_desk() else known:
            seen = api.ask(operation, tokens[caller], examples=3)
            assert sum(seen.values()) >= 1, operation.label
            assert not any(status >= 500 for status in seen), (operation.label, seen)
