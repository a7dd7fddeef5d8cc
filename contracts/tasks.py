"""Gathers the slices' background work for the worker."""

from .agreements import tasks as agreement_tasks
from .orders import tasks as order_tasks
from .service_levels import tasks as service_level_tasks

__all__ = ["agreement_tasks", "order_tasks", "service_level_tasks"]
