"""Keeping a sentence although the check found something in it."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..judging import wording_of
from ..models import Solicitation, UpheldFinding
from .drafting import NotADraft, locked

LONGEST_REASON = 2000


class FindingGone(DomainError):
    sentence = (
        "This sentence is not in the text any more, or was kept already, so nothing was noted. "
        "Look at what the check finds now."
    )


@transaction.atomic
def uphold_finding(
    *, solicitation: Solicitation, key: str, reason: str, by: Any, now: Clock = database_now
) -> UpheldFinding:
    """Notes why a sentence stays as it is; the reviewer reads it. `key` names the finding.

    Raises PermissionDenied, NotADraft once it is public, FindingGone, InvalidInput without a reason.
    """
    require(by, "rfp.uphold_finding")
    stored, at = locked(solicitation), now()
    if stored.published_at is not None or stored.status not in {Solicitation.Status.DRAFT, "in_review"}:
        raise NotADraft
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InvalidInput(f"Say in at most {LONGEST_REASON} characters why it stays: the reviewer reads it.")
    wording = wording_of(stored, at=at)
    finding = next((one for one in wording.open if one.key == key), None)
    if finding is None:
        raise FindingGone
    upheld = UpheldFinding.objects.create(
        solicitation=stored,
        key=finding.key,
        kind=finding.kind.value,
        sentence=finding.sentence,
        reason=reason.strip(),
        upheld_by=by,
        upheld_at=at,
    )
    data = {"kind": finding.kind.value, "sentence": finding.sentence, "reason": upheld.reason}
    record(action="rfp.solicitation.finding_upheld", obj=stored, by=by, at=at, data=data)
    return upheld
