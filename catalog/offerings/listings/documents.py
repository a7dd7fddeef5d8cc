"""An offering as a vendor's system sends it: the columns of the spreadsheet under their own names, read alike."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from catalog.offerings.credit_steps import plain
from catalog.offerings.models import OfferedServiceLevel, Offering, Plan
from catalog.offerings.uploads.columns import CODE, COLUMNS, OF_AVAILABILITY, OFFERING, PLANS, Column
from catalog.offerings.uploads.matching import topic_ids
from catalog.offerings.uploads.price_cells import credits_cell, discounts_cell, tiers_cell, usage_cell
from catalog.offerings.uploads.rows import Entry, RowReader
from marketplace.errors import InvalidInput
from marketplace.files.spreadsheets import SheetRow
from marketplace.schemas import Input

Said = Mapping[str, Any]
# Bounded, so that no exponent makes a text of millions of digits; how much is too much each column says.
Figure = Annotated[Decimal, Field(max_digits=20, decimal_places=10)]
_LISTS = "GET /api/v1/offerings names the topics under “category”."
_DAY = "A day such as 2027-01-31."


class StepIn(Input):
    below: Figure | None = Field(None, description="Under this percentage; the first step begins at the promise.")
    percent: Figure = Field(description="What it earns, in percent of the monthly fee.")


class TierIn(Input):
    start: int = Field(alias="from", ge=0, lt=10**9, description="From this quantity on …")
    price: Figure = Field(description="… one unit costs this.")


class DiscountIn(Input):
    of: Literal["quantity", "months"]
    start: int = Field(alias="from", ge=0, lt=10**9)
    percent: Figure


class UsageIn(Input):
    name: str
    unit: str
    price: Figure
    included: int = Field(0, ge=0, lt=10**9, description="A month’s, for the whole order.")


class ListedPlanIn(Input):
    """A plan is found by its name; what it leaves out stays as it is."""

    name: str = ""
    unit: str = Field("", description="What is counted, in the singular: user, agent, device.")
    price: Figure | None = Field(None, description="US dollars, for one unit and interval.")
    interval: str = Field("", description="month, year or once.")
    minimum_term_months: int | None = None
    setup_charge: Figure | None = None
    data_move_charge: Figure | None = None
    support_per_year: Figure | None = None
    tiers: list[TierIn] = Field([], max_length=50)
    discounts: list[DiscountIn] = Field([], max_length=50)
    usage_charges: list[UsageIn] = Field([], max_length=50)


class ListingChange(Input):
    """What is left out or empty stays as it is."""

    name: str = ""
    summary: str = ""
    description: str = ""
    service_models: list[str] = Field([], max_length=10, description="saas, paas, iaas, support.")
    deployment: str = ""
    impact_level: str = ""
    topics: list[str] = Field([], max_length=100, description="Topics of the catalogue, by name.")
    website: str = ""
    certification: str = ""
    authorised_on: str = Field("", description=_DAY)
    authorised_until: str = Field("", description=_DAY)
    data_location: str = ""
    sign_in: str = ""
    open_api: bool | None = None
    support_hours: str = ""
    support_channels: str = ""
    exit_terms: str = Field("", description="How an agency gets out: one term a line.")
    delivery_mode: str = ""
    on_standard_terms: bool | None = None
    no_service_level_promised: bool | None = None
    availability: Figure | None = Field(None, description="Promised, in percent of the time.")
    availability_credits: list[StepIn] = Field([], max_length=20)
    availability_credit_cap: Figure | None = Field(None, description="The most that one month earns, in percent.")
    prices_from: str = Field("", description=_DAY)
    prices_until: str = Field("", description=_DAY)
    plans: list[ListedPlanIn] = Field([], max_length=PLANS)


class ListingIn(ListingChange):
    """A new offering."""

    code: str = Field("", description="The vendor’s own number for it. No two of its offerings have the same.")


class ListingRefused(InvalidInput):
    """Some fields cannot be taken; each is named with what is wrong and what to do."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        fields = "1 field" if len(faults) == 1 else f"{len(faults)} fields"
        super().__init__(f"{fields} cannot be taken, so nothing was saved. Correct what is named and send it again.")


def read_listing(said: Said, *, vendor: Any) -> Entry:
    """The entry of a document, as a row of the spreadsheet would be read. Raises ListingRefused."""
    units = Plan.objects.filter(offering__vendor=vendor).values_list("unit", flat=True).distinct()
    reader = RowReader([column.head for column in COLUMNS], topics=topic_ids(), units=units, lists=_LISTS)
    entry = reader.read(SheetRow(1, [_cell(column, said) for column in COLUMNS]))
    if isinstance(entry, list):
        raise ListingRefused([(_PLACES[fault.column], f"{fault.wrong} {fault.remedy}") for fault in entry])
    return entry


def _place_of(column: Column) -> str:
    name = "code" if column is CODE else column.name
    return f"body.plans.{column.plan - 1}.{name}" if column.plan else f"body.{name}"


_PLACES = {column.head: _place_of(column) for column in COLUMNS}
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "service_models": ", ".join,
    "topics": "; ".join,
    "availability_credits": credits_cell,
    "tiers": tiers_cell,
    "discounts": discounts_cell,
    "usage_charges": usage_cell,
}


def _cell(column: Column, said: Said) -> str:
    """What a document says, as it would stand in the column; empty where it says nothing."""
    plans = said.get("plans") or ()
    part = said if not column.plan else plans[column.plan - 1] if column.plan <= len(plans) else {}
    value = part.get("code" if column is CODE else column.name)
    if value is None or value in ("", [], ()):
        return ""
    if column.name in _WRITTEN:
        return _WRITTEN[column.name](value)
    return ("yes" if value else "no") if isinstance(value, bool) else _plain(value)


def _plain(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def document_of(version: Offering) -> dict[str, Any]:
    """What a version holds, under the names by which it is sent."""
    said = {column.name: getattr(version, column.name) for column in OFFERING if hasattr(version, column.name)}
    said |= {"code": said.pop("vendor_code"), "topics": sorted(topic.name for topic in version.topics.all())}
    level = next((one for one in version.service_levels.all() if one.code == "availability"), None)
    promised = level and (level.target, _steps(level), level.credit_cap_percent)
    said |= dict(zip(OF_AVAILABILITY, promised or (None, [], None), strict=True))
    names = [column.name for column in COLUMNS if column.plan == 1]
    said["plans"] = [{name: getattr(plan, name) for name in names} for plan in version.plans.all()]
    return {name: _told(value) for name, value in said.items()}


def _steps(level: OfferedServiceLevel) -> list[dict[str, Decimal]]:
    """The first begins at the promise and does not say where."""
    return [{"percent": s.percent} | ({"below": s.below} if place else {}) for place, s in enumerate(level.credits)]


def _told(value: Any) -> Any:
    """Numbers and days as texts that lose nothing."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _told(held) for name, held in value.items()}
    return [_told(held) for held in value] if isinstance(value, list) else value
