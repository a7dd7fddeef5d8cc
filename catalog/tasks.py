"""Gathers the slices' background work for the worker."""

from .offerings import tasks as offering_tasks
from .offerings.reviewing import tasks as review_tasks
from .offerings.uploads import tasks as upload_tasks
from .saved_searches import tasks as saved_search_tasks
from .search import tasks as search_tasks

__all__ = ["offering_tasks", "review_tasks", "saved_search_tasks", "search_tasks", "upload_tasks"]
