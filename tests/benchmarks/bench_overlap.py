"""`./stoa bench overlap [ROWS]`: does the detection of overlap find what a person finds, and how long does it take?

484 pairs of the 509 real offerings were judged before there was a score; weights and threshold were chosen on one half.
Fails below a precision of 0.8 or a recall of 0.7 on all of them or on either half. Then the ten worst errors, the
precision of the list as a reader of it meets it (pairs drawn from what was found, judged afterwards), what blocking
loses against all pairs, and the time for 10,000 items beside the time that sorting them takes.
"""

import importlib.util
import itertools
import math
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from contracts.portfolio.overlap.candidates import alike_pairs, candidate_pairs
from contracts.portfolio.overlap.clustering import groups
from contracts.portfolio.overlap.reading import Item
from contracts.portfolio.overlap.weighing import ALIKE_FROM, STRONG_FROM, Likeness, Weighed
from tests.benchmarks.judgements import SHARED
from tests.benchmarks.overlap_pairs import AUDIT, HALVES, JudgedPair, judged_pairs, real_items

PRECISION, RECALL, WORST, ROWS, ROUNDS = 0.8, 0.7, 10, 10_000, 3


def scored(pairs: Sequence[JudgedPair], weighed: Weighed) -> list[tuple[JudgedPair, Likeness]]:
    at = {reading.item.key: place for place, reading in enumerate(weighed.readings)}
    return [(pair, weighed.likeness(at[pair.first], at[pair.second])) for pair in pairs]


def figures(rows: Sequence[tuple[JudgedPair, Likeness]], *, least: float = ALIKE_FROM) -> tuple[float, float]:
    """Precision and recall of saying “overlap” from that score on."""
    right = sum(pair.overlap and likeness.score >= least for pair, likeness in rows)
    said = sum(likeness.score >= least for _, likeness in rows)
    there = sum(pair.overlap for pair, _ in rows)
    return right / (said or 1), right / (there or 1)


def print_quality(rows: Sequence[tuple[JudgedPair, Likeness]]) -> bool:
    """The figures of all pairs and of each half; whether all reach the goals."""
    reached = True
    for half in ("all", *HALVES):
        chosen = [row for row in rows if half in ("all", row[0].half)]
        precision, recall = figures(chosen)
        good = precision >= PRECISION and recall >= RECALL
        reached &= good
        print(
            f"{half}, {len(chosen)} pairs, {sum(pair.overlap for pair, _ in chosen)} overlap: "
            f"precision {precision:.3f}, recall {recall:.3f}, goals {PRECISION} and {RECALL}: "
            + ("reached" if good else "MISSED")
        )
    for origin in sorted({pair.origin for pair, _ in rows}):
        chosen = [row for row in rows if row[0].origin == origin]
        wrong = sum(likeness.score >= ALIKE_FROM for pair, likeness in chosen if not pair.overlap)
        missed = sum(likeness.score < ALIKE_FROM for pair, likeness in chosen if pair.overlap)
        there = sum(pair.overlap for pair, _ in chosen)
        print(f"    {origin:<8} {wrong:>3} of {len(chosen) - there} wrongly said, {missed:>3} of {there} missed")
    return reached


def print_worst(rows: Sequence[tuple[JudgedPair, Likeness]], items: Mapping[str, Item]) -> None:
    """The ten errors farthest from the threshold."""

    def distance(row: tuple[JudgedPair, Likeness]) -> float:
        return abs(math.log((row[1].score + 0.01) / ALIKE_FROM))

    errors = [row for row in rows if row[0].overlap != (row[1].score >= ALIKE_FROM)]
    print(f"\nthe worst {WORST} of {len(errors)} errors")
    for pair, likeness in sorted(errors, key=distance, reverse=True)[:WORST]:
        shared = "; ".join(f"{part.kind}: {', '.join(part.shared[:4]) or 'none'}" for part in likeness.parts)
        names = f"{items[pair.first].name[:34]} | {items[pair.second].name[:34]}"
        print(f"    {likeness.score:.2f}, {'overlap' if pair.overlap else 'none'} ({pair.origin}): {names}: {shared}")


def print_list(weighed: Weighed) -> None:
    """What the screens show of the real catalogue, and what a person said of pairs drawn from it."""
    found = {(one, other): likeness for one, other, likeness in alike_pairs(weighed)}
    everything = itertools.combinations(range(len(weighed)), 2)
    alike = {pair for pair in everything if weighed.likeness(*pair).score >= ALIKE_FROM}
    strong = sum(likeness.score >= STRONG_FROM for likeness in found.values())
    compared = len(candidate_pairs(weighed))
    print(
        f"\nof {math.comb(len(weighed), 2):,} pairs {compared:,} were compared; {len(found):,} alike, "
        f"{strong:,} of them strongly; blocking keeps {len(found) / len(alike):.3f} of the alike ones"
    )
    clusters = groups({pair: likeness.score for pair, likeness in found.items()})
    print(f"{len(clusters)} clusters of {sum(map(len, clusters))} offerings, the largest of {len(clusters[0])}")
    if AUDIT.exists():
        audit = scored(judged_pairs(AUDIT), weighed)
        for name, low, high in (("alike", ALIKE_FROM, STRONG_FROM), ("strong", STRONG_FROM, 2.0)):
            chosen = [pair.overlap for pair, likeness in audit if low <= likeness.score < high]
            if chosen:
                print(f"drawn from the {name}: {sum(chosen)} of {len(chosen)} overlap ({statistics.fmean(chosen):.2f})")


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and what came of it."""
    begun = time.process_time()
    result = action()
    return time.process_time() - begun, result


def _corpus() -> Any:
    """The deterministic rows of the shared bench folder."""
    spec = importlib.util.spec_from_file_location("corpus", SHARED / "bench" / "corpus.py")
    if spec is None or spec.loader is None:
        raise SystemExit("The shared folder bench is not there; STOA_SHARED names another place.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_time(rows: int) -> None:
    """Half of the items and all of them, interleaved, medians; sorting the same items by name is the yardstick."""
    corpus = _corpus()
    items = [
        Item(f"{row['n']}", row["title"], row["vendor"], f"{row['summary']} {row['body']}", frozenset([row["pillar"]]))
        for row in corpus.rows(rows)
    ]
    seconds: dict[int, list[float]] = {rows // 2: [], rows: []}
    sorting: list[float] = []
    for _ in range(ROUNDS):
        for many, taken in seconds.items():
            taken.append(timed(lambda many=many: sum(1 for _ in alike_pairs(Weighed(items[:many]))))[0])
        sorting.append(timed(lambda: sorted(items, key=lambda item: (item.name.casefold(), item.key)))[0])
    half, whole = (statistics.median(taken) for taken in seconds.values())
    print(
        f"\n{rows:,} items: {whole:.1f} s, {whole / statistics.median(sorting):,.0f} × sorting them; "
        f"twice the items take {whole / half:.2f} × as long, exponent {math.log2(whole / half):.2f} (all pairs: 2)"
    )


def main() -> int:
    items = real_items()
    weighed = Weighed(items)
    rows = scored(judged_pairs(), weighed)
    reached = print_quality(rows)
    print_worst(rows, {item.key: item for item in items})
    print_list(weighed)
    print_time(int(next((word for word in sys.argv[1:] if word.isdigit()), ROWS)))
    return int(not reached)
