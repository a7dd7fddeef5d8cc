"""What was measured of the month a complaint is about, and who has a part in it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from contracts.agreements.models import Contract
from contracts.service_levels.models import Dispute, Exclusion, Incident, PeriodResult
from marketplace.business_time import local_midnight
from marketplace.components.formats import minutes, percent_down
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations

from ..models import Complaint, ComplaintStep

SIXTY = 60


def named_organisations(keys: Iterable[int]) -> QuerySet[Organisation]:
    """Those of these keys, the oldest first."""
    return Organisation.objects.filter(pk__in=keys).order_by("pk")


def facts_of(contract: Contract | None, month: datetime.date | None) -> list[dict[str, str]]:
    """Label and words of each measured figure and each incident of that month. Three statements; none without one."""
    if contract is None or month is None:
        return []
    results = PeriodResult.objects.latest_revisions().filter(term__contract=contract, period=month)
    facts = []
    for row in results.select_related("term").order_by("term__title"):
        reached = "not measured" if row.uptime_percent is None else percent_down(row.uptime_percent)
        words = f"{reached} against {percent_down(row.term.target)}: {row.get_verdict_display().lower()}"
        facts.append({"label": row.term.title, "words": words})
        if row.outages:
            lost = minutes(row.downtime_seconds / SIXTY)
            facts.append({"label": f"{row.term.title}, down", "words": f"{len(row.outages)} times, {lost} counted"})
    after = (month + datetime.timedelta(days=32)).replace(day=1)
    since, until = (local_midnight(day, contract.time_zone) for day in (month, after))
    incidents = Incident.objects.filter(contract=contract, starts_at__gte=since, starts_at__lt=until)
    for incident in incidents.order_by("starts_at"):
        words = f"{incident.summary}, {incident.get_status_display().lower()}"
        facts.append({"label": f"Incident {incident.reference}", "words": words})
    return facts or [{"label": f"{month:%B %Y}", "words": "Nothing was measured yet when the complaint came in."}]


def is_involved(complaint: Complaint, who: Any, *, final: bool) -> bool:
    """Whether somebody has a part in it: raised it, belongs to the complainant or to a party of the contract, decided
    something of that month's service level; for the last word also who took any step of the complaint."""
    if who.pk == complaint.raised_by_id or complaint.organisation_id in own_organisations(who):
        return True
    if final and ComplaintStep.objects.filter(complaint=complaint, by=who).exists():
        return True
    contract = complaint.contract
    if contract is None:
        return False
    if {contract.agency_id, contract.vendor_id} & own_organisations(who):
        return True
    exclusions = Exclusion.objects.filter(term__contract=contract, requested_by=who)
    disputes = Dispute.objects.filter(result__term__contract=contract, raised_by=who)
    return exclusions.exists() or disputes.exists()
