"""Fixtures for every test: the database, a copy of it to commit to, a live site, a browser, outside services."""

import atexit
import datetime
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests import calendars, databases
from tests.services import (  # noqa: F401 fixtures
    browser,
    elasticsearch_url,
    localstripe_url,
    pytest_runtest_setup,
    stripe_url,
)
from tests.worlds import (  # noqa: F401 fixtures
    Layers,
    _django_db_helper,
    copied,
    layers,
    pytest_runtest_teardown,
    sort_by_worlds,
    storages_in,
    worlds_in_place,
)

# How long a machine that is busy with other work takes to make an example, or to try one, says nothing of the example.
hypothesis.settings.register_profile("stoa", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("stoa")

# What is collected stays: combing through it again and again would take longer than a tenth of the collecting.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at the demonstration begins at once and on one process: it is the longest, and is set up once."""
    sort_by_worlds(items)
    first = ("test_the_demonstration_starts", "test_demands")
    items.sort(key=lambda item: first.index(item.path.stem) if item.path.stem in first else len(first))


def pytest_collection_finish() -> None:
    """What is imported by now stays for good: the collector need not comb through it after every few objects.

    It looks at young objects alone: what grew old is mostly caches, and combing through them took a second each time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10_000, 10_000)


def pytest_unconfigure() -> None:
    """A worker has told everything by now and leaves as it is: to take its objects apart takes seconds."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        atexit.register(os._exit, 0)
    else:
        gc.unfreeze()  # else DuckDB would name all its objects as leaked


@pytest.fixture(scope="session")
def database_template(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of the migrated template on a running server."""
    with databases.server():
        with django_db_blocker.unblock():
            name = databases.migrated_template()
        with databases.planned_in_haste():
            yield name


@pytest.fixture(scope="session")
def django_db_setup(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A clone of the template for each worker (pytest-django's fixture of this name, replaced)."""
    with databases.clone(database_template) as name, databases.connected_to(name):
        yield


@pytest.fixture
def storage(tmp_path: Path, worlds_in_place: Layers) -> Iterator[Path]:  # noqa: F811
    """A folder of the test's own for all files that are kept, with those of its worlds."""
    for layer in worlds_in_place.layers[-1:]:
        shutil.copytree(layer.files, tmp_path, dirs_exist_ok=True)
    with override_settings(**storages_in(tmp_path)):
        yield tmp_path


@pytest.fixture
def set_calendar(db: None) -> Iterator[Callable[[datetime.datetime], None]]:
    """`set_calendar(moment)`: the clocks of Python and of the database go on from there until the test ends."""
    calendars.until_taken_back()
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(calendars.on(moment))


@pytest.fixture
def cloned_database(
    request: pytest.FixtureRequest,
    database_template: str,
    django_db_blocker: DjangoDbBlocker,
    worlds_in_place: Layers,  # noqa: F811
) -> Iterator[str]:
    """A database of the test's own, to commit to, in place of `db` or a `django_db` mark.

    Triggers refuse TRUNCATE, so that `transaction=True` would fail when it cleans up.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("cloned_database takes the place of `db` and of the django_db mark: remove them.")
    if worlds_in_place.layers:
        pytest.fail("A world (tests/worlds.py) is taken back and can be in no database of the test's own.")
    with databases.clone(database_template) as name, django_db_blocker.unblock(), databases.connected_to(name):
        yield name


@pytest.fixture
def calendar(cloned_database: str) -> None:
    """Every connection to the test's own database reads its clock from a table: `with calendars.on(moment)` sets it."""
    calendars.for_good()


@pytest.fixture
def live_site(cloned_database: str) -> Iterator[LiveServer]:
    """The site on a port of its own, over the test's own database; `live_site.url` is its address."""
    site = LiveServer("127.0.0.1")
    site._live_server_modified_settings.enable()
    yield site
    site.stop()
    site._live_server_modified_settings.disable()
