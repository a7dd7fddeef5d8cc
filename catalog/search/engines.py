"""The one place that chooses the engine."""

from . import postgres
from .engine import Engine


def chosen_engine() -> Engine:
    """The engine that answers searches here."""
    return postgres.ENGINE
