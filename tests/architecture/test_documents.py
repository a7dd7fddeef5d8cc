"""The documents are true: rules and demands point at what exists, generated pages are fresh."""

import importlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.urls import resolve as resolve_address

from tools import docs

from .addresses import TABLE
from .demands import DEMANDS as ASKED

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<rule>[^|]+) \| `(?P<code>[^`]+)` \| `(?P<test>[^`]+)` \|$", re.MULTILINE)
RULES = [match.groupdict() for match in ROW.finditer((ROOT / "docs/rules.md").read_text())]

HEADINGS = (
    "Portfolio",
    "Relationships",
    "Choice and catalogue",
    "Vendors and their offerings",
    "Sourcing",
    "Contracts and service levels",
    "Money",
    "Sharing",
)
UNANSWERED = "Not answered yet"
HOW_MANY = {"000": 11, "001": 15, "002": 10, "003": 7, "004": 13, "plays": 1}


def demands_by_heading():
    """Heading of docs/demands.md → the cells of each row under it, without the heads of its table."""
    found = {}
    for part in (ROOT / "docs/demands.md").read_text().split("\n## ")[1:]:
        heading, *lines = part.splitlines()
        tables = [line for line in lines if line.startswith("|")]
        found[heading] = [[cell.strip() for cell in line.strip("|").split("|")] for line in tables[2:]]
    return found


DEMANDS = demands_by_heading()
ANSWERED = [row for heading in HEADINGS for row in DEMANDS.get(heading, [])]


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


def test_demands_stand_under_their_headings_each_once():
    assert tuple(DEMANDS) == (*HEADINGS, UNANSWERED)
    assert [heading for heading, rows in DEMANDS.items() if not rows] == []
    said = [row[0].casefold() for rows in DEMANDS.values() for row in rows]
    assert [demand for demand, times in Counter(said).items() if times > 1] == []


def test_every_demand_of_the_sources_stands_once_answered_or_missing():
    stand = Counter(row[0] for rows in DEMANDS.values() for row in rows)
    wanted = [row for demands in ASKED.values() for _, *rows in demands for row in rows]
    names = [name for demands in ASKED.values() for name, *_ in demands]
    assert {source: len(demands) for source, demands in ASKED.items()} == HOW_MANY
    assert max(Counter(names).values()) == max(Counter(wanted).values()) == 1
    assert {row: stand[row] for row in wanted} == dict.fromkeys(wanted, 1)


@pytest.mark.parametrize("row", ANSWERED, ids=lambda row: row[0][:60])
def test_a_demand_names_a_screen_of_the_table_and_a_test_that_exist(row):
    _, answer, screen, test = row
    assert answer
    assert resolve_address(screen.strip("`").partition("?")[0]).view_name in TABLE  # Wagtail resolves whatever is asked
    assert stands(test.strip("`"))


@pytest.mark.parametrize("row", DEMANDS[UNANSWERED], ids=lambda row: row[0][:60])
def test_what_is_not_answered_says_what_there_is_and_what_is_missing(row):
    _, there_is, missing = row
    assert there_is
    assert missing.count(" ") >= 3


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_is_fresh(name):
    assert (ROOT / name).read_text() == docs.PAGES[name](), "run ./stoa docs"
