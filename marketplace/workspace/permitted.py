"""The permission table as a filter: the rows of a queryset for which `allowed` would say yes."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from marketplace.permissions import BROKER, PERMISSIONS, Grant, Standing, own_organisations

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def permitted(user: Any, action: str, *, under: str = "") -> Q:
    """What `user` may do `action` to. `under` is the part of the table's paths that the queryset's model stands for:
    "result" where the table speaks of a dispute's result and the queryset holds results."""
    wanted = (
        _fits(grant, held, user, under)
        for grant in PERMISSIONS[action]
        for held in user.standing
        if held.role in grant.roles
    )
    return reduce(or_, wanted, NOTHING)


def _fits(grant: Grant, held: Standing, user: Any, under: str) -> Q:
    if grant.of == BROKER:
        fits = EVERYTHING if held.kind == "broker" else NOTHING
    else:
        fits = Q(**{_lookup(grant.of, under): held.organisation_id})
    if grant.not_by:
        # Nobody decides on their own, nor in the name of whoever's own it is.
        excluded = [user.pk, *([held.stands_for] if held.stands_for else [])]
        fits &= ~Q(**{f"{_lookup(grant.not_by, under)}__in": excluded})
    if grant.not_of:
        fits &= ~Q(**{f"{_lookup(grant.not_of, under)}__in": own_organisations(user)})
    return fits


def _lookup(path: str, under: str) -> str:
    return path.removeprefix(f"{under}.").replace(".", "__")
