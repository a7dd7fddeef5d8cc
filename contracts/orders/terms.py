"""How long an order runs."""

from contracts.agreements.durations import months_after

__all__ = ["months_after"]
