"""Gathers the slices' background work for the worker."""

from .agreements import tasks as agreement_tasks
from .deliveries import tasks as delivery_tasks
from .orders import tasks as order_tasks
from .renewals import tasks as renewal_tasks
from .service_levels import tasks as service_level_tasks

__all__ = ["agreement_tasks", "delivery_tasks", "order_tasks", "renewal_tasks", "service_level_tasks"]
