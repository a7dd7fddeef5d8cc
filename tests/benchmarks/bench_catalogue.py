"""`./stoa bench catalogue [--rows N] [--seconds S] [--rounds R] [--peers floor,wag,oscar]`: pages beside the peers.

Interleaved rounds of the shared load driver, medians, ratios; behind each ratio its goal of design/performance.md.
"""

import argparse
import importlib
import json
import os
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from catalog.models import Offering
from catalog.offerings.imports import import_listings
from catalog.search.actions import rebuild_index
from catalog.taxonomy.models import Certification, Deployment, ImpactLevel
from marketplace.permissions import SYSTEM
from tests import databases
from tests.benchmarks import peers
from tools import postgres
from tools.places import ROOT

SIZES = {1_000: "1k", 10_000: "10k", 100_000: "100k"}
AT_FULL_SIZE = 100_000  # where P4 has its goals
PAGES = ("list", "detail", "search", "search_sel")
# Page, what is compared, with whom, and the goal: at least (>=) or at most (<=) so many times the peer's figure.
GOALS = (
    ("P1", "list", "rps", "floor", ">=", 1.0),
    ("P1", "list", "rps", "wag", ">=", 1.5),
    ("P1", "list", "rps", "oscar", ">=", 60),
    ("P2", "detail", "rps", "oscar", ">=", 2.5),
    ("P2", "detail", "rps", "wag", ">=", 1.2),
    ("P2", "detail", "rps", "floor", ">=", 0.2),
    ("P3", "search_sel", "p50", "floor", "<=", 1.0),
    ("P3", "search_sel", "p50", "wag", "<=", 1 / 12),
    ("P4", "search_sel", "p95", "floor", "<=", 1.0),
    ("P4", "search", "p95", "floor", "<=", 0.4),
    ("P11", "list", "cpu", "floor", "<=", 1.0),
)
Runs = dict[tuple[str, str, int], list[dict[str, Any]]]


def entries(corpus: Any, rows: int) -> Iterator[dict[str, Any]]:
    """The corpus of the peers as listings. Two facets more than theirs, drawn by the same means."""
    chance = random.Random(11)
    for row in corpus.rows(rows):
        yield {
            "id": f"B{row['n']:07d}",
            "vendor": row["vendor"],
            "name": row["title"],
            "service_models": [chance.choice(["SaaS", "PaaS", "IaaS"])],
            "deployment_model": chance.choice(Deployment.labels),
            "impact_level": chance.choice(ImpactLevel.labels),
            "status": chance.choice(Certification.labels),
            "business_functions": [row["pillar"].capitalize(), row["region"].capitalize()],
            "description": f"{row['summary']} {row['body']}",
            "small_business": chance.random() < 0.3,
        }


def fill(corpus: Any, size: str, rows: int) -> list[str]:
    """Stoa's database with the corpus, by its own import, indexed; returns addresses of offerings."""
    name = f"stoa_{size}"
    template = databases.migrated_template()
    if postgres.create_database(postgres.TESTS, name, template=template):
        with databases.connected_to(name):
            report = import_listings(
                entries=entries(corpus, rows), source="bench", file_name="corpus", digest="", by=SYSTEM
            )
            rebuild_index()
            _execute("VACUUM ANALYZE")
        if report.created != rows:
            raise SystemExit(f"The import left rows out: {report.counts} {report.refusals[:3]}")
    with databases.connected_to(name):
        slugs = list(Offering.objects.order_by("pk").values_list("slug", flat=True)[: min(rows, 5_000)])
    return [f"/catalogue/{slug}/" for slug in random.Random(3).sample(slugs, 200)]


def _execute(statement: str) -> None:
    databases.connections["default"].cursor().execute(statement)


def targets(driver: Any, names: list[str], size: str, details: list[str]) -> dict[str, tuple]:
    """Everything under load, by the same server: the peers as the driver knows them, and Stoa."""
    own = {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATABASE_URL": postgres.address(postgres.TESTS, f"stoa_{size}"),
        "PYTHONPATH": str(ROOT),
    }

    def pages(rows: int) -> dict[str, list[str]]:
        return {
            "list": [f"/catalogue/?page={page}" for page in driver.near(rows)],
            "list_deep": [f"/catalogue/?page={page}" for page in driver.pages(rows, 25)],
            "detail": details,
            "search": [f"/catalogue/?q={word}" for word in driver.QS],
            "search_sel": [f"/catalogue/?q={word}" for word in driver.QR],
        }

    known = {"floor": "floor", "wag": "wag_pg", "oscar": "oscar"}
    # The name tells the driver to start gunicorn.
    found = {}
    for name in names:
        place, folder, target, database, variables, pages_of = driver.T[known[name]]
        variables = variables | {"DJANGO_SETTINGS_MODULE": "settings"}
        found[f"{name}_gunicorn"] = (place, folder, target, database, variables, pages_of)
    return found | {"stoa_gunicorn": ("venv-stoa", str(ROOT), "marketplace.wsgi:application", "stoa", own, pages)}


