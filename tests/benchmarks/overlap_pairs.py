"""The real offerings and the pairs of them that a person judged; data/overlap-pairs.csv says how."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from contracts.portfolio.overlap.reading import Item
from tests.benchmarks.judgements import SHARED

PAIRS = Path(__file__).with_name("data") / "overlap-pairs.csv"
AUDIT = Path(__file__).with_name("data") / "overlap-audit.csv"
HALVES = ("tuned", "blind")


@dataclass(frozen=True)
class JudgedPair:
    """Two offerings by the publisher's ids, and whether a person says that they overlap."""

    first: str
    second: str
    overlap: bool
    origin: str
    half: str = ""


def judged_pairs(path: Path = PAIRS) -> list[JudgedPair]:
    with path.open(newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [JudgedPair(**(row | {"overlap": row["overlap"] == "1"})) for row in rows]


def real_items() -> list[Item]:
    """The 509 offerings as they were published."""
    rows = json.loads((SHARED / "data" / "fedramp-offerings.json").read_text())["offerings"]
    return [
        Item(
            key=row["id"],
            name=row["name"],
            maker=row["vendor"],
            text=row["description"],
            topics=frozenset(row["business_functions"]),
            service_models=frozenset(row["service_models"]),
        )
        for row in rows
    ]
