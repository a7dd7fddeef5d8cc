"""Whether somebody may: the table asked."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied

from marketplace.permissions.roles import BROKER, SELF, SYSTEM, Grant, Role
from marketplace.permissions.table import PERMISSIONS


def _named_by(obj: Any, path: str) -> Any:
    """Follows an attribute path such as "contract.agency_id"; None where it breaks off."""
    for name in path.split("."):
        obj = getattr(obj, name, None)
    return obj


def _excluded_by(path: str, obj: Any) -> Any:
    """The id of the person or organisation whom the row shuts out. Raises AttributeError for a path that the object
    does not have: a slip in the table must not open a door."""
    for name in path.split(".") if path else ():
        if obj is None:
            return None
        obj = getattr(obj, name)
    return obj if path else None


def _matches(row: Grant, user: Any, obj: Any) -> bool:
    excluded = _excluded_by(row.not_by, obj)
    if excluded is not None and excluded == user.pk:
        return False
    if _excluded_by(row.not_of, obj) in own_organisations(user):
        return False
    if row.of == SELF:
        return obj is not None and (obj == user or getattr(obj, "user_id", None) == user.pk)
    # Who stands in for the person excluded acts for that person, hence is excluded in that role too.
    standing = [held for held in user.standing if excluded is None or held.stands_for != excluded]
    if row.of == BROKER:
        return any(held.kind == "broker" and held.role in row.roles for held in standing)
    named = _named_by(obj, row.of)
    # A path may lead to several organisations: then it is enough to act for one of them.
    bodies = set(named.values_list("pk", flat=True)) if hasattr(named, "values_list") else {named} - {None}
    return any(held.organisation_id in bodies and held.role in row.roles for held in standing)


def allowed(user: Any, action: str, obj: Any = None) -> bool:
    """Whether the table lets `user` do `action` to `obj`. Raises KeyError for an action without a row."""
    rows = PERMISSIONS[action]
    if user is SYSTEM:
        return any(row.system for row in rows)
    if not (user.is_authenticated and user.is_active):
        return False
    return any(_matches(row, user, obj) for row in rows)


def require(user: Any, action: str, obj: Any = None) -> None:
    """Raises PermissionDenied unless the table lets `user` do `action` to `obj`."""
    if not allowed(user, action, obj):
        raise PermissionDenied(action)


def organisations_for(user: Any, action: str) -> set[int]:
    """Ids of the organisations in whose name `user` may do `action`; for forms and for lists."""
    rows = [row for row in PERMISSIONS[action] if row.of not in {BROKER, SELF}]
    return {held.organisation_id for held in user.standing for row in rows if held.role in row.roles}


def holds(user: Any, roles: Iterable[Role]) -> bool:
    """Whether somebody holds one of these roles anywhere."""
    wanted = frozenset(roles)
    return any(held.role in wanted for held in getattr(user, "standing", ()))


def reads_all(user: Any) -> bool:
    """The broker office, the auditor with it, reads every record that is not sealed."""
    return user is SYSTEM or any(held.kind == "broker" for held in getattr(user, "standing", ()))


def own_organisations(user: Any) -> set[int]:
    """Ids of the organisations somebody belongs to or stands in for today."""
    return {held.organisation_id for held in getattr(user, "standing", ())}
