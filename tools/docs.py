"""Writes docs/permissions.md and docs/state-machines.md from the code (`./stoa docs`)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps

from marketplace.permissions import PERMISSIONS

ROOT = Path(__file__).resolve().parent.parent
NOTE = "Generated from the code by `./stoa docs`; do not edit.\n"


def _whose(grant) -> str:
    names = {"(broker office)": "the broker office", "(self)": "oneself", "id": "the organisation itself"}
    words = names.get(grant.of) or f"`{grant.of}`"
    if grant.not_by:
        words += f", never by its own `{grant.not_by}`"
    if grant.not_of:
        words += f", never by people of its `{grant.not_of}`"
    return words


def permissions_page() -> str:
    """The permission table as Markdown."""
    rows = ["| action | role | in the name of |", "| --- | --- | --- |"]
    for action, grants in sorted(PERMISSIONS.items()):
        for grant in grants:
            roles = ", ".join(sorted(role.label for role in grant.roles)) or "nobody"
            job = " (and background jobs)" if grant.system else ""
            rows.append(f"| `{action}` | {roles}{job} | {_whose(grant)} |")
    return "\n".join(["# Who may do what", "", NOTE, *rows, ""])


def _machines() -> Iterator[Any]:
    own = ("marketplace.", "catalog", "contracts", "rfp", "cms")
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if hasattr(model, "TRANSITIONS") and model.__module__.startswith(own):
            yield model


def state_machines_page() -> str:
    """Every TRANSITIONS table as a Mermaid diagram."""
    parts = ["# What can happen to what", "", NOTE]
    for model in _machines():
        parts += [f"## {model._meta.verbose_name.capitalize()}", "", f"`{model.__module__}`", "", "```mermaid"]
        parts += ["stateDiagram-v2", f"    [*] --> {model._meta.get_field('status').default}"]
        for source, targets in model.TRANSITIONS.items():
            parts += [f"    {source.value} --> {target.value}" for target in sorted(targets)]
        parts += ["```", ""]
    return "\n".join(parts)


PAGES = {"docs/permissions.md": permissions_page, "docs/state-machines.md": state_machines_page}


def main(arguments: list[str]) -> int:
    """Write them again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.development")
    django.setup()
    for name, page in PAGES.items():
        (ROOT / name).write_text(page())
        print(f"wrote {name}")
    return 0
