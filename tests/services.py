"""Tests that need an outside service: skipped with a reason where it is absent, failed in CI."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools import chromium, elasticsearch, localstripe, services, stripe_mock


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A marked test without its service skips on a developer's machine and fails in CI."""
    for mark, reason in services.absent().items():
        if item.get_closest_marker(mark):
            if os.environ.get("CI") == "true":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a running Elasticsearch; mark the test `elasticsearch`."""
    with elasticsearch.DAEMON.used() as url:
        yield url


@pytest.fixture(scope="session")
def stripe_url() -> Iterator[str]:
    """The address of a running stripe-mock; mark the test `stripe`."""
    with stripe_mock.DAEMON.used() as url:
        yield url


@pytest.fixture(scope="session")
def localstripe_url() -> Iterator[str]:
    """The address of a running localstripe; mark the test `localstripe`."""
    with localstripe.DAEMON.used() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium; mark the test `browser`."""
    # Playwright's loop runs in this thread, which Django takes for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=chromium.executable(), args=["--no-sandbox"])
        yield program
        program.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
