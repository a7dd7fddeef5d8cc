"""Beginning and ending a quiet period; called by the sourcing slices inside their own actions, which are guarded."""

import datetime

from django.db import transaction

from ..models import Organisation, QuietPeriod


@transaction.atomic
def begin_quiet_period(
    *, reference: str, title: str, agency: Organisation, address: str, at: datetime.datetime
) -> QuietPeriod:
    """From `at` on nobody meets in private about this competition; one that ended begins anew."""
    told = {"title": title[:160], "agency": agency, "address": address, "ends_at": None}
    period, _ = QuietPeriod.objects.update_or_create(
        reference=reference, defaults=told, create_defaults={**told, "starts_at": at}
    )
    return period


@transaction.atomic
def end_quiet_period(*, reference: str, at: datetime.datetime) -> None:
    """The competition is over: awarded, cancelled or without a winner. A second call changes nothing."""
    QuietPeriod.objects.filter(reference=reference, ends_at__isnull=True).update(ends_at=at)
