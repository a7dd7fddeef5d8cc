"""Loading the demonstration inside the tests: a shorter story, a database of its own, and any day."""

import copy
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.demo import loader, world
from marketplace.notifications.models import Notification
from tests import calendars, databases
from tests.worlds import storages_in

KEPT_CONTRACTS = {
    "contact-centre-labor", "maps-natural-resources", "desk-human-services", "voice-human-services",
    "eligibility-human-services",
}  # fmt: skip
EARLY = datetime.time(6, 30, tzinfo=datetime.UTC)  # after midnight at the office, and before anybody works
A_WHILE = datetime.timedelta(hours=1)  # for loading


@contextmanager
def short_story() -> Iterator[None]:
    """The story with fewer contracts and one measured month."""
    story = copy.deepcopy(world.story())
    story["contracts"] = [record for record in story["contracts"] if record["key"] in KEPT_CONTRACTS]
    for record in story["contracts"]:
        record["measured_months"] = record["handed_over_months_ago"] = 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "story", lambda: story)
        yield


@contextmanager
def own_database(template: str, blocker: DjangoDbBlocker, files: Path) -> Iterator[None]:
    """A database and a folder for files of the block's own."""
    with (
        databases.clone(template) as name,
        blocker.unblock(),
        databases.connected_to(name),
        override_settings(**storages_in(files)),
    ):
        yield


def load() -> list[str]:
    """What the loader says that it did."""
    said: list[str] = []
    loader.load(say=said.append)
    return said


def assert_it_loads_on(moment: datetime.datetime) -> None:
    """From that moment on it loads, tells of nothing that is to come, and a repeat changes nothing."""
    calendars.for_good()
    with calendars.on(moment):
        assert load()[0].startswith("509 real offerings")
        assert find_first_bad_event() is None
        for trail in (Notification, AuditEvent):
            to_come = [f"{row} at {row.at}" for row in trail.objects.filter(at__gt=moment + A_WHILE)]
            assert not to_come, to_come
        assert_nothing_is_new(load())


def assert_nothing_is_new(said: list[str]) -> None:
    """Only the invented organisations are counted, not made."""
    assert {line.split()[0] for line in said if "organisations" not in line} == {"0"}
