"""How many people an agency has, and what the office's services cost it a head."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet

from marketplace.clock import office_day
from marketplace.organisations.models import Membership, Organisation

from ..models import Headcount

MONTHS = 12


@dataclass(frozen=True)
class Staff:
    """The figure that counts, if the agency has one, what was spent in twelve months, and who of them is in Stoa."""

    told: Headcount | None
    spent: Decimal
    known: int

    @property
    def a_head(self) -> Decimal | None:
        """Spend of twelve months ÷ 12 ÷ people. None without a figure: people in Stoa are not the staff."""
        if self.told is None:
            return None
        return (self.spent / MONTHS / self.told.people).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def staff_of(agency: Organisation, *, spent: Decimal, at: datetime.datetime) -> Staff:
    """Two statements."""
    told = Headcount.objects.filter(agency=agency).on(office_day(at)).first()
    return Staff(told, spent, people_in_stoa(agency, at=at).values("user").distinct().count())


def people_in_stoa(agency: Organisation, *, at: datetime.datetime) -> QuerySet[Membership]:
    """Everybody of the agency with an account, with their roles, by name."""
    members = Membership.objects.in_force(at=at).filter(organisation=agency).select_related("user")
    return members.order_by("user__name", "role", "pk")


def figures_told(agency: Organisation) -> QuerySet[Headcount]:
    """Every figure of its staff, the one that counts first."""
    return Headcount.objects.filter(agency=agency).select_related("told_by")
