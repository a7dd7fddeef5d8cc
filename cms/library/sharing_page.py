"""Which steps of an agreement are open to its reader."""

import datetime
from typing import Any

from marketplace.permissions import allowed

from .actions.sharing import digest_of
from .models import SharingAgreement
from .queries.bodies import acting_for

Status = SharingAgreement.Status


def open_steps(agreement: SharingAgreement, user: Any, *, on: datetime.date) -> list[tuple[str, str]]:
    """Key and words of each step, the one to take first in front."""
    state = agreement.state(on=on)
    drafts = allowed(user, "cms.draft_sharing", agreement)
    reviews = allowed(user, "cms.review_sharing", agreement)
    sides = acting_for(user, "cms.sign_sharing") & set(agreement.parties)
    if state == Status.DRAFTED:
        return [("review", "Send to legal review")] if drafts else []
    if state == Status.LEGAL_REVIEW:
        clear = [("clear", "Clear it")] if reviews and not agreement.cleared_at else []
        sign = [("sign", "Sign")] if agreement.cleared_at and sides - signed_by(agreement) else []
        return [*clear, *sign, *([("return", "Give it back")] if reviews or sides else [])]
    if state == Status.ENDED or not sides:
        return []
    renew = [("renew", "Renew")] if state == Status.REVIEW_DUE and sides - renewed_by(agreement) else []
    return [*renew, ("end", "End it")]


def signed_by(agreement: SharingAgreement) -> set[int]:
    """Ids of the sides that signed the text as it stands."""
    given = agreement.signatures.filter(round=0, digest=digest_of(agreement))
    return set(given.values_list("organisation_id", flat=True))


def renewed_by(agreement: SharingAgreement) -> set[int]:
    """Ids of the sides that signed the renewal that is proposed."""
    if agreement.renewal_on is None:
        return set()
    digest = digest_of(agreement, agreement.renewal_on)
    given = agreement.signatures.filter(round=agreement.round + 1, digest=digest)
    return set(given.values_list("organisation_id", flat=True))
