"""The graded queries: topics as the publisher tagged them, and our own set."""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("STOA_SHARED", ROOT.parent / "shared"))
OWN = Path(__file__).with_name("data") / "relevance-judgments.csv"


@dataclass(frozen=True)
class Judged:
    """One query with the grade of everything that is relevant to it."""

    text: str
    kind: str
    grades: Mapping[str, int]

    @property
    def held_back(self) -> bool:
        """Whether nobody looks at it while tuning: one half of all texts, by the first bit of their SHA-256."""
        return hashlib.sha256(self.text.encode()).digest()[0] >= 128


def read_judgements(lines: Iterable[str]) -> list[Judged]:
    """Every query of a file, in its order. Lines that begin with # are its notes."""
    grades: dict[tuple[str, str], dict[str, int]] = {}
    for row in csv.DictReader(_without_notes(lines)):
        of_query = grades.setdefault((row["query"], row.get("kind") or "topic"), {})
        of_query[row["offering_id"]] = int(row["relevance"])
    return [Judged(text, kind, of_query) for (text, kind), of_query in grades.items()]


def topics() -> list[Judged]:
    """The publisher's business functions: binary, and derived from tags, so the tags must not be in the index."""
    with (SHARED / "data" / "search" / "topic-judgments.csv").open() as file:
        return read_judgements(file)


def own() -> list[Judged]:
    """Our own set; its header says how it was labelled."""
    with OWN.open() as file:
        return read_judgements(file)


def _without_notes(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if not line.startswith("#"))
