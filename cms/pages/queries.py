"""What the front door shows from the registers. A constant number of statements, whatever they hold."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.taxonomy.models import Certification
from contracts.agreements.models import Contract
from contracts.register.chain import chain_of
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.components.chain import ChainStep
from marketplace.components.formats import money, number, percent_down
from rfp.forums.models import Forum
from rfp.solicitations.models import Solicitation

from .news import NewsPage

NEWEST = 5
MOST_COMING = 3
FISCAL_YEAR_BEGINS = 7  # the state's fiscal year begins on 1 July


@dataclass(frozen=True)
class Figure:
    """A key figure: what, how much, and what stands beside it."""

    name: str
    value: str
    beside: str


def front_door(*, at: datetime.datetime | None = None) -> dict[str, Any]:
    """Everything on the front door that comes from the registers, as of `at`."""
    at = at or timezone.now()
    counts = Offering.objects.listed().aggregate(
        listed=Count("pk"),
        vendors=Count("vendor", distinct=True),
        authorised=Count("pk", filter=Q(certification=Certification.FEDRAMP_AUTHORIZED)),
        orderable=Count("pk", filter=Q(on_standard_terms=True)),
    )
    newest = Offering.objects.listed().filter(authorised_on__isnull=False).select_related("vendor")
    news = NewsPage.objects.live().order_by("-published_on", "-pk")
    return {
        **counts,
        "figures": [*_catalogue_figures(counts), *_contract_figures(at)],
        "newest": newest.order_by("-authorised_on", "sort_name")[:NEWEST],
        "news": news[:3],
        "opportunities": _open_to_everybody(at)[:MOST_COMING],
        "forums": Forum.objects.coming(at=at).order_by("starts_at", "pk")[:MOST_COMING],
        "chain": _example_chain(),
    }


def _open_to_everybody(at: datetime.datetime) -> QuerySet[Solicitation]:
    """What can be answered now and everybody may read, the soonest deadline first."""
    open_ones = Solicitation.objects.visible_to(AnonymousUser()).open_at(at)
    return open_ones.select_related("agency").order_by("bids_due_at", "pk")


def _catalogue_figures(counts: dict[str, int]) -> list[Figure]:
    return [
        Figure(
            "Offerings listed", number(counts["listed"]), f"{number(counts['authorised'])} with a FedRAMP authorisation"
        ),
        Figure("Ready to order", number(counts["orderable"]), "with a price and the office’s standard terms"),
    ]


def _contract_figures(at: datetime.datetime) -> list[Figure]:
    today = timezone.localdate(at)
    running = Contract.objects.running(on=today).aggregate(count=Count("pk"), value=Sum("value"))
    return [
        Figure(
            "Contracts in force", number(running["count"]), f"worth {money(running['value'] or 0, 0)} over their terms"
        ),
        _promises_kept(),
        _credits_since(_fiscal_year_start(today)),
    ]


def _promises_kept() -> Figure:
    """The share of results that met their promise, in the last month with results."""
    month = PeriodResult.objects.aggregate(last=Max("period"))["last"]
    name = "Promised service levels met"
    if month is None:
        return Figure(name, "–", "no month is closed yet")
    judged = PeriodResult.objects.latest_revisions().filter(period=month).exclude(verdict="insufficient_data")
    counts = judged.aggregate(all=Count("pk"), met=Count("pk", filter=Q(verdict="met")))
    share = percent_down(Decimal(100) * counts["met"] / counts["all"], 1) if counts["all"] else "–"
    return Figure(name, share, f"{counts['met']} of {counts['all']} results, {month:%B}")


def _fiscal_year_start(today: datetime.date) -> datetime.date:
    return datetime.date(today.year - (today.month < FISCAL_YEAR_BEGINS), FISCAL_YEAR_BEGINS, 1)


def _credits_since(start: datetime.date) -> Figure:
    due = ServiceCredit.objects.standing().filter(kind="credit", result__period__gte=start)
    total = due.aggregate(total=Sum("amount"))["total"] or 0
    return Figure("Service credits", money(total, 0), f"for months since {start.day} {start:%B %Y}")


def _example_chain() -> list[ChainStep]:
    """The chain of the latest missed promise, the most telling one there is."""
    missed = PeriodResult.objects.latest_revisions().filter(verdict="breached", credit__gt=0)
    latest = missed.select_related("term__contract").order_by("-period", "-credit").first()
    return chain_of(latest.term.contract, result=latest) if latest else []
