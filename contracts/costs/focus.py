"""The columns of FOCUS 1.0 and how each stands in a charge: what goes out and comes in is the same."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from marketplace.errors import InvalidInput

MOST_ROWS = 50_000


class Column(NamedTuple):
    """A column of the standard, the field that holds it, and what it holds: text, money, time or json."""

    name: str
    field: str
    kind: str = "text"
    needed: bool = False


COLUMNS = (
    Column("AvailabilityZone", "availability_zone"),
    Column("BilledCost", "billed_cost", "money", True),
    Column("BillingAccountId", "billing_account_id", needed=True),
    Column("BillingAccountName", "billing_account_name"),
    Column("BillingCurrency", "billing_currency", needed=True),
    Column("BillingPeriodEnd", "billing_period_end", "time", True),
    Column("BillingPeriodStart", "billing_period_start", "time", True),
    Column("ChargeCategory", "charge_category", needed=True),
    Column("ChargeClass", "charge_class"),
    Column("ChargeDescription", "charge_description"),
    Column("ChargeFrequency", "charge_frequency"),
    Column("ChargePeriodEnd", "charge_period_end", "time", True),
    Column("ChargePeriodStart", "charge_period_start", "time", True),
    Column("CommitmentDiscountCategory", "commitment_discount_category"),
    Column("CommitmentDiscountId", "commitment_discount_id"),
    Column("CommitmentDiscountName", "commitment_discount_name"),
    Column("CommitmentDiscountStatus", "commitment_discount_status"),
    Column("CommitmentDiscountType", "commitment_discount_type"),
    Column("ConsumedQuantity", "consumed_quantity", "money"),
    Column("ConsumedUnit", "consumed_unit"),
    Column("ContractedCost", "contracted_cost", "money"),
    Column("ContractedUnitPrice", "contracted_unit_price", "money"),
    Column("EffectiveCost", "effective_cost", "money", True),
    Column("InvoiceIssuerName", "invoice_issuer_name"),
    Column("ListCost", "list_cost", "money", True),
    Column("ListUnitPrice", "list_unit_price", "money"),
    Column("PricingCategory", "pricing_category"),
    Column("PricingQuantity", "pricing_quantity", "money"),
    Column("PricingUnit", "pricing_unit"),
    Column("ProviderName", "provider_name"),
    Column("PublisherName", "publisher_name"),
    Column("RegionId", "region_id"),
    Column("RegionName", "region_name"),
    Column("ResourceId", "resource_id"),
    Column("ResourceName", "resource_name"),
    Column("ResourceType", "resource_type"),
    Column("ServiceCategory", "service_category"),
    Column("ServiceName", "service_name", needed=True),
    Column("SkuId", "sku_id"),
    Column("SkuPriceId", "sku_price_id"),
    Column("SubAccountId", "sub_account_id"),
    Column("SubAccountName", "sub_account_name"),
    Column("Tags", "tags", "json"),
)
FIELDS = [column.field for column in COLUMNS]
LONGEST = {"charge_description": 500, "billing_currency": 3}
CATEGORIES = {"Usage", "Purchase", "Tax", "Credit", "Adjustment"}


def written(column: Column, value: Any) -> str:
    """The text of one cell: UTC times with a Z, plain decimals, JSON, nothing for what is not known."""
    if value is None or value == "":
        return ""
    if column.kind == "time":
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if column.kind == "money":
        return f"{value.normalize():f}"
    return json.dumps(value, ensure_ascii=False) if column.kind == "json" else str(value)


def lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """The lines of a FOCUS file, one by one; each row holds the FIELDS in their order."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in COLUMNS])
    yield out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([written(column, value) for column, value in zip(COLUMNS, row, strict=True)])
        yield out.getvalue()


class Row(NamedTuple):
    """One row of a file: its line, its fields, or what is wrong with it."""

    line: int
    fields: dict[str, Any]
    faults: list[str]


def read(text: str) -> tuple[list[Row], list[str]]:
    """Every row of a FOCUS file, and the columns that are kept out. Raises InvalidInput for what is no such file."""
    reader = csv.DictReader(io.StringIO(text))
    names = list(reader.fieldnames or [])
    missing = [column.name for column in COLUMNS if column.needed and column.name not in names]
    if missing:
        raise InvalidInput(f"This is no FOCUS 1.0 file: {', '.join(missing)} are missing. Nothing was kept.")
    known = [column for column in COLUMNS if column.name in names]
    rows = []
    for number, raw in enumerate(reader, start=2):
        if number > MOST_ROWS + 1:
            raise InvalidInput(f"A file has at most {MOST_ROWS:,} rows. Nothing was kept. Send a file a month.")
        rows.append(_row(number, raw, known))
    return rows, [name for name in names if name not in {column.name for column in COLUMNS}]


def _row(number: int, raw: dict[str, Any], known: list[Column]) -> Row:
    fields, faults = {}, []
    for column in known:
        text = (raw.get(column.name) or "").strip()
        try:
            value = _value(column, text)
        except (ValueError, InvalidOperation):
            faults.append(f"{column.name} cannot be read: {text[:40]}")
            continue
        if value in (None, "") and column.needed:
            faults.append(f"{column.name} is empty")
        fields[column.field] = value
    if fields.get("charge_category") not in CATEGORIES:
        faults.append("ChargeCategory is none of the five")
    start, end = fields.get("charge_period_start"), fields.get("charge_period_end")
    if start and end and end <= start:
        faults.append("ChargePeriodEnd is not after its start")
    return Row(number, fields, faults)


def _value(column: Column, text: str) -> Any:
    if column.kind == "text":
        if len(text) > LONGEST.get(column.field, 300):
            raise ValueError(text)
        return text
    if not text:
        return {} if column.kind == "json" else None
    if column.kind == "json":
        return json.loads(text)
    if column.kind == "money":
        value = Decimal(text)
        if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
            raise ValueError(text)
        return value
    found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
