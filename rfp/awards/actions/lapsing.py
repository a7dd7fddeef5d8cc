"""Challenges of an award that is no more: nothing is left to decide, and the next award has a standstill of its own."""

import datetime
from typing import Any

from marketplace.lifecycle import move
from rfp.awards.models import Award, Challenge
from rfp.evaluation.actions import chain_of

from .trail import tell_vendor


def lapse_challenges(award: Award, *, by: Any, at: datetime.datetime) -> None:
    """Ends the open challenges of an award that was declined or taken back; each vendor hears why. Under the lock of
    the solicitation, which the caller holds, and after the award's own move."""
    rows = Challenge.objects.select_for_update(of=["self"]).filter(award=award).open().select_related("vendor")
    for challenge in rows.order_by("pk"):
        challenge.award = award
        challenge.decision = (
            f"The award is {award.get_status_display().lower()}, so there is nothing left to decide. "
            f"{award.ended_because} The next award of the lot can be challenged in its own standstill."
        )
        challenge.decided_by, challenge.decided_at = by, at
        fields = ["decision", "decided_by", "decided_at"]
        chain, reason = chain_of(award.lot.solicitation), challenge.decision
        move(challenge, Challenge.Status.LAPSED, by=by, at=at, fields=fields, reason=reason, chain=chain)
        subject = f"{challenge.reference}: {challenge.get_status_display().lower()}"
        tell_vendor(award, challenge.vendor, "challenge-lapsed", subject, challenge.decision, at=at)
