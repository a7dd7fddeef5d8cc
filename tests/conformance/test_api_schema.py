"""The API keeps its own description: no answer is an error of ours, every status and body is declared."""

import pytest

from tests.conformance.api_requests import CALLERS, ask, inside_the_tests_transaction, operations, secrets


@pytest.mark.django_db
@pytest.mark.parametrize("caller", CALLERS)
def test_every_operation_answers_as_described(caller, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    tokens = secrets()
    with inside_the_tests_transaction():
        for operation in operations():
            seen = ask(operation, tokens[caller], examples=3)
            assert sum(seen.values()) >= 1, operation.label
            assert not any(status >= 500 for status in seen), (operation.label, seen)
