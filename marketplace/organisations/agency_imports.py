"""Takes public bodies in from a register: set-based, safe to repeat, one audit event a batch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.files.intake import DryRun, EntryRefused, Report, read_text
from marketplace.permissions import require
from marketplace.slugs import free_slug

from .models import Organisation

COLUMNS = ("source", "level", "name")
FACTS = ("name", "sort_name", "level", "city", "state", "website")


class Body(NamedTuple):
    """One public body of the register."""

    source: str
    source_id: str
    parent: str
    facts: dict[str, str]


def read_body(row: Mapping[str, Any]) -> Body:
    """The facts of one row. A body without an id of its source's goes by level, state, name and web host.

    Raises EntryRefused.
    """
    name, level = read_text(row, "name", longest=200, needed=True), read_text(row, "level", longest=20, needed=True)
    if level not in Organisation.Level.values:
        raise EntryRefused(f"Its level “{level}” is not known. Known are: {', '.join(Organisation.Level.values)}.")
    state, domain = read_text(row, "state", longest=2).upper(), read_text(row, "domain", longest=120).lower()
    own_id = f"{level}:{state}:{name.casefold()}:{domain}"[:100]
    return Body(
        source=read_text(row, "source", longest=20, needed=True),
        source_id=read_text(row, "source_id", longest=100) or own_id,
        parent=read_text(row, "parent", longest=200),
        facts={
            "name": name,
            "sort_name": name.casefold(),
            "level": level,
            "city": read_text(row, "city", longest=100),
            "state": state,
            "website": f"https://{domain}" if domain else "",
        },
    )


def import_agencies(
    *,
    rows: Iterable[Any],
    file_name: str,
    digest: str,
    by: Any,
    dry_run: bool = False,
    now: Clock = database_now,
) -> Report:
    """Upserts agencies by their source's id. A domain of the register lets nobody join: it may be a shared one.

    Raises PermissionDenied.
    """
    require(by, "organisations.import_agencies")
    report = Report()
    bodies: dict[tuple[str, str], Body] = {}
    for place, row in enumerate(rows, start=1):
        try:
            body = read_body(row)
            if (body.source, body.source_id) in bodies:
                raise EntryRefused("An earlier row names the same body.")
            bodies[body.source, body.source_id] = body
        except EntryRefused as refused:
            report.refuse(place, row.get("source_id") or row.get("name"), refused)
    try:
        with transaction.atomic():
            _take_in(list(bodies.values()), report)
            if report.created or report.changed:
                data = {"file": file_name, "sha256": digest, **report.counts}
                table = ContentType.objects.get_for_model(Organisation)
                record(
                    action="organisations.agencies_imported",
                    obj=table,
                    by=by,
                    at=now(),
                    data=data,
                    chain="organisations",
                )
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def _take_in(bodies: Sequence[Body], report: Report) -> None:
    sources = {body.source for body in bodies}
    known = {
        (each.source, each.source_id): each
        for each in Organisation.objects.select_for_update().agencies().filter(source__in=sources)
    }
    new = sorted((body for body in bodies if body[:2] not in known), key=_in_order)
    made = Organisation.objects.bulk_create(_rows(new), 2_000)
    known |= {(each.source, each.source_id): each for each in made}
    parents = _parents(bodies)
    above = {child: known.get(parent) for child, parent in parents.items() if parent}
    changed = [known[body[:2]] for body in bodies if _differs(known[body[:2]], body, above.get(body[:2]))]
    Organisation.objects.bulk_update(changed, [*FACTS, "parent"], 500)
    report.created = len(made)
    report.changed = len({each.pk for each in changed} - {each.pk for each in made})
    report.same = len(bodies) - report.created - report.changed


def _in_order(body: Body) -> tuple[str, str]:
    return body.source, body.source_id


def _rows(new: Sequence[Body]) -> list[Organisation]:
    """Two towns of one name are told apart by their state, whatever comes first in the file."""
    taken = set(Organisation.objects.values_list("slug", flat=True)) if new else set()
    made = []
    for body in new:
        name, state = body.facts["name"], body.facts["state"]
        slug = free_slug(name, taken)
        if slug != free_slug(name, ()) and state:
            slug = free_slug(f"{name} {state}", taken)
        taken.add(slug)
        made.append(
            Organisation(
                kind=Organisation.Kind.AGENCY, slug=slug, source=body.source, source_id=body.source_id, **body.facts
            )
        )  # fmt: skip
    return made


def _parents(bodies: Sequence[Body]) -> dict[tuple[str, str], tuple[str, str]]:
    """The body that each belongs to: of the same source and level, and the same state where two share a name."""
    by_name: dict[tuple[str, ...], tuple[str, str]] = {}
    for body in sorted(bodies, key=_in_order):
        for key in _names(body, body.facts["name"]):
            by_name.setdefault(key, body[:2])
    found = {}
    for body in bodies:
        for key in _names(body, body.parent) if body.parent else ():
            if key in by_name and by_name[key] != body[:2]:
                found[body[:2]] = by_name[key]
                break
    return found


def _names(body: Body, name: str) -> list[tuple[str, ...]]:
    own = (body.source, body.facts["level"], name.casefold())
    return [(*own, body.facts["state"]), own]


def _differs(stored: Organisation, body: Body, parent: Organisation | None) -> bool:
    """Puts the facts on the stored body; whether that changed anything."""
    was = (*(getattr(stored, name) for name in FACTS), stored.parent_id)
    for name, value in body.facts.items():
        setattr(stored, name, value)
    if parent:
        stored.parent = parent
    return was != (*(getattr(stored, name) for name in FACTS), stored.parent_id)
