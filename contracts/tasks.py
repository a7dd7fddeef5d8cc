"""Gathers the slices' background work for the worker."""

from .service_levels import tasks as service_level_tasks

__all__ = ["service_level_tasks"]
