"""Which months of which monitors lie in many small files, and whether what is stored is what was loaded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, DateField, F, Q, QuerySet
from django.db.models.functions import Cast, TruncMonth

from contracts.agreements.models import ServiceLevelTerm

from ..evidence_files import EvidenceAltered, duckdb_cursor, local_files
from ..models import EvidenceBatch, EvidenceMonth
from .periods import EVIDENCE_ARRIVES_WITHIN

DIFFERENT = """
SELECT count(*) FROM (
    (SELECT * FROM read_parquet($month) EXCEPT ALL SELECT * FROM read_parquet($parts)) UNION ALL
    (SELECT * FROM read_parquet($parts) EXCEPT ALL SELECT * FROM read_parquet($month)))
"""


def batches_of(term: ServiceLevelTerm, source: str, month: date) -> QuerySet[EvidenceBatch]:
    """A monitor's batches whose first row lies in that month of UTC, in order of time."""
    begins = datetime(month.year, month.month, 1, tzinfo=UTC)
    ends = _following(begins)
    mine = EvidenceBatch.objects.filter(term=term, source=source, first_at__gte=begins, first_at__lt=ends)
    return mine.order_by("first_at", "pk")


def has_ended(month: date, *, at: datetime) -> bool:
    """Whether the month is over in UTC, and its last rows have had their time to arrive."""
    return at >= _following(datetime(month.year, month.month, 1, tzinfo=UTC)) + EVIDENCE_ARRIVES_WITHIN


def months_to_compact(*, at: datetime) -> Iterator[tuple[int, str, date]]:
    """Ended months with two files or more, one of which is in no month's file. One statement."""
    month = Cast(TruncMonth("first_at", tzinfo=UTC), DateField())
    groups = EvidenceBatch.objects.order_by().annotate(month=month).values("term_id", "source", "month")
    scattered = groups.annotate(files=Count("pk"), loose=Count("pk", filter=Q(part__isnull=True)))
    rows = scattered.filter(files__gte=2, loose__gte=1).order_by(F("month"), "term_id", "source")
    for term, source, first in rows.values_list("term_id", "source", "month"):
        if has_ended(first, at=at):
            yield term, source, first


def altered_evidence() -> Iterator[str]:
    """What is wrong with the files of evidence, a sentence each: every batch, then every month's file against them."""
    for batch in EvidenceBatch.objects.order_by("pk").iterator():
        try:
            with local_files([batch]):
                pass
        except EvidenceAltered as altered:
            yield str(altered)
    for month in EvidenceMonth.objects.order_by("pk").iterator():
        parts = [part.batch for part in month.parts.select_related("batch")]
        try:
            with local_files([month]) as own, local_files(parts) as theirs, duckdb_cursor() as connection:
                found = connection.execute(DIFFERENT, {"month": own, "parts": theirs}).fetchone()
        except EvidenceAltered as altered:
            yield str(altered)
            continue
        if found and found[0]:
            yield f"The month’s file of {month} does not hold the rows of its batches. Delete its row."


def _following(begins: datetime) -> datetime:
    return (begins + timedelta(days=31)).replace(day=1)
