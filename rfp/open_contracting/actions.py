"""Taking a published process over as a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from rfp.solicitations.actions import Terms, draft_solicitation
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind

from .models import SourceRelease
from .reading import read_release


@transaction.atomic
def take_in_release(
    *, release: Mapping[str, Any], publisher: str, agency: Organisation, by: Any, now: Clock = database_now
) -> Solicitation:
    """Drafts a request for proposals from a release, which is kept whole beside it.

    Raises PermissionDenied, and InvalidInput for a release without a tender.
    """
    require(by, "rfp.write_solicitation")
    at = now()
    try:
        read = read_release(release)
    except ValueError as error:
        raise InvalidInput(str(error)) from error
    dates: dict[str, Any] = {**read.times, **read.days}
    solicitation = draft_solicitation(
        kind=Kind.RFP,
        title=read.title,
        agency=agency,
        body=read.body,
        terms=Terms(**dates, audience=read.audience, max_lots_per_vendor=read.max_lots),
        by=by,
        now=lambda: at,
    )
    SourceRelease.objects.create(
        solicitation=solicitation,
        release=dict(release),
        publisher=publisher[:200],
        unmapped=read.unmapped,
        taken_in_at=at,
    )
    data = {"ocid": release["ocid"], "unmapped": len(read.unmapped)}
    record(action="rfp.solicitation.taken_in", obj=solicitation, by=by, at=at, data=data)
    return solicitation
