"""The small world that the tests of addresses walk through."""

import pytest

from tests.factories.world import small_world


@pytest.fixture
def world(db, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return small_world()
