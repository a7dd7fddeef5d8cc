"""Loads the buying policies of the story: drafted by one officer, put into force by another person, one still to be."""

import datetime
from decimal import Decimal

from django.db import transaction

from contracts.policies.actions import BandTerms, PolicyTerms, draft_policy, enact_policy
from contracts.policies.models import BuyingPolicy
from contracts.policies.queries import RouteTerms

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

A_MONTH = datetime.timedelta(days=30)


def load_policies(cast: Cast, *, today: datetime.date) -> int:
    """Prepare each policy of the story that is not there yet, oldest first. Returns how many were new."""
    known = set(BuyingPolicy.objects.values_list("summary", flat=True))
    missing = [record for record in world.story()["policies"] if record["summary"] not in known]
    for record in missing:
        with transaction.atomic():
            _prepare(cast, record, today)
    return len(missing)


def _prepare(cast: Cast, record: world.Record, today: datetime.date) -> None:
    holds_from = month_before(today, record["months_ago"])
    drafted = at_work(min(holds_from - A_MONTH, today - datetime.timedelta(days=2)))
    terms = PolicyTerms(record["summary"], holds_from, [_band(part) for part in record["bands"]])
    policy = draft_policy(terms=terms, by=cast.person(record["drafted_by"]), now=clock(drafted))
    if record["until"] == "enacted":
        enacted = clock(drafted + datetime.timedelta(days=7))
        enact_policy(policy=policy, version=policy.version, by=cast.person("cio"), now=enacted)


def _band(part: world.Record) -> BandTerms:
    routes = {route: RouteTerms(*asked) for route, asked in part["routes"].items()}
    return BandTerms(None if part["up_to"] is None else Decimal(part["up_to"]), routes)
