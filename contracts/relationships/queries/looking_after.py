"""Who looks after an agency now, who stands in while its manager is away, and how many agencies have somebody."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from marketplace.accounts.models import User
from marketplace.clock import office_day
from marketplace.organisations.models import Membership, Organisation, Substitution
from marketplace.permissions import Role

from ..models import Assignment, Duty
from ..models.assignment import ROLE_FOR, agencies_seen_by


def office_members(*, at: datetime.datetime, roles: Iterable[Role]) -> QuerySet[Membership]:
    """Who holds one of these roles in the broker office at that moment."""
    return Membership.objects.in_force(at=at).filter(organisation__kind=Organisation.Kind.BROKER, role__in=roles)


def candidates(duty: str, *, at: datetime.datetime) -> QuerySet[User]:
    """Who can take a duty over: holders of its role today."""
    members = office_members(at=at, roles=[ROLE_FOR[Duty(duty)]])
    return User.objects.filter(pk__in=members.values("user_id")).order_by("name")


def with_assignments(agencies: QuerySet[Organisation], *, at: datetime.datetime) -> QuerySet[Organisation]:
    """Agencies with who looks after them today as `looked_after_by`, and whether a manager is there as `has_manager`.

    A manager who has left the role does not count: nobody would answer.
    """
    today = Assignment.objects.on(office_day(at)).select_related("person").order_by("-duty")
    managed = today.filter(agency=OuterRef("pk"), duty=Duty.MANAGER).order_by()
    return agencies.annotate(has_manager=Exists(_in_office(managed, at))).prefetch_related(
        Prefetch("assignments", queryset=today, to_attr="looked_after_by")
    )


def served(*, at: datetime.datetime) -> QuerySet[Organisation]:
    """Agencies with people in Stoa: those somebody has to look after."""
    people = Membership.objects.in_force(at=at).filter(organisation=OuterRef("pk"))
    return Organisation.objects.agencies().filter(Exists(people))


def without_manager(*, at: datetime.datetime) -> QuerySet[Organisation]:
    """Agencies with people in Stoa whose manager is nobody, or has left the role."""
    managed = _in_office(Assignment.objects.on(office_day(at)).filter(duty=Duty.MANAGER), at)
    return served(at=at).exclude(pk__in=managed.values("agency_id"))


@dataclass(frozen=True)
class Coverage:
    """How many agencies there are, and how many have a manager who is still in the role."""

    agencies: int
    managed: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.managed) / self.agencies if self.agencies else None


def coverage(*, at: datetime.datetime) -> Coverage:
    """Over all agencies with people in Stoa. Two statements."""
    agencies = served(at=at)
    managed = _in_office(Assignment.objects.on(office_day(at)).filter(duty=Duty.MANAGER), at)
    return Coverage(agencies.count(), agencies.filter(pk__in=managed.values("agency_id")).count())


def owners_of(agency_ids: Iterable[int], *, at: datetime.datetime) -> dict[int, int]:
    """Agency → the person who answers for it now: its manager, or the deputy while the manager is away. One statement.

    Away is who has left the role, or has a substitute in force. Where neither is there, the agency is missing: its
    work is the whole office's.
    """
    away = Substitution.objects.in_force(at=at).filter(
        membership__user=OuterRef("person"), membership__role=Role.RELATIONSHIP_MANAGER
    )
    rows = _in_office(Assignment.objects.on(office_day(at)), at).filter(
        ~Exists(away), agency__in=set(agency_ids), duty__in=[Duty.MANAGER, Duty.DEPUTY]
    )
    # "manager" comes after "deputy", so that it is what stays.
    return dict(rows.order_by("duty").values_list("agency_id", "person_id"))


def people_of(organisation: Organisation, *, at: datetime.datetime) -> set[int]:
    """Ids of those who belong to it now. One statement."""
    members = Membership.objects.in_force(at=at).filter(organisation=organisation)
    return set(members.values_list("user_id", flat=True))


def people_concerned(agency: Organisation, *, at: datetime.datetime) -> set[int]:
    """Ids of the agency's people and of those who look after it today. Two statements."""
    ours = Assignment.objects.on(office_day(at)).filter(agency=agency).exclude(duty=Duty.CHIEF)
    return people_of(agency, at=at) | set(ours.values_list("person_id", flat=True))


def history_of(agency: Organisation, *, before: datetime.date) -> QuerySet[Assignment]:
    """Whose time is over, the latest first."""
    return agency.assignments.filter(ends_on__lte=before).select_related("person").order_by("-ends_on", "pk")


def agencies_for(user: User, *, at: datetime.datetime) -> QuerySet[Organisation]:
    """Agencies whose page somebody may read, those with people in Stoa, by name."""
    seen = agencies_seen_by(user).filter(pk__in=served(at=at).values("pk"))
    return with_assignments(seen, at=at).order_by("sort_name")


def _in_office(assignments: QuerySet[Assignment], at: datetime.datetime) -> QuerySet[Assignment]:
    """Those whose person still holds the role."""
    holding = office_members(at=at, roles=ROLE_FOR.values()).filter(user=OuterRef("person"))
    return assignments.filter(Exists(holding))
