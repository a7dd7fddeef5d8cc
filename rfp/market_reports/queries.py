"""Bringing the answers to a request for information together: counted, without names, question by question."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership
from marketplace.permissions import VENDOR_ROLES
from rfp.bids.models import Bid
from rfp.bids.queries import Proposal, proposals_of
from rfp.solicitations.models import Requirement, Solicitation
from rfp.solicitations.queries import interested_people


@dataclass(frozen=True)
class Gathered:
    """One question with what came back. `texts` are the answers that are not confidential, in the order of receipt."""

    lot: int
    code: str
    question: str
    position: int
    answered: int
    yes: int | None
    no: int | None
    texts: Sequence[str]
    confidential: int

    @property
    def key(self) -> str:
        """As a form names it."""
        return f"{self.lot}-{self.code}"


def respondents_of(solicitation: Solicitation) -> int:
    """How many vendors answered, each once."""
    bids = Bid.objects.submitted().filter(lot__solicitation=solicitation)
    return bids.values("vendor_id").distinct().count()


def gathered_from(solicitation: Solicitation) -> list[Gathered]:
    """Every question of every lot with its answers. A statement a lot and two more."""
    found = []
    for lot in solicitation.lots.prefetch_related("requirements"):
        proposals = sorted(proposals_of(lot), key=lambda one: (one.received_at, one.bid.pk))
        found += [_gathered(lot.number, row, place, proposals) for place, row in enumerate(lot.requirements.all())]
    return found


def _gathered(number: int, row: Requirement, place: int, proposals: Sequence[Proposal]) -> Gathered:
    answers = [one.answers.get(row.code, {}) for one in proposals]
    told = [answer for answer in answers if any(answer.get(kind) for kind in ("text", "yes_no", "file"))]
    hidden = [answer for answer in told if answer.get("confidential")]
    chosen = [answer.get("yes_no", "") for answer in told]
    counted = row.answer_kind == Requirement.Answer.YES_NO
    return Gathered(
        lot=number,
        code=row.code,
        question=row.text,
        position=place,
        answered=len(told),
        yes=chosen.count("yes") if counted else None,
        no=chosen.count("no") if counted else None,
        texts=[answer["text"] for answer in told if answer.get("text") and not answer.get("confidential")],
        confidential=len(hidden),
    )


def people_to_tell(solicitation: Solicitation, *, at: datetime.datetime) -> QuerySet[User]:
    """Those of the vendors that answered, and those who follow: they hear of the report at the same second."""
    vendors = Bid.objects.submitted().filter(lot__solicitation=solicitation).values("vendor_id")
    held = Membership.objects.in_force(at=at).filter(organisation_id__in=vendors, role__in=VENDOR_ROLES)
    following = interested_people(solicitation, at=at).values("pk")
    return User.objects.filter(Q(pk__in=held.values("user_id")) | Q(pk__in=following), is_active=True)
