"""Settings of a site in which every statement is a transaction of its own: nothing that is begun is taken back."""

from django.db.backends.postgresql.base import DatabaseWrapper

from marketplace.settings.testing import *  # noqa: F403

_set_autocommit = DatabaseWrapper._set_autocommit
DatabaseWrapper._set_autocommit = lambda connection, autocommit: _set_autocommit(connection, True)
DatabaseWrapper._savepoint_allowed = lambda connection: False
