"""Figures that a monitor collects: the queue, the worker, the search outbox, the trail, the mail."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Min, Q, Sum
from procrastinate.contrib.django.models import ProcrastinateJob
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from catalog.offerings.models import OfferingChange
from marketplace.audit.models import ChainHead, Checkpoint
from marketplace.clock import Clock, database_now
from marketplace.notifications.models import Notification

from .queries import last_heartbeat


class _Figures:
    """What the collector of prometheus_client asks; the database answers at that moment."""

    def __init__(self, at: datetime.datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _jobs()
        yield _gauge(
            "stoa_job_oldest_waiting_seconds",
            "Age of the job that could be done and waits longest.",
            self._oldest_job(),
        )
        yield _gauge(
            "stoa_worker_silent_seconds", "Since a worker last said that it lives.", self._since(last_heartbeat())
        )
        changes = OfferingChange.objects.waiting().count()
        yield _gauge("stoa_search_changes_waiting", "Offerings whose change is not in the search index.", changes)
        # Chains number without gaps, so their heads know how many there are; the trail itself is long.
        events = ChainHead.objects.aggregate(events=Sum("number"))["events"] or 0
        yield _gauge("stoa_audit_events", "Events in the trail.", events)
        yield _gauge("stoa_audit_checkpoint_seconds", "Since the trail was last signed.", self._checkpoint())
        unsent = Notification.objects.filter(mailed_at__isnull=True, read_at__isnull=True).count()
        yield _gauge("stoa_notices_unmailed", "Unread notices that no mail was sent for.", unsent)

    def _since(self, moment: datetime.datetime | None) -> float | None:
        return None if moment is None else (self.at - moment).total_seconds()

    def _oldest_job(self) -> float | None:
        due = Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=self.at)
        waiting = ProcrastinateJob.objects.filter(due, status="todo")
        oldest = waiting.filter(procrastinateevent__type="deferred").aggregate(at=Min("procrastinateevent__at"))["at"]
        return 0.0 if oldest is None else self._since(oldest)

    def _checkpoint(self) -> float | None:
        newest = Checkpoint.objects.last()
        return self._since(newest.at if newest else None)


def _gauge(name: str, words: str, value: float | None) -> GaugeMetricFamily:
    """One figure; what is not known has no sample, so that no monitor takes it for nought."""
    family = GaugeMetricFamily(name, words)
    if value is not None:
        family.add_metric([], value)
    return family


def _jobs() -> GaugeMetricFamily:
    family = GaugeMetricFamily("stoa_jobs", "Jobs by status.", labels=["status"])
    counts = dict(ProcrastinateJob.objects.values_list("status").annotate(Count("pk")))
    for status in ("todo", "doing", "failed"):
        family.add_metric([status], counts.get(status, 0))
    return family


def figures_now(*, now: Clock = database_now) -> bytes:
    """Every figure in the text format of Prometheus 0.0.4. Times in seconds."""
    registry = CollectorRegistry()
    registry.register(_Figures(now()))
    return generate_latest(registry)
