"""The one place that chooses the engine."""

from . import postgres
from .circuit import CircuitBreaker
from .elasticsearch import finding
from .elasticsearch.connection import is_configured
from .engine import Engine
from .fallback import FallbackEngine

_WITH_FALLBACK = FallbackEngine(finding.ENGINE, postgres.ENGINE, CircuitBreaker())


def chosen_engine() -> Engine:
    """The engine that answers searches here: Elasticsearch where there is one, with PostgreSQL behind it."""
    return _WITH_FALLBACK if is_configured() else postgres.ENGINE
