"""The tests' settings with the migration linter, which must be installed as an app."""

from marketplace.settings.testing import *  # noqa: F403
from marketplace.settings.testing import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
