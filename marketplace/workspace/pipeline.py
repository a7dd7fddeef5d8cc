"""From need to contract: what this person may see, by where it stands."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from contracts.models import Contract, Order
from marketplace.permissions import VENDOR_ROLES, holds
from rfp.needs.models import Need

CARDS_SHOWN = 3


@dataclass(frozen=True)
class Card:
    title: str
    reference: str
    of: str
    address: str
    tag: str
    tone: str


@dataclass(frozen=True)
class Column:
    """The newest cards of a stage, and how many there are in all; `address` lists them."""

    title: str
    count: int
    cards: Sequence[Card]
    address: str

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def pipeline_of(user: Any, *, at: datetime.datetime) -> list[Column]:
    """The stages with their newest records; a vendor has no share in needs and drafts."""
    orders = Order.objects.visible_to(user).select_related("agency")
    statuses = Order.Status
    stages = [
        ("Drafts", orders.filter(status__in=Order.EDITABLE), "/orders/?status=draft", "warn"),
        ("Approval", orders.filter(status=statuses.SUBMITTED), "/orders/?status=submitted", "info"),
        ("With the vendor", orders.filter(status=statuses.APPROVED), "/orders/?status=approved", "info"),
    ]
    if holds(user, VENDOR_ROLES):
        stages = stages[2:]
    else:
        needs = Need.objects.visible_to(user).open().select_related("agency")
        stages.insert(0, ("Needs", needs, "/needs/", ""))
    running = Contract.objects.visible_to(user).running(on=at.date()).select_related("agency")
    return [_column(*stage) for stage in (*stages, ("Running", running, "/contracts/?status=active", "ok"))]


def _column(title: str, rows: QuerySet, address: str, tone: str) -> Column:
    return Column(title, rows.count(), [_card(row, tone) for row in rows[:CARDS_SHOWN]], address)


def _card(row: Model, tone: str) -> Card:
    title = getattr(row, "title", "") or row.offering_name
    return Card(title, row.reference, str(row.agency), row.get_absolute_url(), row.get_status_display(), tone)
