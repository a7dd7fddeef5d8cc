"""Gathers the slices' background work for the worker."""

from .agreements import tasks as agreement_tasks
from .costs import tasks as cost_tasks
from .deliveries import tasks as delivery_tasks
from .invoicing import tasks as invoicing_tasks
from .orders import tasks as order_tasks
from .portfolio.overlap import tasks as overlap_tasks
from .relationships import tasks as relationship_tasks
from .renewals import tasks as renewal_tasks
from .service_levels import tasks as service_level_tasks

__all__ = [
    "agreement_tasks",
    "cost_tasks",
    "delivery_tasks",
    "invoicing_tasks",
    "order_tasks",
    "overlap_tasks",
    "relationship_tasks",
    "renewal_tasks",
    "service_level_tasks",
]
