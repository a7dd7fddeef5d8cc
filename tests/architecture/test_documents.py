"""The documents are true: rules point at code and tests that exist, generated pages are fresh."""

import importlib
import re
from pathlib import Path

import pytest
from django.urls import resolve as resolve_address

from tools import docs

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<rule>[^|]+) \| `(?P<code>[^`]+)` \| `(?P<test>[^`]+)` \|$", re.MULTILINE)
RULES = [match.groupdict() for match in ROW.finditer((ROOT / "docs/rules.md").read_text())]

DEMANDS = re.findall(
    r"\| `(/[^`?]*)[^`]*` \| `(tests/[^`]+)` \|$", (ROOT / "docs/demands.md").read_text(), re.MULTILINE
)


def resolve(dotted):
    """Imports the longest module prefix, then walks the attributes."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name)
        return found
    raise ModuleNotFoundError(dotted)


def stands(test):
    """Whether there is a test of that name in that file."""
    path, _, name = test.partition("::")
    return re.search(rf"^(?:    )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE)


def test_there_are_rules():
    assert len(RULES) >= 20


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["rule"][:60])
def test_a_rule_names_code_and_a_test_that_exist(row):
    resolve(row["code"])
    assert stands(row["test"])


def test_there_are_demands():
    assert len(DEMANDS) >= 10


@pytest.mark.parametrize(("screen", "test"), DEMANDS)
def test_a_demand_names_a_screen_and_a_test_that_exist(screen, test):
    resolve_address(screen)
    assert stands(test)


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_is_fresh(name):
    assert (ROOT / name).read_text() == docs.PAGES[name](), "run ./stoa docs"
