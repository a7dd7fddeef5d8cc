"""Gathers the slices' background work for the worker."""

from .bids import tasks as bid_tasks
from .forums import tasks as forum_tasks
from .records import tasks as record_tasks
from .solicitations import tasks as solicitation_tasks

__all__ = ["bid_tasks", "forum_tasks", "record_tasks", "solicitation_tasks"]
