"""The order of dependence: imports by contract, foreign keys by the same arrows."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
# From the ground up; a key may point at its own floor or below, never up.
# The keys of files/ are Wagtail's: who uploaded, which collection.
FLOORS = ["components", "audit", "references", "accounts", "files", "notifications", "organisations", "billing"]
FLOORS += ["catalog", "contracts", "rfp", "cms", "workspace", "demo"]
SLICES = {
    "catalog": [
        "taxonomy",
        "question_sets",
        "admissions",
        "offerings",
        "search",
        "saved_searches",
        "shortlists",
        "longlists",
        "companies",
    ],
    "contracts": [
        "agreements",
        "exits",
        "deliveries",
        "frameworks",
        "policies",
        "comparisons",
        "orders",
        "service_levels",
        "invoicing",
        "costs",
        "relationships",
        "portfolio",
        "scorecards",
        "renewals",
        "register",
    ],
    "rfp": [
        "needs",
        "forums",
        "solicitations",
        "clauses",
        "clarifications",
        "holds",
        "bids",
        "market_reports",
        "evaluation",
        "awards",
        "open_contracting",
        "records",
    ],
    "cms": ["library", "pages"],
}
OWN_MODELS = [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def test_import_contracts_hold():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def place(model):
    """Floor and, within an app of slices, the slice's place in its order."""
    label = model._meta.app_label
    order = SLICES.get(label, [])
    parts = model.__module__.split(".")
    return FLOORS.index(label), order.index(parts[1]) if order and parts[1] in order else 0


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_follow_the_arrows(model):
    for field in model._meta.get_fields(include_hidden=True):
        target = field.related_model if field.concrete and field.is_relation else None
        if target is not None and target in OWN_MODELS:
            assert place(target) <= place(model), f"{field.name} points up to {target._meta.label}"


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
