"""Worlds that are made once for a test module; each test gets a copy, and what it writes is taken back.

    @world
    def parties():
        return trade()

    @world
    def signatory(parties):
        return person(Role.SIGNATORY, of=parties.vendor)

The module's first test that asks for `parties` makes it, in a transaction that stays open until the module ends; each
test runs in a savepoint of its own inside. What a world is made of are other worlds of the module, by their names.
A test gets one set of copies: `signatory` above stands for the same organisation as `parties.vendor`. Files that a
world keeps are there for tests that ask for `storage`. A test that commits (`cloned_database`) belongs elsewhere.
"""

import copy
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

MADE = "{}_as_made"


def storages_in(folder: Path) -> dict[str, Any]:
    """Settings by which all files that are kept lie in this folder."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    return {"MEDIA_ROOT": folder, "STORAGES": settings.STORAGES | {"default": files}}


@pytest.fixture(scope="module")
def module_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the module's worlds lie."""
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def module_transaction(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Around all tests of a module that has a world: at its end nothing of it is left."""
    block = transaction.atomic()
    with django_db_blocker.unblock():
        block.__enter__()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture
def copies() -> dict[int, Any]:
    """What a test has copied so far, so that what stood in two worlds is one thing in their copies."""
    return {}


def world(make: Callable[..., Any]) -> Any:
    """A fixture of the function's name: its value as the module's first test found it, whatever the others did."""
    name = make.__name__
    others = [MADE.format(other) for other in inspect.signature(make).parameters]

    def make_once(module_transaction: None, module_files: Path, django_db_blocker: DjangoDbBlocker, **made: Any) -> Any:
        with django_db_blocker.unblock(), override_settings(**storages_in(module_files)):
            return make(*(made[other] for other in others))

    def copied(copies: dict[int, Any], db: None, **made: Any) -> Any:
        return copy.deepcopy(made[MADE.format(name)], copies)

    _asks_for(make_once, *others)
    _asks_for(copied, MADE.format(name))
    copied.__doc__ = make.__doc__
    make.__globals__[MADE.format(name)] = pytest.fixture(make_once, scope="module", name=MADE.format(name))
    return pytest.fixture(copied, name=name)


def _asks_for(fixture: Callable[..., Any], *names: str) -> None:
    """Let pytest hand these fixtures to a function that takes them by keyword."""
    plain = inspect.signature(fixture)
    kept = [one for one in plain.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    named = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
    fixture.__signature__ = plain.replace(parameters=[*kept, *named])  # type: ignore[attr-defined]
