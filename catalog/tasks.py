"""Gathers the slices' background work for the worker."""

from .admissions import tasks as admission_tasks
from .offerings import tasks as offering_tasks
from .offerings.reviewing import tasks as review_tasks
from .offerings.uploads import tasks as upload_tasks
from .saved_searches import tasks as saved_search_tasks
from .search import tasks as search_tasks

__all__ = ["admission_tasks", "offering_tasks", "review_tasks", "saved_search_tasks", "search_tasks", "upload_tasks"]
