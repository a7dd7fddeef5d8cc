"""Opening a case file: once names may be read, by whoever answers for the procurement or audits it, and on record."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.permissions import require
from rfp.awards.case_file import case_file
from rfp.solicitations.models import Solicitation


class NotClosed(DomainError):
    sentence = (
        "The case file names who is behind each letter, so it opens once the award is announced or the request is "
        "cancelled. Nothing was opened. Come back then."
    )


@transaction.atomic
def open_case_file(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> dict[str, Any]:
    """The whole file; that somebody opened it is in the trail, in the file itself from the next time on.

    Raises PermissionDenied, NotClosed.
    """
    require(by, "rfp.open_case_file")
    if solicitation.status not in {Solicitation.Status.AWARDED, Solicitation.Status.CANCELLED}:
        raise NotClosed
    at = now()
    file = case_file(solicitation, at=at)
    record(action="rfp.solicitation.case_file_opened", obj=solicitation, by=by, at=at)
    return file
