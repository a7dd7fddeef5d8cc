"""The small world that the tests of addresses walk through."""

import pytest

from tests.factories.world import small_world


@pytest.fixture
def world(db, storage):
    return small_world()
