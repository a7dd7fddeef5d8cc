"""What can happen to an account, apart from what allauth does."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import EDITOR_ROLES, WRITER_ROLES, holds, require

from .models import User
from .zones import ZONES

# Wagtail's own group: edits, approves and publishes pages, pictures and documents.
EDITOR_GROUP = "Moderators"
# Enters the area, and finds there what the permission table lets it change.
WRITER_GROUP = "Writers of solicitations"


@transaction.atomic
def change_profile(*, user: User, name: str, title: str, time_zone: str, by: Any, now: Clock = database_now) -> User:
    """Changes somebody's name, title and time zone. Raises PermissionDenied, and InvalidInput for an unknown zone."""
    require(by, "accounts.change_profile", user)
    if time_zone and time_zone not in ZONES:
        raise InvalidInput("There is no time zone of that name. Choose one of the list.")
    user = User.objects.select_for_update().get(pk=user.pk)
    new = {"name": name.strip(), "title": title.strip(), "time_zone": time_zone}
    changed = {field: value for field, value in new.items() if getattr(user, field) != value}
    if not changed:
        return user
    for field, value in changed.items():
        setattr(user, field, value)
    user.save(update_fields=list(changed))
    record(action="accounts.change_profile", obj=user, by=by, at=now(), data={"changed": sorted(changed)})
    return user


@transaction.atomic
def match_editor_group(*, user: User) -> None:
    """Puts somebody into the groups of Wagtail, or takes them out, as their roles of today say.

    Called wherever a membership changes, and at the door of the editors' area, so that time alone takes people out.
    """
    there = set(user.groups.values_list("name", flat=True))
    for name, roles in ((EDITOR_GROUP, EDITOR_ROLES), (WRITER_GROUP, WRITER_ROLES)):
        if holds(user, roles) and name not in there:
            user.groups.add(_group(name))
        elif name in there and not holds(user, roles) and not user.is_superuser:
            user.groups.remove(_group(name))


def _group(name: str) -> Group:
    """The group, made with the right to enter where it is not there yet."""
    group, made = Group.objects.get_or_create(name=name)
    if made:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
