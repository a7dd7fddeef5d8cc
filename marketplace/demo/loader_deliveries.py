"""Loads what is delivered under the story's contracts: milestones, documents, and certificates with their ends."""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from contracts.agreements.models import Contract
from contracts.deliveries.actions import (
    MilestoneTerms,
    accept_delivery,
    add_document,
    agree_milestone,
    deliver_milestone,
    propose_milestone,
    require_certificate,
)
from marketplace.permissions import Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast


def load_deliveries(cast: Cast, *, today: datetime.date) -> int:
    """The milestones and papers of each contract of the story that has none yet. Returns how many were new."""
    made = 0
    for record in world.story()["deliveries"]:
        held = Contract.objects.with_parties().filter(agency=cast.organisations[record["agency"]])
        contract = held.filter(title=record["contract"]).first()
        if contract is None or contract.milestones.exists() or contract.certificates.exists():
            continue
        with transaction.atomic():
            for told in record.get("milestones", ()):
                _milestone(cast, contract, record, told, today)
            for told in record.get("certificates", ()):
                _certificate(cast, contract, told, today)
            for told in record.get("documents", ()):
                by, at = cast.binding(contract.vendor), at_work(today - datetime.timedelta(days=told["days_ago"]))
                said = {name: told[name] for name in ("title", "kind", "readers")}
                add_document(contract=contract, file=_file(told["title"]), by=by, now=clock(at), **said)
        made += 1
    return made


def _file(title: str) -> ContentFile:
    return ContentFile(f"%PDF-1.4\n% Invented: {title}.\n%%EOF\n".encode(), name=f"{title}.pdf")


def _milestone(cast: Cast, contract: Contract, record: world.Record, told: world.Record, today: datetime.date) -> None:
    at = at_work(today - datetime.timedelta(days=told["days_ago"]))
    vendor = cast.binding(contract.vendor)
    terms = MilestoneTerms(
        kind=told["kind"],
        title=told["title"],
        criteria=told["criteria"],
        due_on=today + datetime.timedelta(days=told["due_in_days"]),
        accept_days=told.get("accept_days"),
    )
    milestone = propose_milestone(contract=contract, terms=terms, by=cast.person("contract-manager"), now=clock(at))
    milestone = agree_milestone(milestone=milestone, by=vendor, now=clock(at + datetime.timedelta(hours=2)))
    if "delivered_days_ago" not in told:
        return
    done_at = at_work(today - datetime.timedelta(days=told["delivered_days_ago"]))
    files: list[Any] = [_file(told["title"])]
    delivery = deliver_milestone(milestone=milestone, note=told["note"], files=files, by=vendor, now=clock(done_at))
    if told.get("accepted"):
        by = cast.holder(record["agency"], Role.APPROVER)
        accept_delivery(delivery=delivery, by=by, now=clock(done_at + datetime.timedelta(hours=20)))


def _certificate(cast: Cast, contract: Contract, told: world.Record, today: datetime.date) -> None:
    at = at_work(today - datetime.timedelta(days=told["days_ago"]))
    by = cast.person("contract-manager")
    certificate = require_certificate(contract=contract, title=told["title"], by=by, now=clock(at))
    if "ends_in_days" in told:
        add_document(
            contract=contract,
            file=_file(told["title"]),
            title=told["title"],
            kind="certificate",
            certificate=certificate,
            expires_on=today + datetime.timedelta(days=told["ends_in_days"]),
            by=cast.binding(contract.vendor),
            now=clock(at + datetime.timedelta(hours=5)),
        )
