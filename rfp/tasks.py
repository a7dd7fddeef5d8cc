"""Gathers the slices' background work for the worker."""

from .forums import tasks as forum_tasks
from .solicitations import tasks as solicitation_tasks

__all__ = ["forum_tasks", "solicitation_tasks"]
