"""Promises between an agency and the office: how many were kept on time on each side, and how often both meet."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from marketplace.accounts.models import User
from marketplace.clock import office_day
from marketplace.organisations.models import Membership, Organisation

from ..arithmetic import percent
from ..models import AgencyMeeting, Commitment
from ..models.commitment import CommitmentQuerySet
from .looking_after import served

CADENCE = datetime.timedelta(days=90)  # so often each agency is met, in person or by video
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Score:
    """Of the promises of one side: how many counted, were kept on time, and are late now."""

    counted: int
    on_time: int
    late: int
    open: int

    @property
    def share(self) -> Decimal | None:
        return percent(self.on_time, self.counted)


def scores(commitments: CommitmentQuerySet, *, at: datetime.datetime) -> dict[str, Score]:
    """Both sides over the last twelve months, as "office" and "agency". One statement.

    What counts: agreed promises that were done, or whose day is over, with a day in the last 365 days or to come. On
    time is what was done until the end of its day, on the office's calendar. What was released does not count.
    """
    today, status = office_day(at), Commitment.Status
    rows = commitments.binding().with_day().filter(due_on__gt=today - A_YEAR).order_by()
    over = Q(due_on__lt=today) | Q(done_at__isnull=False)
    in_time = Q(done_on__lte=F("due_on"))
    sides = {"office": ~Q(owed_by=F("agency")), "agency": Q(owed_by=F("agency"))}
    counts = {}
    for side, whose in sides.items():
        counts[f"{side}_counted"] = Count("pk", filter=whose & over)
        counts[f"{side}_on_time"] = Count("pk", filter=whose & in_time)
        counts[f"{side}_late"] = Count("pk", filter=whose & Q(status=status.OPEN, due_on__lt=today))
        counts[f"{side}_open"] = Count("pk", filter=whose & Q(status=status.OPEN))
    found = rows.aggregate(**counts)
    parts = ("counted", "on_time", "late", "open")
    return {side: Score(**{part: found[f"{side}_{part}"] for part in parts}) for side in sides}


def with_meetings(agencies: QuerySet[Organisation], *, at: datetime.datetime) -> QuerySet:
    """With the moments `last_met_at` and `next_meeting_at`, and whether the last lies within the cadence: `is_met`."""
    meetings = AgencyMeeting.objects.face_to_face().filter(agency=OuterRef("pk")).order_by()
    last = meetings.held().values("agency").annotate(one=Max("starts_at")).values("one")
    ahead = meetings.planned().filter(starts_at__gt=at)
    following = ahead.values("agency").annotate(one=Min("starts_at")).values("one")
    lately = meetings.held().filter(starts_at__gt=at - CADENCE)
    return agencies.annotate(last_met_at=Subquery(last), next_meeting_at=Subquery(following), is_met=Exists(lately))


def not_met(*, at: datetime.datetime) -> QuerySet:
    """Agencies with people in Stoa whom nobody of the office met in the last ninety days."""
    return with_meetings(served(at=at), at=at).filter(is_met=False)


@dataclass(frozen=True)
class Cadence:
    """How many agencies there are, and how many were met within the cadence."""

    agencies: int
    met: int

    @property
    def percent(self) -> Decimal | None:
        return percent(self.met, self.agencies)


def cadence(*, at: datetime.datetime) -> Cadence:
    """Over all agencies with people in Stoa. One statement."""
    rows = with_meetings(served(at=at), at=at)
    return Cadence(**rows.order_by().aggregate(agencies=Count("pk"), met=Count("pk", filter=Q(is_met=True))))


def people_by_side(agency: Organisation, *, at: datetime.datetime) -> dict[str, list[User]]:
    """Who can promise something or be promised it: the office's people, and the agency's. Two statements."""
    broker = Membership.objects.in_force(at=at).filter(organisation__kind=Organisation.Kind.BROKER)
    theirs = Membership.objects.in_force(at=at).filter(organisation=agency)
    sides = {"The broker office": broker, agency.name: theirs}
    return {name: _people(members.values("user_id")) for name, members in sides.items()}


def _people(keys: QuerySet) -> list[User]:
    return list(User.objects.filter(pk__in=keys).order_by("name", "pk"))
