"""Changing what is published: a numbered addendum with its difference, never silently, with time to answer anew."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.business_time import add_working_days
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require

from ..checks import faults_of
from ..content import digest_of
from ..differences import Difference, differences, touched_by
from ..models import Solicitation, SolicitationVersion
from ..queries import interested_people
from .drafting import TextIncomplete, locked
from .laying import content_of, lay_down_rows
from .publishing import OwnText
from .terms import DatesNotFair, late_answers

MOVABLE = ("questions_due_at", "answers_due_at", "bids_due_at", "award_planned_on", "starts_planned_on")


class ResponsesClosed(DomainError):
    sentence = (
        "Responses are not taken any more, so nothing can be changed: it would change the rules after the fact. "
        "Cancel it with a reason where it cannot stand."
    )


class ExtensionNeeded(DomainError):
    """The change comes so late that vendors need more time."""

    def __init__(self, days: int, earliest: datetime.datetime) -> None:
        self.earliest = earliest
        super().__init__(
            f"This change matters to answers, and vendors need {days} working days from now on. Nothing was "
            f"published. Move the deadline to {moment(earliest, 'second')} or later."
        )


@dataclass(frozen=True)
class NewDates:
    """Dates that an addendum moves; None leaves one as it is."""

    questions_due_at: datetime.datetime | None = None
    answers_due_at: datetime.datetime | None = None
    bids_due_at: datetime.datetime | None = None
    award_planned_on: datetime.date | None = None
    starts_planned_on: datetime.date | None = None


@dataclass(frozen=True)
class Addendum:
    """What would be published: the solicitation as it would be, its content, what differs."""

    solicitation: Solicitation
    content: dict[str, Any]
    found: list[Difference]
    text_changed: bool

    @property
    def shown(self) -> list[Difference]:
        """Moments in the reader's zone."""
        return [one.shown for one in self.found]

    @property
    def touches_rows(self) -> bool:
        return any(one.row for one in self.found)


def planned_addendum(solicitation: Solicitation, dates: NewDates = NewDates()) -> Addendum:
    """The newest revision of the text with the new dates, compared with the version in force; saves nothing."""
    latest = solicitation.get_latest_revision_as_object()
    before = solicitation.versions.get(number=solicitation.version).content
    text_changed = bool(differences(before, content_of(latest)))
    for name in MOVABLE:
        if (new := getattr(dates, name)) is not None:
            setattr(latest, name, new)
    content = content_of(latest)
    return Addendum(latest, content, differences(before, content), text_changed)


@transaction.atomic
def issue_addendum(
    *,
    solicitation: Solicitation,
    reason: str,
    latest_revision_id: int | None,
    dates: NewDates = NewDates(),
    material: bool = False,
    by: Any,
    now: Clock = database_now,
) -> SolicitationVersion:
    """Publishes the drafted text and the new dates as the next version; everybody interested is told at once.

    Changed requirements, criteria, prices, levels and lots are always material. Raises PermissionDenied, OwnText for
    whoever wrote the text, StaleForm, ResponsesClosed, TextIncomplete, DatesNotFair, ExtensionNeeded, InvalidInput.
    """
    require(by, "rfp.issue_addendum")
    stored, at = locked(solicitation), now()
    if not stored.is_open(at=at):
        raise ResponsesClosed
    if stored.latest_revision_id != latest_revision_id:
        raise StaleForm
    if not reason.strip():
        raise InvalidInput("Say why it changes: everybody reads it.")
    planned = planned_addendum(stored, dates)
    if not planned.found:
        raise InvalidInput("Nothing would change. Change the text or a date first.")
    if planned.text_changed and stored.latest_revision.user_id == by.pk:
        raise OwnText
    material = material or planned.touches_rows
    _check(stored, planned, material=material, at=at)
    version = SolicitationVersion.objects.create(
        solicitation=stored,
        number=stored.version + 1,
        content=planned.content,
        digest=digest_of(planned.content),
        reason=reason.strip(),
        material=material,
        changes=[one.as_data() for one in planned.found],
        touched=touched_by(planned.found),
        published_by=by,
        published_at=at,
    )
    _put_in_force(stored, planned, version, at=at)
    data = {"number": version.addendum, "digest": version.digest, "material": material, "reason": version.reason}
    record(action="rfp.solicitation.addendum_issued", obj=stored, by=by, at=at, data=data)
    _tell(stored, version, at=at)
    return version


def _check(stored: Solicitation, planned: Addendum, *, material: bool, at: datetime.datetime) -> None:
    after, preset = planned.solicitation, stored.preset
    if said := faults_of(list(after.body.raw_data), title=after.title, preset=preset):
        raise TextIncomplete(said)
    numbers = {lot["number"] for lot in planned.content["lots"]}
    if gone := [lot.number for lot in stored.lots.all() if lot.number not in numbers]:
        raise InvalidInput(f"Lot {gone[0]} would vanish, and vendors may have answered it. Keep it, or cancel.")
    calendar, said = calendar_of(stored.agency, at=at), []
    if after.bids_due_at < stored.bids_due_at:
        said.append("A deadline is never moved forward: vendors count on it. Keep it, or enter a later one.")
    if not stored.published_at < after.questions_due_at <= after.answers_due_at:
        said.append("Questions close by the day of the last answers. Correct these dates.")
    moved = [name for name in ("questions_due_at", "answers_due_at") if getattr(after, name) != getattr(stored, name)]
    if any(getattr(after, name) <= at for name in moved):
        said.append("A new date lies in the past. Enter one to come.")
    if said := said + late_answers(after, calendar):
        raise DatesNotFair(said)
    earliest = add_working_days(at, preset.extension_days, calendar)
    if material and after.bids_due_at < earliest:
        raise ExtensionNeeded(preset.extension_days, earliest)


def _put_in_force(
    stored: Solicitation, planned: Addendum, version: SolicitationVersion, *, at: datetime.datetime
) -> None:
    stored.title, stored.body = planned.solicitation.title, planned.solicitation.body
    for name in MOVABLE:
        setattr(stored, name, getattr(planned.solicitation, name))
    stored.version, stored.changed_at = version.number, at
    stored.save(update_fields=["title", "body", *MOVABLE, "version", "changed_at"])
    lay_down_rows(stored, version=version.number, touched=version.touched)


def _tell(solicitation: Solicitation, version: SolicitationVersion, *, at: datetime.datetime) -> None:
    notify(
        recipients=interested_people(solicitation, at=at),
        key=f"{solicitation.reference}-addendum-{version.addendum}",
        subject=f"Addendum {version.addendum} to {solicitation.reference}: {solicitation.title}",
        body=f"{version.reason} Answers are taken until {moment(solicitation.bids_due_at, 'second')}.",
        address=f"{solicitation.get_absolute_url()}#addenda",
        at=at,
    )
