"""June 2026 of many service levels, a check each minute: generated, the same each time, kept as the product does."""

import datetime
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path

import duckdb
from django.core.files.storage import default_storage
from django.db import connection

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.service_levels.evidence_files import TO_PARQUET
from contracts.service_levels.models import EvidenceBatch
from tests.factories.contracts import signed_contract
from tests.factories.measurements import order_under

LEVELS, MINUTES, HOURS = 5, 43_200, 720
JUNE = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
LOADED_AT = datetime.datetime(2026, 7, 2, tzinfo=datetime.UTC)
# One check in a thousand fails; which ones hangs on the number of the monitor alone.
CHECKS = """
SELECT 'monitor-' || {number} AS source, TIMESTAMP '2026-06-01' + INTERVAL (minute) MINUTE AS measured_at,
    CASE WHEN hash(minute * 100000 + {number}) % 1000 = 0 THEN 'down' ELSE 'up' END AS status,
    200::SMALLINT AS http_code, (20 + hash(minute + {number}) % 300)::INTEGER AS response_ms
FROM range({minutes}) AS all_of_them(minute)
"""
AS_SENT = """
COPY (SELECT source AS service_id, strftime(measured_at, '%Y-%m-%dT%H:%M:%SZ') AS timestamp, status, http_code,
    response_ms FROM ({checks})) TO '{path}' (FORMAT csv, HEADER)
"""
# The hours of a file as the product draws them: 59 or 60 good minutes each, and what the checks of it said.
HOURLY = """
INSERT INTO contracts_hourlyrollup
    (term_id, hour, up_seconds, degraded_seconds, down_seconds, covered_seconds, checks, failed_checks)
SELECT term.id, hour, 3600 - 60 * failed, 0, 60 * failed, 3600, 60, failed
FROM unnest(%s::bigint[]) AS term(id), generate_series(%s::timestamptz, %s::timestamptz, '1 hour') AS hour,
    LATERAL (SELECT (hashint8(term.id * 1000 + extract(epoch FROM hour)::bigint / 3600) %% 17 = 0)::int AS failed) AS f
"""


@dataclass
class Months:
    """What is loaded so far, and where."""

    folder: Path
    terms: list[ServiceLevelTerm] = field(default_factory=list)
    batches: list[EvidenceBatch] = field(default_factory=list)
    numbers: count = field(default_factory=count)

    @property
    def rows(self) -> int:
        return len(self.batches) * MINUTES

    @property
    def paths(self) -> list[str]:
        return [default_storage.path(batch.path) for batch in self.batches]

    def grow_to(self, contracts: int) -> None:
        """Adds contracts of five service levels, each with its month of evidence and its hours."""
        terms: list[ServiceLevelTerm] = []
        while len(self.terms) + len(terms) < contracts * LEVELS:
            terms += new_terms()
        batches = EvidenceBatch.objects.bulk_create(self._batch(term) for term in terms)
        last = JUNE + datetime.timedelta(hours=HOURS - 1)
        with connection.cursor() as cursor:
            cursor.execute(HOURLY, [[term.pk for term in terms], JUNE, last])
            cursor.execute("ANALYZE")
        self.terms += terms
        self.batches += batches

    def sent(self) -> bytes:
        """A monitor's month as it is sent, in CSV."""
        path = self.folder / "sent.csv"
        checks = CHECKS.format(number=next(self.numbers), minutes=MINUTES)
        duckdb.sql(AS_SENT.format(checks=checks, path=path))
        return path.read_bytes()

    def _batch(self, term: ServiceLevelTerm) -> EvidenceBatch:
        number = next(self.numbers)
        path = self.folder / f"{number}.parquet"
        checks = CHECKS.format(number=number, minutes=MINUTES)
        duckdb.execute(TO_PARQUET.format(rows=checks), {"target": str(path)})
        return EvidenceBatch(
            term=term,
            source=f"monitor-{number}",
            first_at=JUNE,
            last_at=JUNE + datetime.timedelta(minutes=MINUTES - 1),
            rows=MINUTES,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            path=f"{self.folder.name}/{path.name}",
            loaded_at=LOADED_AT,
            loaded_by="bench",
        )


def new_terms() -> list[ServiceLevelTerm]:
    """The service levels of one more signed contract, with an order that pays for them."""
    levels = [
        PromisedLevel(code=f"availability-{number}", title=f"Availability {number}", target=Decimal("99.9"))
        for number in range(1, LEVELS + 1)
    ]
    contract = signed_contract(levels=levels, time_zone="UTC")
    order_under(contract)
    return list(contract.service_level_terms.select_related("contract"))
