"""Reading solicitations: where one stands, who is to hear of it, who may answer it, the chain it belongs to."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from marketplace.accounts.models import User
from marketplace.components.chain import ChainStep, Stage
from marketplace.organisations.models import Membership
from marketplace.permissions import VENDOR_ROLES

from .models import Solicitation

Status = Solicitation.Status


@dataclass(frozen=True)
class State:
    """Where a solicitation stands at a moment: words for the tag and its tone."""

    words: str
    tone: str = ""


def state_of(solicitation: Solicitation, *, at: datetime.datetime) -> State:
    """By its status, and from its publication on by the clock."""
    if solicitation.takes_comments(at=at):
        return State("Draft, open for comments", "info")
    if solicitation.status in {Status.DRAFT, Status.IN_REVIEW}:
        return State(solicitation.get_status_display(), "info")
    if solicitation.status == Status.CANCELLED:
        return State("Cancelled", "bad")
    if solicitation.status == Status.AWARDED:
        return State("Awarded", "ok")
    if solicitation.is_open(at=at):
        return State("Open", "ok")
    if solicitation.status == Status.PUBLISHED:
        return State("Closed")
    return State("No bids came", "warn") if solicitation.came_empty else State("Being evaluated")


def interested_people(solicitation: Solicitation, *, at: datetime.datetime) -> QuerySet[User]:
    """Who follows, and everybody of an invited vendor who works on answers. Upper slices make people follow."""
    vendors = solicitation.invitations.values("vendor_id")
    held = Membership.objects.in_force(at=at).filter(organisation_id__in=vendors, role__in=VENDOR_ROLES)
    followers = User.objects.filter(followed_solicitations__solicitation=solicitation)
    return (followers | User.objects.filter(pk__in=held.values("user_id"))).filter(is_active=True).distinct()


def opportunities_table(rows: Iterable[Solicitation], *, at: datetime.datetime) -> Iterator[tuple[str, ...]]:
    """The list as rows for programs, their names first; times in UTC."""
    yield "reference", "ocid", "kind", "title", "buyer", "state", "published_at", "questions_due_at", "bids_due_at"
    for one in rows:
        moments = (one.published_at, one.questions_due_at, one.bids_due_at)
        yield (
            one.reference, one.ocid, one.kind, one.title, one.agency.name, state_of(one, at=at).words,
            *(_utc(moment) for moment in moments),
        )  # fmt: skip


def _utc(at: datetime.datetime | None) -> str:
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""


def chain_of(solicitation: Solicitation, reader: Any) -> list[ChainStep]:
    """From the need to the request itself; a need is named to those alone who read it."""
    steps = []
    need = solicitation.need
    if need is not None:
        reads = type(need).objects.visible_to(reader).filter(pk=need.pk).exists()
        steps.append(ChainStep("Need", need.reference, need.get_absolute_url() if reads else "", need.stated_at))
    before = solicitation.follows
    if before is not None:
        kind = before.preset.prefix
        steps.append(ChainStep(kind, before.reference, before.get_absolute_url(), before.published_at or ""))
    here = solicitation.published_at or "not published"
    steps.append(ChainStep(solicitation.preset.prefix, solicitation.reference, when=here, stage=Stage.NOW))
    for one in solicitation.followed_by.published().order_by("pk"):
        steps.append(ChainStep(one.preset.prefix, one.reference, one.get_absolute_url(), one.published_at))
    if solicitation.preset.awards and solicitation.status not in {Status.AWARDED, Status.CANCELLED}:
        planned = solicitation.award_planned_on
        steps.append(ChainStep("Award", when=planned or "not planned yet", stage=Stage.NEXT))
    return steps
