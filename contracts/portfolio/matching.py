"""Rows of a spreadsheet beside the systems that are there: which are new, which changed, which say the same."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models import System
from .queries.suppliers import vendors_called
from .reading import Entry

AT_A_TIME = 1_000
FIELDS = (
    "name purpose product delivery supplier supplier_name live_on ended_on yearly_cost users funding funding_words "
    "offered retire_on successor_words"
).split()


@dataclass
class Match:
    """New rows; changed systems with their row; how many rows say what is there already."""

    new: Sequence[Entry] = ()
    changed: list[tuple[System, Entry]] = field(default_factory=list)
    same: int = 0
    vendors: Mapping[str, Any] = field(default_factory=dict)


def match_systems(entries: Sequence[Entry]) -> Match:
    """Finds systems by agency and number. Three statements, however many rows there are."""
    vendors = vendors_called(str(one.fields.get("supplier", "")) for one in entries)
    agencies = {one.agency.pk for one in entries}
    there = System.objects.filter(agency__in=agencies).exclude(code="").prefetch_related("capabilities")
    known = {(system.agency_id, system.code): system for system in there}
    new: list[Entry] = []
    match = Match(new, vendors=vendors)
    for entry in entries:
        system = known.get((entry.agency.pk, entry.code))
        if system is None:
            new.append(entry)
        elif _differs(system, entry, vendors):
            match.changed.append((system, entry))
        else:
            match.same += 1
    return match


def save_systems(match: Match, *, at: datetime.datetime) -> None:
    """Writes the new and the changed ones; what a row leaves empty stays as it is."""
    made = [
        System(agency=one.agency, code=one.code, noted_at=at, changed_at=at, **_said(one, match.vendors))
        for one in match.new
    ]
    System.objects.bulk_create(made, AT_A_TIME)
    for system, entry in match.changed:
        for name, value in _said(entry, match.vendors).items():
            setattr(system, name, value)
        system.version, system.changed_at = system.version + 1, at
    changed = [system for system, _ in match.changed]
    System.objects.bulk_update(changed, [*FIELDS, "version", "changed_at"], AT_A_TIME)
    _save_capabilities([*zip(made, match.new, strict=True), *match.changed])


def _said(entry: Entry, vendors: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in entry.fields.items() if name not in {"code", "supplier"}}
    if "supplier" in entry.fields:
        called = entry.fields["supplier"]
        vendor = vendors.get(called.casefold())
        said |= {"supplier": vendor, "supplier_name": "" if vendor else called}
    return said


def _differs(system: System, entry: Entry, vendors: Mapping[str, Any]) -> bool:
    if any(getattr(system, name) != value for name, value in _said(entry, vendors).items() if name != "supplier"):
        return True
    vendor = vendors.get(str(entry.fields.get("supplier", "")).casefold())
    if "supplier" in entry.fields and system.supplier_id != (vendor.pk if vendor else None):
        return True
    if entry.capabilities is None:
        return False
    return {one.pk for one in system.capabilities.all()} != {one.pk for one in entry.capabilities}


def _save_capabilities(rows: Sequence[tuple[System, Entry]]) -> None:
    through = System.capabilities.through
    said = [(system, entry.capabilities) for system, entry in rows if entry.capabilities is not None]
    through.objects.filter(system__in=[system for system, _ in said]).delete()
    pairs = [through(system=system, topic=topic) for system, topics in said for topic in topics]
    through.objects.bulk_create(pairs, AT_A_TIME)
