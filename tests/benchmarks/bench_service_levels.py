"""`./stoa bench service-levels [--contracts N ...]`: a month loaded, its hours, its closing, beside floors. Goal P9.

Five service levels a contract and a check each minute: 5, 46 and 231 contracts are 1, 10 and 50 million checks, 1,000
are 216. From the raw rows at most 2 × DuckDB's own sums over the same files; from the hourly sums at most 1 % of that.
"""

import argparse
import math
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Sum

from contracts.agreements.models import ServiceLevelTerm
from contracts.service_levels.actions import close_month, load_measurements
from contracts.service_levels.actions.measurements import _draw_hours
from contracts.service_levels.arithmetic.periods import compute_period
from contracts.service_levels.arithmetic.windows import month_window
from contracts.service_levels.models import HourlyRollup
from contracts.service_levels.queries import gather_month
from contracts.service_levels.readings import read_history
from contracts.service_levels.tasks import AT_ONCE
from marketplace.permissions import SYSTEM
from tests import databases
from tests.benchmarks.measured_months import JUNE, LEVELS, LOADED_AT, MINUTES, Months, new_terms

CONTRACTS, ROUNDS, GOAL_RAW, GOAL_SUMS = (5, 46, 231), 3, 2.0, 0.01
MANY_ROWS = 20_000_000  # from here on one round: the smaller sizes have told how much rounds differ
WINDOW = month_window(JUNE.date(), "UTC")
COLUMNS = "source text, measured_at timestamptz, status text, http_code smallint, response_ms integer"
SUMS = """
SELECT source, count(*), count(*) FILTER (WHERE status = 'up'), avg(response_ms)
FROM read_parquet(?) GROUP BY source
"""
BY_HOUR = """
SELECT source, date_trunc('hour', measured_at) AS hour, count(*), count(*) FILTER (WHERE status = 'down')
FROM read_parquet(?) GROUP BY ALL
"""
TO_PARQUET = "COPY (SELECT * FROM read_csv('{path}')) TO '{path}.parquet' (FORMAT parquet, COMPRESSION zstd)"


class Undone(Exception):
    """Takes back what a round has written, so that the next one finds the same."""


@dataclass(frozen=True)
class Measured:
    """Median seconds of each kind of work at one size."""

    rows: int
    seconds: dict[str, float]

    def each(self, name: str) -> float:
        """Microseconds a row."""
        return 1e6 * self.seconds[name] / (LEVELS * MINUTES if name in LOADING else self.rows)