def run(driver: Any, options: argparse.Namespace, size: str) -> Runs:
    """Interleaved rounds: every server in turn, each of its pages at one connection and at sixteen."""
    out = f"catalogue_{size}"
    results = peers.FOLDER / "results" / f"{out}.jsonl"
    results.unlink(missing_ok=True)
    words = [",".join(driver.T), "--sizes", size, "--secs", str(options.seconds), "--rounds", str(options.rounds)]
    sys.argv = ["bench", *words, "--pages", ",".join(PAGES), "--out", out]
    driver.main()
    found: Runs = defaultdict(list)
    for line in results.read_text().splitlines():
        row = json.loads(line)
        found[row["target"].removesuffix("_gunicorn"), row["page"], row["conc"]].append(row)
    return found


def figure(runs: Runs, target: str, page: str, what: str) -> float | None:
    """The median over the rounds: requests a second and processor time at 16 connections, waiting times at one."""
    found = runs.get((target, page, 1 if what in {"p50", "p95"} else 16))
    if not found or any(row["bad"] or row["status"] != 200 or not row["n"] for row in found):
        return None
    # PostgreSQL's share falls below zero where a backend of an earlier page ended in between: it is left out then.
    return statistics.median(row["cpu_ms"] + max(row["pg_ms"], 0) if what == "cpu" else row[what] for row in found)


def by_processor(runs: Runs, page: str, what: str, peer: str) -> str:
    """The ratio by processor time, which a busy machine distorts less than waiting time and requests a second."""
    own, other = figure(runs, "stoa", page, "cpu"), figure(runs, peer, page, "cpu")
    if not own or not other:
        return ""
    return f"{other / own if what == 'rps' else own / other:.2f}"


def report(runs: Runs, rows: int) -> int:
    """Prints a table of ratios with their goals; returns how many goals are missed."""
    missed = 0
    print(f"\n{rows:,} offerings: Stoa's figure over the peer's, and the same by processor time a request")
    print("| goal | page | figure | peer | ratio | by processor | goal | |\n|" + " --- |" * 8)
    for goal, page, what, peer, sign, bound in GOALS:
        if goal == "P4" and rows < AT_FULL_SIZE:
            continue
        own, other = figure(runs, "stoa", page, what), figure(runs, peer, page, what)
        if own is None or other is None:
            print(f"| {goal} | {page} | {what} | {peer} | not measured | | {sign} {bound:.3g} | |")
            continue
        ratio = own / other
        reached = ratio >= bound if sign == ">=" else ratio <= bound
        missed += not reached
        shown = f"{ratio:.2f} | {by_processor(runs, page, what, peer)}"
        print(f"| {goal} | {page} | {what} | {peer} | {shown} | {sign} {bound:.3g} | {'' if reached else 'missed'} |")
    print("P8: the Waldur peer is not in the shared folder, and figures of another run cannot be compared.")
    return missed


def main() -> int:
    ask = argparse.ArgumentParser(prog="./stoa bench catalogue")
    ask.add_argument("--rows", type=int, choices=SIZES, default=10_000)
    ask.add_argument("--seconds", type=float, default=8)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--peers", default="floor,wag,oscar")
    options = ask.parse_args()
    size = SIZES[options.rows]
    ready, missing = peers.provide(options.peers.split(","))
    print(*missing, sep="\n")
    with databases.server():
        os.environ |= peers.environment() | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        for name in list(ready):
            if why := peers.seed(name, size, options.rows):
                print(why)
                ready.remove(name)
        peers.link_own_environment()
        sys.path.insert(0, str(peers.COPY))
        driver = importlib.import_module("bench")
        details = fill(driver.corpus, size, options.rows)
        driver.T = targets(driver, ready, size, details)
        return 1 if report(run(driver, options, size), options.rows) else 0
