"""Systems, and the spreadsheets by which they come in, made by the real actions."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from contracts.portfolio.actions import SystemTerms, add_system, receive_sheet, take_sheet_in
from contracts.portfolio.models import PortfolioSheet, System
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, person

TODAY = datetime.date(2026, 11, 30)


def system_of(agency: Any = None, *, by: Any = None, **said: Any) -> System:
    """A system of an agency, owned and ten years old unless said otherwise."""
    agency = agency or OrganisationFactory()
    terms = {"name": "Benefit payments", "delivery": "own", "live_on": datetime.date(2016, 1, 4)}
    terms |= {"yearly_cost": Decimal(184_000), **said}
    return add_system(agency=agency, terms=SystemTerms(**terms), by=by or person(Role.CIO))


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as a spreadsheet program writes it."""
    held = io.StringIO()
    csv.writer(held).writerows([heads, *rows])
    return held.getvalue().encode()


def sent_sheet(agency: Any, *, by: Any, content: bytes | None = None, kind: str = "systems") -> PortfolioSheet:
    """A file that was sent: one good row and one without a name, unless said otherwise."""
    rows = [("S-1", "Case files", "own"), ("S-2", "", "own")]
    content = csv_file(["Your number", "Name", "How it is had"], rows) if content is None else content
    return receive_sheet(kind=kind, agency=agency, name="list.csv", content=content, by=by)


def taken_in(agency: Any, *, by: Any, content: bytes, kind: str = "systems") -> PortfolioSheet:
    """A file that was sent and taken in."""
    return take_sheet_in(sheet=sent_sheet(agency, by=by, content=content, kind=kind), by=by)
