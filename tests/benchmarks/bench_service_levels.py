"""`./stoa bench service_levels [MONITORS]`: a month's results from one-minute checks, beside plain DuckDB. Goal P9.

From the raw rows at most 2 × DuckDB's own sums over the same Parquet files; from the hourly sums at most 1 % of that.
"""

import datetime
import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
from django.core.files.storage import default_storage
from django.db.models import Sum

from contracts.agreements.models import ServiceLevelTerm
from contracts.service_levels.arithmetic.attainment import Convention
from contracts.service_levels.arithmetic.periods import PeriodTerms, compute_period
from contracts.service_levels.arithmetic.timelines import timeline
from contracts.service_levels.arithmetic.windows import interval
from contracts.service_levels.evidence_files import read_spells
from contracts.service_levels.models import EvidenceBatch, HourlyRollup
from tests import databases
from tests.factories.measurements import contract_with_order

MONITORS, ROUNDS, GOAL_RAW, GOAL_SUMS = 100, 5, 2.0, 0.01
JUNE = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
HOURS, MINUTES = 720, 43_200
WINDOW = interval(JUNE, JUNE + datetime.timedelta(hours=HOURS))
# One check a minute; one in a thousand fails, none in a row with the one before.
MAKE = """
COPY (SELECT 'monitor-' || {number} AS source, TIMESTAMP '2026-06-01' + INTERVAL (minute) MINUTE AS measured_at,
        CASE WHEN hash(minute * 1000 + {number}) % 1000 = 0 THEN 'down' ELSE 'up' END AS status,
        200::SMALLINT AS http_code, (hash(minute) % 300)::INTEGER AS response_ms
    FROM range({minutes}) AS all_of_them(minute)) TO '{path}' (FORMAT parquet)
"""
SUMS = """
SELECT source, count(*), count(*) FILTER (WHERE status = 'up'), avg(response_ms)
FROM read_parquet(?) GROUP BY source ORDER BY source
"""
TERMS = PeriodTerms(
    target=Decimal("99.9"),
    convention=Convention.REMOVE_BOTH,
    minimum_outage_seconds=Decimal(0),
    degraded_counts_as_down=False,
    coverage_required=Decimal(90),
    tiers=(),
    credit_cap_percent=None,
)


def make_batches(folder: Path, number: int) -> list[EvidenceBatch]:
    """One file a monitor, as the product stores them; the rows of the database are not needed to read it."""
    batches = []
    for each in range(number):
        path = folder / f"{each}.parquet"
        duckdb.sql(MAKE.format(number=each, minutes=MINUTES, path=path))
        batches.append(
            EvidenceBatch(
                source=f"monitor-{each}",
                first_at=JUNE,
                last_at=JUNE + datetime.timedelta(minutes=MINUTES - 1),
                rows=MINUTES,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                path=f"{folder.name}/{path.name}",
            )
        )
    return batches


def results_from_rows(batches: Sequence[EvidenceBatch]) -> list[Decimal | None]:
    """Each monitor's month as the ledger computes it, the fingerprint of its file checked."""
    results = []
    for batch in batches:
        seen = timeline(read_spells([batch], WINDOW))
        computed = compute_period(agreed=[WINDOW], seen=seen, excluded=(), terms=TERMS, fee=Decimal(0))
        results.append(computed.uptime_percent)
    return results


def plain_sums(connection: duckdb.DuckDBPyConnection, paths: list[str]) -> list[tuple]:
    """What DuckDB takes for counts and an average of every monitor in one statement."""
    return connection.execute(SUMS, [paths]).fetchall()


def make_rollups(term: ServiceLevelTerm) -> None:
    HourlyRollup.objects.bulk_create(
        HourlyRollup(
            term=term,
            hour=JUNE + datetime.timedelta(hours=hour),
            up_seconds=3540,
            degraded_seconds=0,
            down_seconds=60,
            covered_seconds=3600,
            checks=60,
            failed_checks=1,
        )
        for hour in range(HOURS)
    )


def month_from_rollups(term: ServiceLevelTerm) -> dict:
    """The sums of one month of one service level, as a chart of a year asks for twelve of them."""
    hours = HourlyRollup.objects.filter(term=term, hour__gte=WINDOW.start, hour__lt=WINDOW.end)
    return hours.aggregate(up=Sum("up_seconds"), down=Sum("down_seconds"), covered=Sum("covered_seconds"))


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else MONITORS
    raw, plain, sums = [], [], []
    storage = Path(default_storage.path(""))
    storage.mkdir(parents=True, exist_ok=True)
    with databases.server(), tempfile.TemporaryDirectory(dir=storage) as held:
        template = databases.migrated_template()
        with databases.clone(template) as name, databases.connected_to(name):
            term = contract_with_order().service_level_terms.get()
            make_rollups(term)
            batches = make_batches(Path(held), number)
            paths = [default_storage.path(batch.path) for batch in batches]
            connection = duckdb.connect(config={"threads": 2})
            failed = [count - up for _, count, up, _ in plain_sums(connection, paths)]
            if None in results_from_rows(batches[:3]) or not sum(failed):
                raise SystemExit("The measurements are not what this benchmark is about.")
            for _ in range(ROUNDS):
                raw.append(seconds(lambda: results_from_rows(batches)))
                plain.append(seconds(lambda: plain_sums(connection, paths)))
                sums.append(seconds(lambda: [month_from_rollups(term) for _ in batches]))
    ratio = statistics.median(raw) / statistics.median(plain)
    share = statistics.median(sums) / statistics.median(raw)
    print(f"{number} monitors, {number * MINUTES:,} one-minute checks of a month, median of {ROUNDS} rounds")
    print(f"From the rows: {ratio:.1f} × DuckDB's sums over the same files (goal at most {GOAL_RAW:g} ×)")
    print(f"From the hourly sums: {share:.1%} of that (goal at most {GOAL_SUMS:.0%})")
    return 0 if ratio <= GOAL_RAW and share <= GOAL_SUMS else 1