LOADING = ("load", "COPY", "DuckDB reads CSV", "hours", "DuckDB by hour")


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def loading(months: Months, engine: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Five service levels' months from CSV to evidence and hours, and the floors for the same bytes."""
    sent = [months.sent() for _ in range(LEVELS)]
    file = months.folder / "sent.csv"
    with undone():
        terms = new_terms()
        found = {"load": seconds(lambda: [load(term, content) for term, content in zip(terms, sent, strict=True)])}
        found["hours"] = seconds(lambda: [_draw_hours(term, WINDOW) for term in terms])
        paths = [default_storage.path(term.evidence_batches.get().path) for term in terms]
        found["DuckDB by hour"] = seconds(lambda: engine.execute(BY_HOUR, [paths]).fetchall())
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE plain ({COLUMNS})")
            found["COPY"] = seconds(lambda: [copy(cursor, content) for content in sent])
    found["DuckDB reads CSV"] = 0.0
    for content in sent:
        file.write_bytes(content)
        found["DuckDB reads CSV"] += seconds(lambda: engine.execute(TO_PARQUET.format(path=file)))
    for path in paths:
        Path(path).unlink()
    return found


def load(term: ServiceLevelTerm, content: bytes) -> None:
    load_measurements(term=term, readings=read_history(content), by=SYSTEM)


def copy(cursor, content: bytes) -> None:
    with cursor.copy("COPY plain FROM STDIN (FORMAT csv, HEADER)") as sink:
        sink.write(content)


def results(terms: Sequence[ServiceLevelTerm]) -> list:
    """Each service level's month as the ledger computes it, fingerprints checked, nothing written."""
    gathered = gather_month(terms, JUNE.date())
    return [
        compute_period(agreed=one.agreed, seen=one.seen, excluded=one.excluded, terms=one.terms, fee=one.fee)
        for one in gathered
    ]


def close(terms: Sequence[ServiceLevelTerm]) -> None:
    """All months closed: results, credits, letters, audit events."""
    with undone():
        for first in range(0, len(terms), AT_ONCE):
            part = terms[first : first + AT_ONCE]
            made = close_month(terms=part, period=JUNE.date(), by=SYSTEM, now=lambda: LOADED_AT)
            if not all(is_new for _, is_new in made):
                raise SystemExit("A month was closed already: this is not what is to be measured.")


def sums() -> list:
    """The month of every service level from its hours, in one statement."""
    hours = HourlyRollup.objects.filter(hour__gte=WINDOW.start, hour__lt=WINDOW.end).order_by()
    return list(
        hours.values("term").annotate(up=Sum("up_seconds"), down=Sum("down_seconds"), covered=Sum("covered_seconds"))
    )


def measure(months: Months, engine: duckdb.DuckDBPyConnection) -> Measured:
    """Interleaved rounds of everything at the present size."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    paths = months.paths
    for _ in range(1 if months.rows > MANY_ROWS else ROUNDS):
        works: dict[str, Callable[[], object]] = {
            "results": lambda: results(months.terms),
            "DuckDB": lambda: engine.execute(SUMS, [paths]).fetchall(),
            "sums": sums,
            "close": lambda: close(months.terms),
        }
        for name, work in works.items():
            begun = time.process_time()
            taken[name].append(seconds(work))
            taken[f"{name}, processor"].append(time.process_time() - begun)
        for name, one in loading(months, engine).items():
            taken[name].append(one)
    return Measured(months.rows, {name: statistics.median(every) for name, every in taken.items()})


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


RATIOS = (
    ("a month's rows loaded, beside COPY", "load", "COPY"),
    ("… beside DuckDB from CSV to Parquet", "load", "DuckDB reads CSV"),
    ("the hours drawn, beside DuckDB by hour", "hours", "DuckDB by hour"),
    ("results from the rows, beside DuckDB's sums", "results", "DuckDB"),
    ("… by processor time, PostgreSQL's apart", "results, processor", "DuckDB, processor"),
    ("… closed, with credits, letters and trail", "close", "DuckDB"),
    ("sums of hours, beside results from the rows", "sums", "results"),
    ("… beside DuckDB's sums", "sums", "DuckDB"),
)


def say(sizes: Sequence[Measured]) -> None:
    """The table of docs/performance.md."""
    print("| |", " | ".join(f"{size.rows / 1e6:,.0f} million" for size in sizes), "| exponent |")
    print("| --- |", "--- |" * (len(sizes) + 1))
    for title, ours, floor in RATIOS:
        ratios = [size.seconds[ours] / size.seconds[floor] for size in sizes]
        told = [f"{ratio:.1%}" if ours == "sums" else f"{ratio:.1f} ×" for ratio in ratios]
        print(f"| {title} |", " | ".join(told), f"| {exponent(sizes, ours)} |")
    print("\nSeconds, of the first size's rows and of the last's; of loading and hours five months each:")
    for name in sizes[0].seconds:
        print(f"  {name}: {sizes[0].seconds[name]:.3f}, {sizes[-1].seconds[name]:.3f}")


def exponent(sizes: Sequence[Measured], name: str) -> str:
    """By which power of the rows the whole work grows; 1.0 is as they do."""
    first, last = sizes[0], sizes[-1]
    if first.rows == last.rows:
        return "–"
    return f"{1 + math.log(last.each(name) / first.each(name)) / math.log(last.rows / first.rows):.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./stoa bench service-levels")
    parser.add_argument("--contracts", type=int, nargs="+", default=CONTRACTS, help="sizes, smallest first")
    chosen = sorted(parser.parse_args(sys.argv[1:]).contracts)
    storage = Path(default_storage.path(""))
    storage.mkdir(parents=True, exist_ok=True)
    sizes = []
    with databases.server(), tempfile.TemporaryDirectory(dir=storage) as held:
        with databases.clone(databases.migrated_template()) as name, databases.connected_to(name):
            months, engine = Months(Path(held)), duckdb.connect(config={"threads": 2})
            for contracts in chosen:
                begun = time.perf_counter()
                months.grow_to(contracts)
                filled = time.perf_counter() - begun
                sizes.append(measure(months, engine))
                print(f"{contracts} contracts, {months.rows:,} checks (filled in {filled:.0f} s)", flush=True)
    say(sizes)
    last = sizes[-1].seconds
    raw, share = last["results"] / last["DuckDB"], last["sums"] / last["results"]
    print(f"\nGoals: from the rows {raw:.1f} × (at most {GOAL_RAW:g} ×), from the hours {share:.1%} (at most 1%)")
    return 0 if raw <= GOAL_RAW and share <= GOAL_SUMS else 1
