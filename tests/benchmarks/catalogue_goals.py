"""The goals of design/performance.md for the catalogue, and the tables that say which are reached."""

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

FULL_SIZE = 100_000  # where P4, P5 and P6 have their goals
# Who, page, what is compared, with whom, and the goal: at least (>=) or at most (<=) so many times the peer's figure.
GOALS = (
    ("P1", "stoa", "list", "rps", "floor", ">=", 1.0),
    ("P1", "stoa", "list", "rps", "wag", ">=", 1.5),
    ("P1", "stoa", "list", "rps", "oscar", ">=", 60),
    ("P1 cold", "stoa", "cold_list", "rps", "floor", ">=", 0.6),
    ("P2", "stoa", "detail", "rps", "oscar", ">=", 2.5),
    ("P2", "stoa", "detail", "rps", "wag", ">=", 1.2),
    ("P2", "stoa", "detail", "rps", "floor", ">=", 0.2),
    ("P2 cold", "stoa", "cold_detail", "rps", "oscar", ">=", 2.5),
    ("P2 cold", "stoa", "cold_detail", "rps", "wag", ">=", 1.2),
    ("P2 cold", "stoa", "cold_detail", "rps", "floor", ">=", 0.2),
    ("P3", "stoa", "search_sel", "p50", "floor", "<=", 1.0),
    ("P3", "stoa_es", "search_sel", "p50", "floor", "<=", 1.2),
    ("P3", "stoa", "search_sel", "p50", "wag", "<=", 1 / 12),
    ("P4", "stoa", "search_sel", "p95", "floor", "<=", 1.0),
    ("P4", "stoa_es", "search_sel", "p95", "floor", "<=", 1.0),
    ("P4", "stoa", "search", "p95", "floor", "<=", 0.4),
    ("P4", "stoa_es", "search", "p95", "floor", "<=", 0.15),
    ("P11", "stoa", "list", "cpu", "floor", "<=", 1.0),
    ("P11 cold", "stoa", "cold_list", "cpu", "floor", "<=", None),
)
# Page, and the largest exponent of p50 from 10,000 to 100,000, on PostgreSQL and on Elasticsearch.
GROWTH = (
    ("list", "", 0.1),
    ("cold_list", "", 0.5),
    ("list_deep", "", 0.1),
    ("search_sel", "", 0.35),
    ("search", "", 0.9),
    ("search_sel", "_es", 0.35),
    ("search", "_es", 0.5),
)
SUGGESTIONS_P95_MS = 10
# The peers have no page that finds something ready and none that does not: it is the same one.
SAME = {"cold_list": "list", "cold_detail": "detail"}
Runs = dict[tuple[str, str, int], list[dict[str, Any]]]


def figure(runs: Mapping, target: str, page: str, what: str) -> float | None:
    """The median over the rounds: requests a second and processor time at 16 connections, waiting times at one."""
    found = runs.get((target, page, 1 if what in {"p50", "p95"} else 16))
    if not found or any(row["bad"] or row["status"] != 200 or not row["n"] for row in found):
        return None
    # PostgreSQL's share falls below zero where a backend of an earlier page ended in between: it is left out then.
    return statistics.median(row["cpu_ms"] + max(row["pg_ms"], 0) if what == "cpu" else row[what] for row in found)


def by_processor(runs: Mapping, who: str, page: str, what: str, peer: str) -> str:
    """The ratio by processor time, which a busy machine distorts less than waiting time and requests a second."""
    own, other = figure(runs, who, page, "cpu"), figure(runs, peer, SAME.get(page, page), "cpu")
    if not own or not other:
        return ""
    return f"{other / own if what == 'rps' else own / other:.2f}"


def report(runs: Mapping, rows: int) -> int:
    """Prints a table of ratios with their goals; returns how many goals are missed."""
    missed = 0
    print(f"\n{rows:,} offerings: Stoa's figure over the peer's, and the same by processor time a request")
    print("| goal | page | figure | peer | ratio | by processor | goal | |\n|" + " --- |" * 8)
    for goal, who, page, what, peer, sign, bound in GOALS:
        if goal == "P4" and rows < FULL_SIZE:
            continue
        own, other = figure(runs, who, page, what), figure(runs, peer, SAME.get(page, page), what)
        shown = page if who == "stoa" else f"{page}, Elasticsearch"
        asked = f"{sign} {bound:.3g}" if bound else "for the record"
        if own is None or other is None:
            print(f"| {goal} | {shown} | {what} | {peer} | not measured | | {asked} | |")
            continue
        ratio = own / other
        reached = bound is None or (ratio >= bound if sign == ">=" else ratio <= bound)
        missed += not reached
        figures = f"{ratio:.2f} | {by_processor(runs, who, page, what, peer)}"
        print(f"| {goal} | {shown} | {what} | {peer} | {figures} | {asked} | {'' if reached else 'missed'} |")
    print("P8: the Waldur peer is not in the shared folder, and figures of another run cannot be compared.")
    return missed


def report_growth(runs: Mapping) -> int:
    """Prints how the median wait grows from a tenth of the rows to all; returns how many goals are missed."""
    missed = 0
    print("\nGoal P6, 10,000 to 100,000 offerings: the exponent of the median wait")
    for page, engine, bound in GROWTH:
        small, large = (figure(runs, f"{which}{engine}", page, "p50") for which in ("small", "large"))
        shown = f"{page}, {'Elasticsearch' if engine else 'PostgreSQL'}"
        if small is None or large is None:
            print(f"{shown}: not measured (goal <= {bound})")
            continue
        exponent = math.log10(large / small)
        missed += exponent > bound
        print(f"{shown}: {exponent:.2f}, {small:.1f} to {large:.1f} ms (goal <= {bound})")
    return missed


def report_suggestions(waits: Sequence[float], rows: int) -> int:
    """Prints the 95th percentile of a suggestion's statement; its goal stands at full size."""
    slowest = statistics.quantiles(waits, n=20)[-1]
    print(f"\nP5, suggestions: p50 {statistics.median(waits):.1f} ms, p95 {slowest:.1f} ms", end=" ")
    print(f"(goal at {FULL_SIZE:,} offerings <= {SUGGESTIONS_P95_MS} ms; PostgreSQL answers them with either engine)")
    return int(rows == FULL_SIZE and slowest > SUGGESTIONS_P95_MS)
