"""Loads the invented bodies, their working hours and everybody who acts for them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Model

from marketplace.accounts.models import User
from marketplace.organisations.models import BusinessHours, Membership, NameChange, Organisation
from marketplace.permissions import Role

from . import world
from .persons import PERSONS, person

IN_OFFICE_FOR = datetime.timedelta(days=3 * 365)
CALENDAR_YEARS = (-3, 3)


@dataclass(frozen=True)
class Cast:
    """Who is there after loading: organisations by key, users by address."""

    organisations: dict[str, Organisation]
    users: dict[str, User]

    def person(self, slug: str) -> User:
        """One of those a visitor can sign in as."""
        return self.users[person(slug).email]

    def holder(self, organisation: str, role: Role) -> User:
        """Somebody who holds a role there. Raises LookupError if nobody does."""
        for one in everybody():
            if one.organisation == organisation and role in one.roles:
                return self.users[one.email]
        raise LookupError(f"nobody is {role} of {organisation}")

    def named(self, name: str) -> User:
        """Somebody by their full name. Raises LookupError if nobody has it."""
        for one in everybody():
            if one.name == name:
                return self.users[one.email]
        raise LookupError(f"nobody is called {name}")

    def binding(self, organisation: Organisation) -> User:
        """Who signs for a vendor, or for a house of the state that provides a service itself."""
        vendor = organisation.kind == Organisation.Kind.VENDOR
        return self.holder(organisation.slug, Role.SIGNATORY if vendor else Role.CONTRACT_MANAGER)


@dataclass(frozen=True)
class Member:
    """One human being, with roles in one organisation."""

    name: str
    title: str
    email: str
    organisation: str
    roles: tuple[Role, ...]
    delegation_limit: Decimal | None


def everybody() -> Iterator[Member]:
    """Those one can sign in as, then the others of the story."""
    for one in PERSONS:
        yield Member(one.name, one.title, one.email, one.organisation, one.roles, one.delegation_limit)
    domains = {agency["key"]: agency["mail_domain"] for agency in world.state()["agencies"]}
    domains |= {provider["slug"]: provider["mail_domain"] for provider in world.providers()}
    for row in world.people():
        yield Member(
            row["name"],
            row["title"],
            world.mail_address(row["name"], domains[row["organisation"]]),
            row["organisation"],
            tuple(map(Role, row["roles"])),
            row["delegation_limit"] and Decimal(row["delegation_limit"]),
        )


def load_people(*, at: datetime.datetime) -> Cast:
    """Put every organisation and person in place. A repeat changes nothing."""
    organisations = _load_organisations()
    _load_hours(organisations.values(), at)
    users = _load_users()
    _load_memberships(organisations, users, at)
    return Cast(organisations, users)


def put_rows(model: type[Model], wanted: Iterable[Any], *, key: str, fields: Iterable[str]) -> dict[Any, Any]:
    """Create the rows that are missing, update those that differ in `fields`; return all by their key."""
    wanted, fields = list(wanted), list(fields)
    keys = [getattr(row, key) for row in wanted]
    found = {getattr(row, key): row for row in model._default_manager.filter(**{f"{key}__in": keys})}
    changed = []
    for row in wanted:
        there = found.get(getattr(row, key))
        if there and any(getattr(there, name) != getattr(row, name) for name in fields):
            for name in fields:
                setattr(there, name, getattr(row, name))
            changed.append(there)
    missing = [row for row in wanted if getattr(row, key) not in found]
    model._default_manager.bulk_create(missing)
    if changed:
        model._default_manager.bulk_update(changed, fields)
    return found | {getattr(row, key): row for row in missing}


def _load_organisations() -> dict[str, Organisation]:
    agencies = world.state()["agencies"]
    rows = [
        *(_organisation(agency, slug=agency["key"], kind="agency", level=agency["level"]) for agency in agencies),
        *(
            _organisation(
                provider,
                slug=provider["slug"],
                kind=provider["kind"],
                website=provider["website"],
                small_business=provider["small_business"] if provider["kind"] == "vendor" else None,
            )
            for provider in sorted(world.providers(), key=lambda one: one["slug"] != world.state()["broker_office"])
        ),
    ]
    _keep_confirmed_names(rows)
    fields = "kind status name sort_name level mail_domain website city small_business invented time_zone".split()
    loaded = put_rows(Organisation, rows, key="slug", fields=fields)
    parents = {agency["key"]: agency["parent"] for agency in agencies if agency["parent"]}
    parents["franklin-data-center"] = world.state()["broker_office"]
    for key, parent in parents.items():
        if loaded[key].parent_id != loaded[parent].pk:
            loaded[key].parent = loaded[parent]
            loaded[key].save(update_fields=["parent"])
    return loaded


def _keep_confirmed_names(rows: Iterable[Organisation]) -> None:
    """Whoever was renamed since, with the office's confirmation, keeps its new name."""
    borne = dict(NameChange.objects.confirmed().values_list("vendor__slug", "name_after"))
    for row in rows:
        row.name = borne.get(row.slug, row.name)
        row.sort_name = row.name.casefold()


def _organisation(source: world.Record, **fields: Any) -> Organisation:
    return Organisation(
        name=source["name"],
        sort_name=source["name"].casefold(),
        mail_domain=source["mail_domain"],
        city=source["city"],
        status=Organisation.Status.VERIFIED,
        time_zone=world.state()["time_zone"],
        invented=True,
        **fields,
    )


def _load_hours(organisations: Iterable[Organisation], at: datetime.datetime) -> None:
    week = world.state()["working_week"]
    opening = [[week["opens"], week["closes"]]]
    years = range(at.year + CALENDAR_YEARS[0], at.year + CALENDAR_YEARS[1])
    hours = [
        BusinessHours(
            organisation=organisation,
            time_zone=organisation.time_zone,
            weekly=[opening if day in week["days"] else [] for day in range(7)],
            closed_days=world.closed_days(years),
            public_holidays=world.state()["holidays"]["country"],
        )
        for organisation in organisations
    ]
    fields = ["time_zone", "weekly", "closed_days", "public_holidays"]
    put_rows(BusinessHours, hours, key="organisation_id", fields=fields)


def _load_users() -> dict[str, User]:
    people = list(everybody())
    rows = [User(email=one.email, name=one.name, title=one.title, password=make_password(None)) for one in people]
    users = put_rows(User, rows, key="email", fields=["name", "title"])
    # A second factor can be set up only by somebody whose address is confirmed.
    addresses = [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users.values()]
    put_rows(EmailAddress, addresses, key="email", fields=["verified", "primary"])
    return users


def _load_memberships(organisations: dict[str, Organisation], users: dict[str, User], at: datetime.datetime) -> None:
    open_ones = Membership.objects.filter(user__in=users.values(), ends_at__isnull=True)
    held = set(open_ones.values_list("user_id", "organisation_id", "role"))
    Membership.objects.bulk_create(
        Membership(
            user=users[one.email],
            organisation=organisations[one.organisation],
            role=role,
            delegation_limit=one.delegation_limit if role == Role.APPROVER else None,
            starts_at=at - IN_OFFICE_FOR,
        )
        for one in everybody()
        for role in one.roles
        if (users[one.email].pk, organisations[one.organisation].pk, role) not in held
    )
