"""Keeping the index of Elasticsearch: sent after changes, made anew beside the old one, compared with what is listed.

PostgreSQL is the truth; nothing here runs in a request, so that no save waits for a search engine.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from catalog.offerings.models import Offering
from marketplace.clock import Clock, database_now

from .actions import BATCH
from .elasticsearch import indexing
from .entries import build_rows


@dataclass(frozen=True)
class Differences:
    """Offerings whose document was missing, older than it should be, or left over."""

    missing: int
    stale: int
    left_over: int

    @property
    def total(self) -> int:
        return self.missing + self.stale + self.left_over


def send_offerings(*, offering_ids: Collection[int], index: str | None = None) -> int:
    """Brings the documents of these offerings up to date, removed where they are not listed. Safe to repeat.

    Raises EngineUnavailable; then the job that called it runs again.
    """
    sent = 0
    for batch in _batches(sorted(offering_ids)):
        rows = build_rows(batch)
        sent += indexing.send(rows, gone=set(batch) - {row.offering_id for row in rows}, index=index)
    return sent


def rebuild_copy(*, now: Clock = database_now, progress: Callable[[int], object] = lambda done: None) -> int:
    """Fills a new index while searches go on in the old one, then switches; returns how many documents it holds.

    What changed meanwhile went to the old index: the comparison before and after the switch takes it in.
    """
    name = indexing.create_index(at=now())
    offering_ids = list(Offering.objects.listed().order_by("pk").values_list("pk", flat=True))
    for batch in _batches(offering_ids):
        send_offerings(offering_ids=batch, index=name)
        progress(len(batch))
    mend_copy(index=name)
    indexing.switch_to(name)
    mend_copy()
    return len(offering_ids)


def mend_copy(*, index: str | None = None, mend: bool = True) -> Differences:
    """Compares every document with what is listed, by id and digest of its content, and sends what differs."""
    held = dict(indexing.held_digests(index=index))
    listed = list(Offering.objects.listed().order_by("pk").values_list("pk", flat=True))
    stale: list[int] = []
    for batch in _batches([offering_id for offering_id in listed if offering_id in held]):
        stale += [row.offering_id for row in build_rows(batch) if held[row.offering_id] != indexing.digest_of(row)]
    missing, left_over = set(listed) - set(held), set(held) - set(listed)
    if mend:
        send_offerings(offering_ids=missing | left_over | set(stale), index=index)
    return Differences(missing=len(missing), stale=len(stale), left_over=len(left_over))


def mend_or_make_copy() -> int:
    """Mends the index that is there, or makes the first; returns how many documents it sent or holds."""
    return mend_copy().total if indexing.index_names() else rebuild_copy()


def _batches(offering_ids: Sequence[int]) -> list[Sequence[int]]:
    return [offering_ids[start : start + BATCH] for start in range(0, len(offering_ids), BATCH)]
