"""`./stoa bench catalogue [--rows N] [--seconds S] [--rounds R] [--peers floor,wag,oscar]`: pages beside the peers.

Interleaved rounds of the shared load driver, medians, ratios; behind each ratio its goal of design/performance.md.
"""

import argparse
import contextlib
import importlib
import json
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests import databases
from tests.benchmarks import peers
from tests.benchmarks.catalogue_corpus import fill, pages
from tests.benchmarks.catalogue_goals import FULL_SIZE, Runs, report, report_growth, report_suggestions
from tests.benchmarks.catalogue_suggestions import waits_for_suggestions
from tools import elasticsearch, postgres
from tools.places import ROOT

SIZES = {1_000: "1k", 10_000: "10k", FULL_SIZE: "100k"}
PAGES = ("list", "cold_list", "detail", "cold_detail", "search", "search_sel")
# Every address is asked for once before it is measured, at every server alike; the driver gives that ten seconds.
WARMED = 200
GROWING = ("list", "cold_list", "list_deep", "search", "search_sel")
ENGINES_PAGES = ("list", "search", "search_sel")


def own_target(driver: Any, size: str, rows: int, name: str, *, only: tuple[str, ...], **more: str) -> tuple:
    """Stoa as the driver knows a target: environment, folder, application, database, variables, pages."""
    variables = {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATABASE_URL": postgres.address(peers.SERVER, name),
        "PYTHONPATH": str(ROOT),
    } | more
    found = {page: addresses for page, addresses in pages(driver, name, rows).items() if page in only}
    return ("venv-stoa", str(ROOT), "marketplace.wsgi:application", "stoa", variables, lambda rows: found)


def peer_targets(driver: Any, names: list[str]) -> dict[str, tuple]:
    """The peers as the driver knows them; the name tells it to start gunicorn."""
    known = {"floor": "floor", "wag": "wag_pg", "oscar": "oscar"}
    found = {}
    for name in names:
        place, folder, target, database, variables, pages_of = driver.T[known[name]]
        variables = variables | {"DJANGO_SETTINGS_MODULE": "settings"}
        found[f"{name}_gunicorn"] = (place, folder, target, database, variables, pages_of)
    return found


def run(driver: Any, options: argparse.Namespace, size: str, wanted: tuple[str, ...], conc: str = "1,16") -> Runs:
    """Interleaved rounds: every server in turn, each of its pages at one connection and at sixteen."""
    out = f"catalogue_{size}"
    results = peers.FOLDER / "results" / f"{out}.jsonl"
    results.unlink(missing_ok=True)
    words = [",".join(driver.T), "--sizes", size, "--secs", str(options.seconds), "--rounds", str(options.rounds)]
    words += ["--warm", str(WARMED)]
    sys.argv = ["bench", *words, "--pages", ",".join(wanted), "--conc", conc, "--out", out]
    driver.main()
    found: Runs = defaultdict(list)
    for line in results.read_text().splitlines():
        row = json.loads(line)
        found[row["target"].removesuffix("_gunicorn"), row["page"], row["conc"]].append(row)
    return found


@contextlib.contextmanager
def other_engine(rows: int, name: str) -> Iterator[dict[str, str]]:
    """Variables for a Stoa that searches with Elasticsearch, its index filled; none where it is not to be had."""
    why = elasticsearch.absent()
    if why or rows < min(size for size in SIZES if size > 1_000):
        print(why or "Elasticsearch is compared from 10,000 offerings on.")
        yield {}
        return
    with elasticsearch.DAEMON.used() as address:
        variables = {"ELASTICSEARCH_URL": address, "ELASTICSEARCH_INDEX": name.replace("_", "-")}
        peers.manage("reindex_search", "--engine", "elasticsearch", name=name, **variables)
        yield variables


def main() -> int:
    ask = argparse.ArgumentParser(prog="./stoa bench catalogue")
    ask.add_argument("--rows", type=int, choices=SIZES, default=10_000)
    ask.add_argument("--seconds", type=float, default=8)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--peers", default="floor,wag,oscar")
    ask.add_argument("--no-elasticsearch", action="store_true")
    options = ask.parse_args()
    if not shutil.which("wrk"):
        ask.error("wrk, which sends the requests, is not on this machine. Install the system's package wrk.")
    size = SIZES[options.rows]
    ready, missing = peers.provide(options.peers.split(","))
    print(*missing, sep="\n")
    with databases.server():
        os.environ |= peers.environment() | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        for peer in list(ready):
            if why := peers.seed(peer, size, options.rows):
                print(why)
                ready.remove(peer)
        peers.link_own_environment()
        sys.path.insert(0, str(peers.COPY))
        driver = importlib.import_module("bench")
        name = fill(driver.corpus, size, options.rows)
        known = peer_targets(driver, ready)
        with contextlib.ExitStack() as held:
            other = {} if options.no_elasticsearch else held.enter_context(other_engine(options.rows, name))
            driver.T = known | {"stoa_gunicorn": own_target(driver, size, options.rows, name, only=PAGES)}
            if other:
                target = own_target(driver, size, options.rows, name, only=ENGINES_PAGES, **other)
                driver.T |= {"stoa_es_gunicorn": target}
            missed = report(run(driver, options, size, PAGES), options.rows)
            missed += report_suggestions(waits_for_suggestions(driver.corpus, name), options.rows)
            if options.rows == FULL_SIZE:
                missed += growth(driver, options, name, other)
    return 1 if missed else 0


def growth(driver: Any, options: argparse.Namespace, large: str, other: dict[str, str]) -> int:
    """The same code over a tenth of the rows, in the same run."""
    rows = FULL_SIZE // 10
    driver.N |= {"growth": FULL_SIZE}  # its targets know their rows themselves
    small = fill(driver.corpus, SIZES[rows], rows)
    driver.T = {
        "small_gunicorn": own_target(driver, SIZES[rows], rows, small, only=GROWING),
        "large_gunicorn": own_target(driver, SIZES[FULL_SIZE], FULL_SIZE, large, only=GROWING),
    }
    if other:
        variables = other | {"ELASTICSEARCH_INDEX": small.replace("_", "-")}
        peers.manage("reindex_search", "--engine", "elasticsearch", name=small, **variables)
        for target, database, count, held in (
            ("small_es_gunicorn", small, rows, variables),
            ("large_es_gunicorn", large, FULL_SIZE, other),
        ):
            driver.T |= {target: own_target(driver, "", count, database, only=ENGINES_PAGES, **held)}
    return report_growth(run(driver, options, "growth", GROWING, conc="1"))
