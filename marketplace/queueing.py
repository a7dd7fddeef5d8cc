"""Jobs that a job enqueues belong to its transaction, as those of a web request do (docs/adr/0002)."""

from typing import Any

from procrastinate.app import App
from procrastinate.connector import BaseAsyncConnector, BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector


class WorkerConnector(PsycopgConnector):
    """The worker's own connection for its loop; what the code of a job enqueues goes through that code's connection.

    Otherwise the row would be there before the change is committed, and would stay where that is taken back.
    """

    def __init__(self, alias: str, **parameters: Any) -> None:
        super().__init__(**parameters)
        self._jobs = DjangoConnector(alias)

    def get_sync_connector(self) -> BaseConnector:
        return self._jobs


class OwnConnector(DjangoConnector):
    """Django's connection, and the worker's above where a worker runs."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        return WorkerConnector(self.alias, kwargs=connector_params(self.alias))


def connect(app: App) -> None:
    """Called once, when the queue is ready."""
    app.connector = app.job_manager.connector = OwnConnector()
