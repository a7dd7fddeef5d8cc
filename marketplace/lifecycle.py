"""The only way a status changes: listed in TRANSITIONS, saved with named fields, audited in the same transaction."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from .audit.actions import record
from .errors import DomainError

T = TypeVar("T", bound=models.Model)


class MoveRefused(DomainError):
    """The record is not in a state from which this can happen."""

    def __init__(self, obj: Any, to: str) -> None:
        now, then = obj.Status(obj.status).label.lower(), obj.Status(to).label.lower()
        super().__init__(
            f"This {obj._meta.verbose_name} is {now}, so it cannot become {then}. "
            "Load the page again to see what can be done with it now."
        )


def move(
    obj: T,
    to: str,
    *,
    by: Any,
    at: datetime.datetime,
    fields: Iterable[str] = (),
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    chain: str = "",
) -> T:
    """Moves `obj` to status `to`, saves `fields` with it and writes the audit event. Returns `obj`.

    The caller holds the row lock. Raises MoveRefused for a move that TRANSITIONS does not list.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("move() belongs inside the action's transaction")
    row: Any = obj  # What every model with TRANSITIONS has is not in Model's own type.
    was = row.status
    if to not in row.TRANSITIONS.get(was, ()):
        raise MoveRefused(obj, to)
    row.status = to
    obj.save(update_fields=["status", *fields])
    details = {"from": was, "to": to, **({"reason": reason} if reason else {}), **(data or {})}
    action = f"{obj._meta.app_label}.{obj._meta.model_name}.{to}"
    record(action=action, obj=obj, by=by, at=at, data=details, chain=chain)
    return obj
