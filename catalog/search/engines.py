"""The one place that chooses the engine."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from . import postgres
from .circuit import CircuitBreaker
from .engine import Engine
from .fallback import FallbackEngine

# Named, not imported: its client takes a second to load, in every process, and most installations have none.
_ELASTICSEARCH = "catalog.search.elasticsearch.finding.ENGINE"
_STATE = "catalog.search.elasticsearch.connection.state"


def uses_elasticsearch() -> bool:
    """Whether this installation has an Elasticsearch."""
    return bool(settings.ELASTICSEARCH_URL)


def chosen_engine() -> Engine:
    """The engine that answers searches here: Elasticsearch where there is one, with PostgreSQL behind it."""
    return with_fallback() if uses_elasticsearch() else postgres.ENGINE


def engine_state() -> str:
    """How the engine is that answers first: "ok", or what is wrong with it."""
    return import_string(_STATE)() if uses_elasticsearch() else "ok"


@cache
def with_fallback() -> FallbackEngine:
    """The two as one, with the circuit breaker of this process."""
    return FallbackEngine(import_string(_ELASTICSEARCH), postgres.ENGINE, CircuitBreaker())
