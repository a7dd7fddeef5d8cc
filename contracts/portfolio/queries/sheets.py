"""What a spreadsheet may name: agencies somebody writes for, topics of the catalogue."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, QuerySet, Sum

from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, organisations_for

from ..models import PortfolioSheet
from ..reading import Known


def writes_for_all(user: Any) -> bool:
    """Whether somebody keeps the portfolio of every agency: the broker office."""
    return allowed(user, "contracts.keep_systems")


def agencies_written_by(user: Any) -> QuerySet[Organisation]:
    """Agencies whose systems somebody may note, by name."""
    agencies = Organisation.objects.agencies().order_by("sort_name")
    if writes_for_all(user):
        return agencies
    return agencies.filter(pk__in=organisations_for(user, "contracts.keep_systems"))


def known_to(user: Any, agency: Organisation | None) -> Known:
    """For reading the rows that somebody sends; a name that two agencies bear finds neither. Two statements."""
    named = defaultdict(list)
    for one in agencies_written_by(user):
        named[one.sort_name].append(one)
    agencies = {one.slug: one for bearers in named.values() for one in bearers}
    agencies |= {name: bearers[0] for name, bearers in named.items() if len(bearers) == 1}
    same_named = {name: [one.slug for one in bearers] for name, bearers in named.items() if len(bearers) > 1}
    return Known(agency, agencies, same_named, {topic.name.casefold(): topic for topic in Topic.objects.all()})


def sheets_for(user: Any) -> QuerySet[PortfolioSheet]:
    """Files that somebody may read, newest first, without their rows."""
    return PortfolioSheet.objects.listed_for(user)


def may_be_taken_back(sheet: PortfolioSheet) -> bool:
    """Payments that were taken in and not taken back yet; the sheet is loaded with its reversal."""
    taken_in = sheet.kind == PortfolioSheet.Kind.PAYMENTS and sheet.taken_at is not None
    return taken_in and not hasattr(sheet, "reversal")


def payments_of(sheet: PortfolioSheet) -> dict[str, Any]:
    """How many payments a file brought, and what they come to."""
    return sheet.payments.aggregate(count=Count("pk"), amount=Sum("amount"))
