"""Role × object × action × state: what the permission table says, pages and API do.

Nothing is listed here. The rows come from the table of permissions, the addresses from addresses.py, which a test keeps
whole, other states of a record from what else of its kind the small world holds. While an address is asked, the test
hears which rows its guards look up and for what, and reads the table a second time, on its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import models
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership
from marketplace.permissions import AGENCY_ROLES, BROKER, PERMISSIONS, SELF, VENDOR_ROLES, Role, allowed, checks
from marketplace.permissions.roles import Standing
from tests.counts import at_a_desk, in_full
from tests.factories.marketplace import OrganisationFactory, kind_for, person
from tests.factories.world import small_world
from tests.known_readers import client_of
from tests.worlds import world

from .addresses import TABLE, Row
from .test_urls_by_role import blank_pages, rolled_back  # noqa: F401 fixture

PARTS = 2  # so that the processes of a run share the work
A_PART = 24 if at_a_desk() else 8  # one of so many addresses; the campaign `access_matrix` asks all of them
HERE, ELSEWHERE = 7, 8  # ids of organisations
WHO = 5  # id of a person
PROBES = (Role.CIO, Role.AGENCY_ADMIN, Role.VENDOR_ADMIN)  # where none of them meets a guard there is none


def named(obj: Any, path: str) -> Any:
    for name in path.split(".") if path else ():
        obj = getattr(obj, name, None)
    return obj


def table_says(holds: list[tuple[int, str, str]], user_id: int, action: str, obj: Any) -> bool:
    """The table, read a second time: somebody who holds these roles, as (organisation, kind, role)."""
    for row in PERMISSIONS[action]:
        mine = [(of, kind) for of, kind, role in holds if role in row.roles]
        if row.not_by and named(obj, row.not_by) == user_id:
            continue
        if row.not_of and named(obj, row.not_of) in {of for of, _, _ in holds}:
            continue
        if row.of == BROKER and any(kind == "broker" for _, kind in mine):
            return True
        if row.of == SELF and isinstance(obj, User | models.Model | SimpleNamespace):
            if (obj.pk if isinstance(obj, User) else getattr(obj, "user_id", None)) == user_id:
                return True
        if row.of not in {BROKER, SELF} and named(obj, row.of) in {of for of, _ in mine}:
            return True
    return False


def record_of(action: str, **values: Any) -> SimpleNamespace:
    """A record on which every path that the rows of an action name leads to a value: of, not_by, not_of."""
    record = SimpleNamespace(pk=1, user_id=values.get("user_id"))
    for row in PERMISSIONS[action]:
        for kind in ("not_of", "not_by", "of"):
            path, at = getattr(row, kind), record
            if not path or path in {BROKER, SELF}:
                continue
            *way, last = path.split(".")
            for name in way:
                if not hasattr(at, name):
                    setattr(at, name, SimpleNamespace())
                at = getattr(at, name)
            setattr(at, last, values.get(kind))
    return record


@pytest.mark.parametrize("action", sorted(PERMISSIONS))
def test_a_row_lets_its_roles_act_in_their_own_organisation_and_nobody_else(action):
    for role in Role:
        holds = [(HERE, kind_for(role), role)]
        standing = tuple(Standing(of, kind, held) for of, kind, held in holds)
        user = SimpleNamespace(pk=WHO, is_authenticated=True, is_active=True, standing=standing)
        whoever = SimpleNamespace(pk=None, is_authenticated=False, is_active=True, standing=standing)
        own, foreign = ({"of": of, "user_id": WHO if of == HERE else 0} for of in (HERE, ELSEWHERE))
        for values in (own, foreign, own | {"not_by": WHO}, own | {"not_of": HERE}):
            record = record_of(action, **values)
            assert allowed(user, action, record) is table_says(holds, WHO, action, record), (role, values)
            assert not allowed(whoever, action, record)
        named_by_organisation = all(row.of not in {BROKER, SELF} for row in PERMISSIONS[action])
        assert not (named_by_organisation and allowed(user, action, record_of(action, **foreign))), role


class Matrix:
    """Everybody who asks, and what the guards looked up meanwhile."""

    def __init__(self, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard, self.wrong, self.cells = [], [], 0
        office = world.people["officer"].memberships.get().organisation
        homes = {"agency": world.agency, "vendor": world.vendor, "broker": office}
        self.readers = {str(role): person(role, of=homes[kind_for(role)]) for role in Role}
        self.foreign = {
            "another agency": person(*sorted(AGENCY_ROLES), of=OrganisationFactory()),
            "another vendor": person(*sorted(VENDOR_ROLES), of=OrganisationFactory(vendor=True)),
        }
        people = self.readers | self.foreign
        self.clients = {name: client_of(user) for name, user in people.items()} | {"a visitor": client_of(None)}
        rows = Membership.objects.filter(user__in=people.values()).select_related("organisation")
        self.holds: dict[int, list[tuple[int, str, str]]] = {}
        for one in rows:
            held = (one.organisation_id, one.organisation.kind, one.role)
            self.holds.setdefault(one.user_id, []).append(held)
        self.people = people
        asks = checks.allowed

        def listens(user: Any, action: str, obj: Any = None) -> bool:
            self.heard.append((user, action, obj, asks(user, action, obj)))
            return self.heard[-1][-1]

        monkeypatch.setattr(checks, "allowed", listens)  # what `require` asks: the guards alone

    def ask(self, target: "Target", who: str) -> set[str]:
        """One cell. Returns the rows of the table that its guards looked up."""
        self.heard.clear()
        with rolled_back():
            status = getattr(self.clients[who], target.method)(target.address).status_code
        self.cells += 1
        denied = [action for _, action, _, said in self.heard if not said]
        actions = {action for _, action, _, _ in self.heard}
        faults = [
            f"{action} is {said}, and the table says otherwise"
            for user, action, obj, said in self.heard
            if user.pk in self.holds and said is not table_says(self.holds[user.pk], user.pk, action, obj)
        ]
        if denied and status not in {401, 403, 404}:
            faults.append(f"{denied} is denied, and the answer is {status}")
        if self.heard and not denied and status == 403:
            faults.append("the table allows it, and the answer is 403")
        # A guard that asked before any record was looked up says nothing about this one.
        told_nothing = status == 403 and any(not said and obj is None for _, _, obj, said in self.heard)
        if who in self.foreign and status not in {404, 405} and not (told_nothing or self.sees(who, target)):
            faults.append(f"it is not theirs to see, and the answer is {status}")
        self.wrong += [f"{target.method} {target.address} as {who}: {fault}" for fault in faults]
        return actions

    def sees(self, who: str, target: "Target") -> bool:
        """Whether everybody may, or the reader may see every record that the address names."""
        for record in () if target.public else target.records:
            rows = type(record)._default_manager.all()
            if hasattr(rows, "visible_to") and not rows.visible_to(self.people[who]).filter(pk=record.pk).exists():
                return False
        return True


@dataclass(frozen=True)
class Target:
    """One address of one record in one state. `public`: a visitor reads it."""

    address: str
    method: str
    records: tuple[models.Model, ...]
    public: bool


def target_of(world: SimpleNamespace, name: str, row: Row, swap: dict[str, Any]) -> Target:
    """`swap` puts other records in the place of what the world holds under a name."""
    held = SimpleNamespace(**vars(world) | swap)
    names = getattr(row.parts, "names", {})
    records = tuple(named(held, path.rpartition(".")[0]) for path in names.values() if "." in path)
    query = row.query(held)
    address = reverse(name, kwargs=row.parts(held)) + (f"?{urlencode(query)}" if query else "")
    kept = tuple(one for one in records if isinstance(one, models.Model))
    return Target(address, row.method, kept, row.status_for("anonymous") == 200)


def other_states(world: SimpleNamespace, name: str, row: Row) -> Iterator["Target"]:
    """The same address of what else of its kind the world holds: one record for each other status."""
    paths = getattr(row.parts, "names", {}).values()
    roots = {path.split(".")[0] for path in paths}
    own = getattr(world, *roots) if len(roots) == 1 else None
    if not isinstance(own, models.Model) or row.status_for("anonymous") == 200:
        return
    seen = {getattr(own, "status", None)}
    for value in vars(world).values():
        status = getattr(value, "status", None)
        if type(value) is type(own) and status not in seen and all(_leads(path, value) for path in paths):
            seen.add(status)
            yield target_of(world, name, row, {next(iter(roots)): value})


def _leads(path: str, value: Any) -> bool:
    return named(value, path.partition(".")[2]) is not None


known = world(small_world, "known")


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.usefixtures("storage", "blank_pages")
def test_each_page_and_operation_does_what_the_table_says(known, monkeypatch, part, record_property):
    matrix = Matrix(known, monkeypatch)
    asked: set[tuple[str, str]] = set()  # each row of the table as each role, at one address at least
    for name in sorted(TABLE)[part::PARTS][:: 1 if in_full() else A_PART]:
        row = TABLE[name]
        target = target_of(known, name, row, {})
        actions = set().union(*(matrix.ask(target, who) for who in (*PROBES, *matrix.foreign, "a visitor")))
        for who in matrix.readers:
            new = {(action, who) for action in actions} - asked
            if new and who not in PROBES:
                matrix.ask(target, who)
            asked |= new
        for state in other_states(known, name, row):
            for who in (*PROBES[: 3 if actions else 1], *matrix.foreign):
                matrix.ask(state, who)
    record_property("cells of the access matrix", matrix.cells)
    assert {who for _, who in asked} == set(matrix.readers)
    assert not matrix.wrong, "\n".join(matrix.wrong)
