"""Loads what agencies run and what they paid outside Stoa: systems one by one, payments by a spreadsheet."""

import csv
import datetime
import io
from decimal import Decimal

from django.db import transaction

from catalog.taxonomy.models import Topic
from contracts.portfolio.actions import SystemTerms, add_system, receive_sheet, take_sheet_in
from contracts.portfolio.models import PortfolioSheet, System

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

LEDGER = "payments-outside-stoa.csv"
HEADS = ("Agency", "Paid on", "Supplier", "Category", "Reference", "Amount")


@transaction.atomic
def load_portfolio(cast: Cast, *, today: datetime.date) -> int:
    """Whatever of the portfolio is not there yet. Returns how many systems were new."""
    told = world.portfolio()
    topics = {topic.name: topic for topic in Topic.objects.all()}
    # What takes another's place is there before it.
    systems = sorted(told["systems"], key=lambda one: "successor" in one)
    new = sum(_system(cast, one, topics, today) for one in systems)
    _payments(cast, told["payments"], today)
    return new


def _system(cast: Cast, told: world.Record, topics: dict[str, Topic], today: datetime.date) -> bool:
    agency = cast.organisations[told["agency"]]
    if System.objects.filter(agency=agency, code=told["code"]).exists():
        return False
    after = told.get("successor", "")
    retires = month_before(today, -told["retires_in"]) if "retires_in" in told else None
    terms = SystemTerms(
        name=told["name"],
        code=told["code"],
        purpose=told["purpose"],
        capabilities=[topics[name] for name in told["topics"] if name in topics],
        delivery=told["delivery"],
        supplier=told["supplier"],
        product=told.get("product", ""),
        live_on=month_before(today, told["months_ago"]),
        yearly_cost=Decimal(told["cost"]),
        users=told["users"],
        funding=told["funding"],
        funding_words=told.get("funding_words", ""),
        offered=told.get("offered", False),
        retire_on=retires,
        successor=System.objects.filter(agency=agency, name=after).first() if after else None,
        successor_words=told.get("successor_words", ""),
    )
    noted = clock(at_work(month_before(today, 3)))
    add_system(agency=agency, terms=terms, by=cast.person("relationship-manager"), now=noted)
    return True


def _payments(cast: Cast, told: list[world.Record], today: datetime.date) -> None:
    """One file of the office's, two years of monthly payments; it is sent once."""
    if PortfolioSheet.objects.filter(name=LEDGER).exists():
        return
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(HEADS)
    for place, one in enumerate(told, start=1):
        for months_ago in range(one["first"], one["last"], -1):
            day = month_before(today, months_ago).replace(day=14)
            amount = one["amount"] + one["amount"] * one["growth"] * (one["first"] - months_ago) // 100
            row = (cast.organisations[one["agency"]].slug, day, one["supplier"], one["category"], f"{place}-{day:%y%m}")
            writer.writerow([*row, amount])
    by, at = cast.person("cio"), clock(at_work(month_before(today, 0) - datetime.timedelta(days=1)))
    sheet = receive_sheet(kind="payments", agency=None, name=LEDGER, content=held.getvalue().encode(), by=by, now=at)
    take_sheet_in(sheet=sheet, by=by, now=at)
