"""Of whom figures speak: the whole state for the broker office, their own for the people of agencies and of vendors."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for, reads_all


class Years:
    """The twelve months that figures are of, and the twelve before, as seen on a day."""

    on: datetime.date

    @property
    def months(self) -> tuple[datetime.date, datetime.date, datetime.date]:
        """The last twelve whole months and the twelve before: the first days of both, and the first day after."""
        end = self.on.replace(day=1)
        return end.replace(year=end.year - 2), end.replace(year=end.year - 1), end

    @property
    def a_year_on(self) -> datetime.date:
        return self.years_on(1)

    def years_on(self, years: int) -> datetime.date:
        """So many years of 365 days after that day."""
        return self.on + datetime.timedelta(days=365 * years)


@dataclass(frozen=True)
class Scope(Years):
    """Agencies by key, None for all of them, and the day on which it is asked."""

    agencies: frozenset[int] | None
    on: datetime.date
    agency: Organisation | None = None

    @property
    def is_whole_state(self) -> bool:
        return self.agencies is None

    def of(self, path: str = "agency") -> Q:
        """The condition on rows whose agency stands at `path`."""
        return Q() if self.agencies is None else Q(**{f"{path}__in": self.agencies})


@dataclass(frozen=True)
class Business(Years):
    """Vendors by key, whose people read of these alone, and the day on which it is asked."""

    vendors: frozenset[int]
    on: datetime.date

    def of(self, path: str = "vendor") -> Q:
        """The condition on rows whose vendor stands at `path`."""
        return Q(**{f"{path}__in": self.vendors})


def reads_portfolio(user: Any) -> bool:
    """Whether somebody has a portfolio to read: the broker office, and the people of agencies."""
    return reads_all(user) or bool(organisations_for(user, "contracts.read_portfolio"))


def reads_business(user: Any) -> bool:
    """Whether somebody works for a vendor, and so has its business to read."""
    return bool(organisations_for(user, "contracts.read_business"))


def business_for(user: Any, *, on: datetime.date) -> Business:
    """The vendors for which somebody works; never another one. No statement."""
    return Business(frozenset(organisations_for(user, "contracts.read_business")), on)


def scope_for(user: Any, *, on: datetime.date, agency: str = "") -> Scope:
    """What somebody's figures are made of; narrowed to an agency of it by its slug.

    Raises Http404 for an agency that is not among them.
    """
    own = None if reads_all(user) else frozenset(organisations_for(user, "contracts.read_portfolio"))
    if not agency:
        return Scope(own, on)
    readable = Organisation.objects.agencies().filter(slug=agency)
    found = (readable if own is None else readable.filter(pk__in=own)).first()
    if found is None:
        raise Http404("There is no such agency among those whose portfolio you read.")
    return Scope(frozenset([found.pk]), on, found)
