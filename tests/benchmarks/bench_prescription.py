"""`./stoa bench prescription [-v]`: does the check for over-prescription find what it should, and nothing else?

150 invented sentences were labelled before there was a check; one half was looked at while its words were chosen. Fails
below a precision or a recall of 0.7 on either half. Then what it finds in the real texts of the shared data, by file.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rfp.solicitations.prescription import Kind, findings_of_sentence, judge
from rfp.solicitations.prescription.names import patterns_of
from rfp.solicitations.prescription.wording import Known
from tests.benchmarks.judgements import ROOT, SHARED

LABELS = Path(__file__).with_name("data") / "prescription-labels.csv"
FACTS = ROOT / "marketplace" / "demo" / "facts" / "offerings.json"
HALVES = ("tuned", "blind")
GOAL = 0.7


@dataclass(frozen=True)
class Labelled:
    """One sentence with what a person finds in it."""

    half: str
    sentence: str
    kinds: frozenset[Kind]


def labelled() -> list[Labelled]:
    with LABELS.open(newline="") as file:
        return [
            Labelled(row["half"], row["sentence"], frozenset(map(Kind, row["labels"].split())))
            for row in csv.DictReader(file)
        ]


def known_names() -> Known:
    """What the catalogue of the demonstration holds."""
    offerings = json.loads(FACTS.read_text())["offerings"]
    return patterns_of({offering[key] for offering in offerings for key in ("name", "vendor")})


def outcomes(rows: Sequence[Labelled], known: Known) -> Counter[tuple[str, Kind, str]]:
    """How often each kind was found rightly, found wrongly or missed, by half."""
    counted: Counter[tuple[str, Kind, str]] = Counter()
    for row in rows:
        found = {finding.kind for finding in findings_of_sentence(row.sentence, known=known)}
        counted.update((row.half, kind, "right") for kind in found & row.kinds)
        counted.update((row.half, kind, "wrong") for kind in found - row.kinds)
        counted.update((row.half, kind, "missed") for kind in row.kinds - found)
    return counted


def figures(counted: Mapping[tuple[str, Kind, str], int], half: str, kinds: Sequence[Kind] = tuple(Kind)):
    """Precision and recall over these kinds, each sentence and kind counted once."""
    right, wrong, missed = (
        sum(counted.get((half, kind, how), 0) for kind in kinds) for how in ("right", "wrong", "missed")
    )
    return right / ((right + wrong) or 1), right / ((right + missed) or 1)


def print_real_texts(known: Known, *, verbose: bool) -> None:
    for path in sorted((SHARED / "data" / "rfx").glob("*.md")):
        judged = judge([path.read_text()], known=known)
        kinds = Counter(finding.kind.value for finding in judged.findings)
        told = ", ".join(f"{many} {kind}" for kind, many in kinds.most_common()) or "nothing"
        print(f"{path.name}: {judged.sentences} sentences, index {judged.index}: {told}")
        for finding in judged.findings if verbose else ():
            print(f"    {finding.kind}: “{finding.words}” in: {finding.sentence[:160]}")


def main() -> int:
    verbose = "-v" in sys.argv[1:]
    known, rows = known_names(), labelled()
    counted = outcomes(rows, known)
    failed = False
    for half in HALVES:
        precision, recall = figures(counted, half)
        reached = min(precision, recall) >= GOAL
        failed |= not reached
        many = sum(row.half == half for row in rows)
        print(
            f"{half}, {many} sentences: precision {precision:.2f}, recall {recall:.2f}, goal {GOAL} each: "
            + ("reached" if reached else "MISSED")
        )
        for kind in Kind:
            of_kind = "{:.2f} / {:.2f}".format(*figures(counted, half, [kind]))
            print(f"    {kind:<8} {of_kind}")
    print()
    print_real_texts(known, verbose=verbose)
    return int(failed)
