"""What lapses is announced: documents that published answers name, and authorisations. A lapsed one stays in sight."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalog.question_sets.lapses import MARKS, announcement_key, mark_reached
from catalog.question_sets.models import EvidenceFile
from marketplace.accounts.models import User
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Merger
from marketplace.permissions import Role

from .models import Offering
from .moderation import reviewers
from .plans import price_day

LOOKED_BACK = datetime.timedelta(days=30)
VENDOR_ROLES = (Role.VENDOR_EDITOR, Role.VENDOR_ADMIN)


@dataclass(frozen=True)
class Lapse:
    """Something with a last day, whose it is and which offerings rest on it."""

    key: str
    what: str
    last_day: datetime.date
    vendor_id: int
    offerings: tuple[Offering, ...]
    document: EvidenceFile | None = None

    def step(self, on: datetime.date) -> int | None:
        """The announcement that is due on that day, None before the first."""
        return mark_reached(self.last_day, on=on)

    def key_at(self, step: int) -> str:
        """Names the announcement, so that nobody is told twice."""
        return announcement_key(self.document, step) if self.document else f"lapse-{self.key}-{self.last_day}-{step}"


def lapses_near(on: datetime.date) -> list[Lapse]:
    """Everything whose last day is near or lately past: three statements, whatever the number."""
    window = (on - LOOKED_BACK, on + datetime.timedelta(days=max(MARKS)))
    return [*_documents(window), *_authorisations(window)]


def _documents(window: tuple[datetime.date, datetime.date]) -> Iterator[Lapse]:
    files = EvidenceFile.objects.filter(expires_on__range=window)
    vendors = {file.organisation_id for file in files}
    naming: dict[str, list[Offering]] = defaultdict(list)
    heirs = Merger.objects.standing().filter(predecessor__in=vendors).values("successor")
    theirs = Q(vendor__in=vendors) | Q(vendor__in=heirs)
    for offering in Offering.objects.filter(theirs, live=True).exclude(answers={}):
        for answer in offering.answers.values():
            if isinstance(answer, str):
                naming[answer].append(offering)
    for file in files:
        named = naming.get(str(file.pk))
        if named and file.expires_on:
            yield Lapse(f"evidence-{file.pk}", file.name, file.expires_on, named[0].vendor_id, tuple(named), file)


def _authorisations(window: tuple[datetime.date, datetime.date]) -> Iterator[Lapse]:
    for offering in Offering.objects.filter(live=True, authorised_until__range=window):
        what, until = f"The certification “{offering.get_certification_display()}”", offering.authorised_until
        if until:
            yield Lapse(f"authorisation-{offering.pk}", what, until, offering.vendor_id, (offering,))


@transaction.atomic
def announce_lapses(*, now: Clock = database_now) -> int:
    """Tells vendors 90, 30 and 7 days before a last day and on it, once each; on it the reviewers too.

    Returns how many announcements were due. A second run tells nobody twice; after an outage the latest one is told.
    """
    at = now()
    on = price_day(at)
    due = [(lapse, step) for lapse in lapses_near(on) if (step := lapse.step(on)) is not None]
    people = _people_of({lapse.vendor_id for lapse, _ in due}, at)
    office = list(reviewers(at=at)) if any(step == 0 for _, step in due) else []
    for lapse, step in due:
        _tell(lapse, step, [*people[lapse.vendor_id], *(office if step == 0 else [])], on, at)
    return len(due)


def _people_of(vendor_ids: set[int], at: datetime.datetime) -> dict[int, list[User]]:
    held = Membership.objects.in_force(at=at).filter(organisation_id__in=vendor_ids, role__in=VENDOR_ROLES)
    people: dict[int, list[User]] = defaultdict(list)
    for membership in held.select_related("user"):
        people[membership.organisation_id].append(membership.user)
    return people


def _tell(lapse: Lapse, step: int, people: list[Any], on: datetime.date, at: datetime.datetime) -> None:
    last = day(lapse.last_day)
    says = f"lapsed on {last}" if lapse.last_day < on else f"is valid until {last}"
    names = ", ".join(offering.name for offering in lapse.offerings[:5])
    more = f" and {len(lapse.offerings) - 5} more" if len(lapse.offerings) > 5 else ""
    notify(
        recipients=people,
        key=lapse.key_at(step),
        subject=f"{lapse.what} {says}",
        body=f"{names}{more} rests on it. Add a current one to the offering and send it for review; until then "
        "everybody reads there that it has lapsed. A declaration that names it needs the current one too.",
        address=lapse.offerings[0].get_absolute_url(),
        at=at,
    )
