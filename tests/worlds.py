"""Worlds that are made once for many tests of a module; each test gets a copy, and what it writes is taken back.

    @world
    def parties():
        return trade()

    @world
    def signatory(parties):
        return person(Role.SIGNATORY, of=parties.vendor)

    known = world(small_world, "known")

The worlds that a test asks for lie in the database in the order of their definition, each in a savepoint of its own,
and the test runs in one more. Before the next test, those that it does not ask for are taken back: every test finds
the worlds it names and nothing else, in whatever order the tests run. What a world is made of are other worlds of its
module, by their names; all that a test gets is copied together, so that `signatory` stands for the same organisation
as `parties.vendor`. A world whose function stands elsewhere, as the last one, is made once for all modules that ask
for it, and comes before their own: they follow each other, and change nothing of what it returned. Files that a world
keeps are there for tests that ask for `storage`.
"""

import copy
import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

LAYERS = pytest.StashKey["Layers"]()
Make = Callable[..., Any]


def storages_in(folder: Path) -> dict[str, Any]:
    """Settings by which all files that are kept lie in this folder."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    return {"MEDIA_ROOT": folder, "STORAGES": settings.STORAGES | {"default": files}}


@dataclass
class Layer:
    """One world in the database, what it is in Python, and the files kept by it and by those below it."""

    name: str
    make: Make
    block: transaction.Atomic
    files: Path
    made: Any = None


@dataclass
class Layers:
    """The worlds that are there now, each inside the one before."""

    blocker: DjangoDbBlocker
    new_folder: Callable[[str], Path]
    layers: list[Layer] = field(default_factory=list)

    def bring(self, wanted: dict[str, Make]) -> None:
        """Take back what is not wanted, and make what is missing."""
        self.leave(wanted)
        for name, make in list(wanted.items())[len(self.layers) :]:
            self._make(name, make)

    def leave(self, wanted: dict[str, Make]) -> None:
        """Take back what is not wanted, and what lies upon it."""
        there = [(layer.name, layer.make) for layer in self.layers]
        pairs = list(zip(there, wanted.items(), strict=False))
        self.take_back_to(next((at for at, (one, other) in enumerate(pairs) if one != other), len(pairs)))

    def take_back_to(self, height: int) -> None:
        """Leave so many."""
        with self.blocker.unblock():
            while len(self.layers) > height:
                transaction.set_rollback(True)
                self.layers.pop().block.__exit__(None, None, None)

    def _make(self, name: str, make: Make) -> None:
        layer = Layer(name, make, transaction.atomic(), self.new_folder("world"))
        if self.layers:
            shutil.copytree(self.layers[-1].files, layer.files, dirs_exist_ok=True)
        with self.blocker.unblock(), override_settings(**storages_in(layer.files)):
            layer.block.__enter__()
            self.layers.append(layer)
            try:
                layer.made = make(*(self.made(other) for other in inspect.signature(make).parameters))
            except BaseException:
                self.take_back_to(len(self.layers) - 1)
                raise

    def made(self, name: str) -> Any:
        return next(layer.made for layer in self.layers if layer.name == name)


@pytest.fixture(scope="session")
def layers(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Layers]:
    found = request.session.stash[LAYERS] = Layers(django_db_blocker, tmp_path_factory.mktemp)
    yield found
    found.take_back_to(0)


@pytest.fixture
def worlds_in_place(request: pytest.FixtureRequest, layers: Layers) -> Layers:
    """The worlds that this test asks for are in the database, and no other."""
    layers.bring(worlds_of(request.node))
    return layers


@pytest.fixture
def _django_db_helper(worlds_in_place: Layers, _django_db_helper: None) -> None:
    """The savepoint of the test itself (pytest-django's fixture) comes inside them."""


@pytest.fixture
def copied(worlds_in_place: Layers, db: None) -> dict[str, Any]:
    """A test's own copy of all its worlds, made at once."""
    return copy.deepcopy({layer.name: layer.made for layer in worlds_in_place.layers})


def world(make: Make, name: str = "") -> Any:
    """A fixture of this name or the function's: what it returns, as it was when made, whatever other tests did."""
    name = name or make.__name__

    # Asking for the worlds that it is made of, a test asks for those as well.
    others = [inspect.Parameter(other, inspect.Parameter.KEYWORD_ONLY) for other in inspect.signature(make).parameters]

    def fixture(copied: dict[str, Any], **_others: Any) -> Any:
        return copied[name]

    own = inspect.signature(fixture).parameters["copied"]
    fixture.__signature__ = inspect.Signature([own, *others])  # type: ignore[attr-defined]
    fixture.__doc__ = make.__doc__
    fixture.makes = make  # type: ignore[attr-defined]
    return pytest.fixture(fixture, name=name)


def worlds_of(item: pytest.Item) -> dict[str, Make]:
    """The worlds that a test asks for, in the order in which they are made: those of all modules, then its own."""
    fixtures = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    makes = {name: getattr(found[-1].func, "makes", None) for name, found in fixtures.items()}

    def place(name: str) -> tuple[bool, int]:
        return makes[name].__module__ == item.module.__name__, makes[name].__code__.co_firstlineno

    return {name: makes[name] for name in sorted((name for name, make in makes.items() if make), key=place)}


def _shared(item: pytest.Item, asked: dict[str, Make]) -> list[Make]:
    """Those that stand outside the test's module."""
    return [make for make in asked.values() if make.__module__ != item.module.__name__]


def sort_by_worlds(items: list[pytest.Item]) -> None:
    """Tests that ask for the same worlds follow each other, in a module and, where it is one of all, beyond it.

    Else the modules stay in their order; those that share a world have their other tests before it.
    """
    worlds = {item: worlds_of(item) for item in items}
    modules: dict[Path, int] = {}
    leads: dict[Make, int] = {}  # the first module that asks for a world of all
    group: dict[Path, int] = {}
    for item, asked in worlds.items():
        number = modules.setdefault(item.path, len(modules))
        first = min((leads.setdefault(make, number) for make in _shared(item, asked)), default=number)
        group[item.path] = min(first, group.get(item.path, number))

    def place(item: pytest.Item) -> tuple[int, bool, int, list[int]]:
        lines = [make.__code__.co_firstlineno for make in worlds[item].values()]
        return group[item.path], bool(_shared(item, worlds[item])), modules[item.path], lines

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A module takes its own worlds with it. At the very end the fixture above has done so: the database is gone."""
    yield
    layers = item.session.stash.get(LAYERS, None)
    if layers and nextitem is not None and nextitem.path != item.path:
        layers.leave(worlds_of(nextitem))
