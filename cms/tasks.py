"""Gathers the slices' background work for the worker."""

from .library import tasks as library_tasks

__all__ = ["library_tasks"]
