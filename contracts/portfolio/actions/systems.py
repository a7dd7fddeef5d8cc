"""Noting what an agency runs, and changing it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.taxonomy.models import Topic
from contracts.agreements.models import Contract
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput, StaleForm
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import System
from ..queries.suppliers import vendor_called


@dataclass(frozen=True)
class SystemTerms:
    """What is said of a system. `supplier` is a name: a vendor of that name is taken from the register.

    Costs are of a year, in US dollars; None where nobody knows.
    """

    name: str
    delivery: str
    code: str = ""
    purpose: str = ""
    product: str = ""
    supplier: str = ""
    contract: Contract | None = None
    live_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    yearly_cost: Decimal | None = None
    users: int | None = None
    funding: str = ""
    funding_words: str = ""
    offered: bool = False
    shares: System | None = None
    retire_on: datetime.date | None = None
    successor: System | None = None
    successor_words: str = ""
    capabilities: Collection[Topic] = field(default_factory=tuple)


PLAIN = [one.name for one in fields(SystemTerms) if one.name not in {"supplier", "capabilities"}]


@transaction.atomic
def add_system(*, agency: Organisation, terms: SystemTerms, by: Any, now: Clock = database_now) -> System:
    """Notes a system of an agency. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.keep_systems", agency)
    at = now()
    system = System(agency=agency, noted_at=at, changed_at=at)
    _write(system, terms, by)
    system.save()
    system.capabilities.set(terms.capabilities)
    record(action="contracts.system.added", obj=system, by=by, at=at, data={"agency": agency.slug})
    return system


@transaction.atomic
def edit_system(*, system: System, terms: SystemTerms, version: int, by: Any, now: Clock = database_now) -> System:
    """Replaces what is said of it. Raises PermissionDenied, StaleForm, InvalidInput."""
    system = System.objects.select_for_update(of=["self"]).select_related("agency", "supplier").get(pk=system.pk)
    require(by, "contracts.keep_systems", system.agency)
    if system.version != version:
        raise StaleForm
    before, at = said_of(system), now()
    _write(system, terms, by)
    system.version, system.changed_at = version + 1, at
    system.save()
    system.capabilities.set(terms.capabilities)
    after = said_of(system)
    changed = {name: [str(before[name]), str(after[name])] for name in after if before[name] != after[name]}
    record(action="contracts.system.edited", obj=system, by=by, at=at, data={"changed": changed})
    return system


def said_of(system: System) -> dict[str, Any]:
    """Its fields as SystemTerms names them, but for the capabilities."""
    return {name: getattr(system, name) for name in PLAIN} | {"supplier": system.provided_by}


def _write(system: System, terms: SystemTerms, by: Any) -> None:
    _check(system, terms, by)
    for name in PLAIN:
        setattr(system, name, getattr(terms, name))
    called = " ".join(terms.supplier.split())
    system.supplier = vendor_called(called)
    system.supplier_name = "" if system.supplier else called


def _check(system: System, terms: SystemTerms, by: Any) -> None:
    if not terms.name.strip():
        raise InvalidInput("The system has no name. Nothing was saved. Say what it is called.")
    for last, what in ((terms.ended_on, "was switched off"), (terms.retire_on, "is to be switched off")):
        if last and terms.live_on and last <= terms.live_on:
            raise InvalidInput(f"The day on which it {what} is not after its first day. Nothing was saved.")
    same = System.objects.filter(agency=system.agency, code=terms.code).exclude(pk=system.pk)
    if terms.code and same.exists():
        raise InvalidInput(f"Another system has your number {terms.code}. Nothing was saved. Give it its own.")
    if terms.contract and terms.contract.agency_id != system.agency_id:
        raise InvalidInput("The contract is another agency’s. Nothing was saved. Choose one of this agency.")
    for other, what in ((terms.successor, "follow"), (terms.shares, "share")):
        if other is None:
            continue
        if other.pk == system.pk:
            raise InvalidInput(f"A system does not {what} itself. Nothing was saved. Choose another one.")
        if not System.objects.visible_to(by).filter(pk=other.pk).exists():
            raise InvalidInput("One of the systems named is not in your list. Nothing was saved.")
