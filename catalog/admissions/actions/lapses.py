"""Telling vendors in time that a declaration, or a document named in it, ends. The end itself needs no job."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.question_sets.lapses import announcement_key, mark_reached
from catalog.question_sets.models import EvidenceFile
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import Declaration, LapseNotice
from ..queries import newest_accepted, signatories_of


@transaction.atomic
def announce_lapses(*, by: Any, now: Clock = database_now) -> int:
    """Tells signatories 90, 30, 7 and 0 days before an end, once for each; returns how many ends were announced.

    A worker that was down catches up with the last mark that has passed. Raises PermissionDenied.
    """
    require(by, "catalog.announce_declarations")
    at = now()
    today = timezone.localdate(at)
    told = 0
    for declaration in newest_accepted():
        ends = [(None, timezone.localdate(declaration.valid_until))]
        ends += [(file, file.expires_on) for file in declaration.evidence().values() if file.expires_on]
        for document, last_day in ends:
            mark = mark_reached(last_day, on=today)
            if mark is not None:
                told += _announce(declaration, document, mark, last_day, by, at)
    return told


def _announce(
    declaration: Declaration,
    document: EvidenceFile | None,
    mark: int,
    last_day: datetime.date,
    by: Any,
    at: datetime.datetime,
) -> bool:
    _, new = LapseNotice.objects.get_or_create(
        declaration=declaration, document=document, days_before=mark, defaults={"at": at}
    )
    if not new:
        return False
    what = f"“{document}”" if document else f"The declaration of {declaration.vendor}"
    after = (
        "Begin a new declaration with a current document; all other answers are filled in. "
        "Offerings that name it need the current one too."
        if document
        else "Begin a new one: your answers are filled in, confirm or change them. Without it no new orders come in."
    )
    notify(
        recipients=signatories_of(declaration.vendor, at=at),
        key=announcement_key(document, mark) if document else f"catalog.declaration.{declaration.pk}.end.{mark}",
        subject=f"{what} {'ended' if last_day < timezone.localdate(at) else 'ends'} on {day(last_day)}",
        body=after,
        address=declaration.get_absolute_url(),
        at=at,
    )
    data = {"days_before": mark, "document": document.name if document else "", "last_day": last_day}
    record(action="catalog.declaration.lapse_announced", obj=declaration, by=by, at=at, data=data)
    return True
