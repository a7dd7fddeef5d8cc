"""Loads what happens to the story's contracts beside their months: drawn up and signed by one side or by both."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.agreements.actions import (
    Agreed,
    Amended,
    Extension,
    agree_amendment,
    approve_amendment,
    draw_up_contract,
    propose_amendment,
    sign_contract,
)
from contracts.agreements.models import Contract
from marketplace.permissions import Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast


def load_drawn_up(cast: Cast, *, today: datetime.date) -> int:
    """Draw up each contract of the story that did not come from an order. Returns how many were new."""
    known = set(Contract.objects.values_list("title", flat=True))
    missing = [record for record in world.story()["drawn_up"] if record["title"] not in known]
    for record in missing:
        with transaction.atomic():
            _draw_up(cast, record, today)
    return len(missing)


def _draw_up(cast: Cast, record: world.Record, today: datetime.date) -> None:
    agency, vendor = cast.organisations[record["agency"]], cast.organisations[record["vendor"]]
    starts_on = today + datetime.timedelta(days=record["starts_in_days"])
    agreed = Agreed(
        title=record["title"],
        ocid="",
        agency=agency,
        vendor=vendor,
        broker=cast.organisations[world.state()["broker_office"]],
        offering=None,
        offering_revision=None,
        delivery_mode="brokered",
        time_zone=agency.time_zone,
        currency="USD",
        starts_on=starts_on,
        ends_on=starts_on + datetime.timedelta(days=record["days"]),
        value=Decimal(record["value"]),
        change_limit_percent=Decimal(record["change_limit"]),
        renews_for_months=record.get("renews_for"),
        refuse_days=record.get("refuse_days"),
    )
    at = at_work(today - datetime.timedelta(days=record["days_ago"]))
    extensions = [_extension(agreed, told) for told in record.get("options", ())]
    said: dict[str, Any] = {"levels": [], "extensions": extensions, "by": cast.person("officer")}
    contract = draw_up_contract(agreed=agreed, now=clock(at), **said)
    people: dict[str, Any] = {"agency": cast.holder(record["agency"], Role.APPROVER), "vendor": cast.binding(vendor)}
    for hours, side in enumerate(record["signed_by"], 24):
        signed_at = at + datetime.timedelta(hours=hours)
        digest = contract.versions.get().digest
        contract = sign_contract(contract=contract, side=side, digest=digest, by=people[side], now=clock(signed_at))
    for told in record.get("amendments", ()):
        _amend(cast, contract, told, people, today)


def _extension(agreed: Agreed, told: world.Record) -> Extension:
    """Its days are told from the end of the contract."""
    days = {name: datetime.timedelta(days=told[name]) for name in ("days_more", "days_before")}
    return Extension(
        ends_on=agreed.ends_on + days["days_more"],
        value_added=Decimal(told["adds"]),
        exercise_by=agreed.ends_on - days["days_before"],
    )


def _amend(cast: Cast, contract: Contract, told: world.Record, people: dict[str, Any], today: datetime.date) -> None:
    at = at_work(today - datetime.timedelta(days=told["days_ago"]))
    terms = Amended(Decimal(told["value"]), contract.ends_on + datetime.timedelta(days=told["days_more"]))
    said = {"grounds": told["grounds"], "rationale": told["rationale"]}
    proposal = propose_amendment(
        contract=contract, terms=terms, by=cast.person("contract-manager"), now=clock(at), **said
    )
    if told["until"] in ("approved", "agreed"):
        proposal = approve_amendment(
            proposal=proposal, by=people["agency"], now=clock(at + datetime.timedelta(hours=3))
        )
    if told["until"] == "agreed":
        agree_amendment(proposal=proposal, by=people["vendor"], now=clock(at + datetime.timedelta(days=1)))
