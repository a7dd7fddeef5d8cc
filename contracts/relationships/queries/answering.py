"""Questions to the broker office in threads: how many were answered in the time that is promised."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from ..arithmetic import percent
from ..models.thread import ThreadQuerySet, ThreadStatus

A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class FirstAnswers:
    """Of the questions of twelve months: how many count, were answered in time, and wait past their time now."""

    counted: int
    in_time: int
    late: int

    @property
    def share(self) -> Decimal | None:
        return percent(self.in_time, self.counted)


def first_answers(threads: ThreadQuerySet, *, at: datetime.datetime) -> FirstAnswers:
    """Of questions to the office. One statement.

    What counts: answered, or open past its time. What was closed before an answer does not count: whoever is asked
    cannot close it.
    """
    late = Q(answered_at=None, status=ThreadStatus.OPEN, answer_due_at__lte=at)
    return FirstAnswers(
        **threads.asked_of_office(since=at - A_YEAR)
        .with_first_answer()
        .order_by()
        .aggregate(
            counted=Count("pk", filter=Q(answered_at__isnull=False) | late),
            in_time=Count("pk", filter=Q(answered_at__lt=F("answer_due_at"))),
            late=Count("pk", filter=late),
        )
    )
