"""A published release of the Open Contracting Data Standard as the beginning of a solicitation; pure functions.

What has a place here is mapped. Everything else is named by its path and stays in the source, which is kept whole.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Json = Mapping[str, Any]
# Paths whose values find a place in the solicitation; list positions are left out.
MAPPED = frozenset(
    {
        "ocid",
        "buyer.name",
        "tender.title",
        "tender.description",
        "tender.procurementMethod",
        "tender.tenderPeriod.endDate",
        "tender.enquiryPeriod.endDate",
        "tender.awardPeriod.startDate",
        "tender.contractPeriod.startDate",
        "tender.value.amount",
        "tender.lots.id",
        "tender.lots.title",
        "tender.lots.description",
        "tender.lots.value.amount",
        "tender.lots.awardCriteria.criteria.type",
        "tender.lots.awardCriteria.criteria.name",
        "tender.lots.awardCriteria.criteria.description",
        "tender.lotDetails.maximumLotsAwardedPerSupplier",
    }
)
PRICED = {"price", "cost"}
LONGEST_TITLE, LONGEST_TEXT = 160, 4000
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass
class Reading:
    """What a release says: text, times and money as a draft takes them, and the paths that have no place there."""

    title: str
    buyer: str
    body: list[dict[str, Any]] = field(default_factory=list)
    times: dict[str, datetime.datetime] = field(default_factory=dict)
    days: dict[str, datetime.date] = field(default_factory=dict)
    audience: str = "open"
    max_lots: int | None = None
    unmapped: list[str] = field(default_factory=list)


def read_release(release: Json) -> Reading:
    """The release as a draft. Raises ValueError for one without a tender."""
    tender = release.get("tender")
    if not tender:
        raise ValueError("This release tells of no tender, so there is nothing to ask vendors for.")
    title = (tender.get("title") or tender.get("description") or release["ocid"])[:LONGEST_TITLE]
    reading = Reading(title, (release.get("buyer") or {}).get("name", ""))
    reading.body = [*_outcome(tender, title), *_lots(tender, title)]
    _times(tender, reading)
    reading.audience = "open" if tender.get("procurementMethod", "open") == "open" else "invited"
    most = (tender.get("lotDetails") or {}).get("maximumLotsAwardedPerSupplier")
    reading.max_lots = int(most) if most and int(most) < len(tender.get("lots", [])) else None
    reading.unmapped = sorted({path for path, _ in leaves(release)} - MAPPED)
    return reading


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path, list positions left out."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, path)
    else:
        yield path, value


def _outcome(tender: Json, title: str) -> list[dict[str, Any]]:
    text = tender.get("description") or title
    blocks = [_block("outcome", title=title[:120], text=text[:LONGEST_TEXT])]
    if len(text) > LONGEST_TEXT:
        blocks.append(_block("background", title="Further", text=text[LONGEST_TEXT : LONGEST_TEXT + 12_000]))
    return blocks


def _lots(tender: Json, title: str) -> list[dict[str, Any]]:
    """Lots in their own order, numbered from one, each with its criteria. Without lots the tender is the one lot."""
    lots = tender.get("lots") or [{"title": title, "value": tender.get("value")}]
    blocks = []
    for number, lot in enumerate(lots, start=1):
        amount = (lot.get("value") or {}).get("amount")
        name = (lot.get("title") or lot.get("description") or f"Lot {lot.get('id', number)}")[:LONGEST_TITLE]
        blocks.append(_block("lot", number=number, title=name, estimated_value=_text(amount), max_awards=1))
        if said := lot.get("description"):
            blocks.append(_block("background", title=f"Lot {number}: {name}"[:120], text=said[:12_000]))
        blocks += _criteria(number, (lot.get("awardCriteria") or {}).get("criteria", []))
    return blocks


def _criteria(number: int, criteria: Iterable[Json]) -> list[dict[str, Any]]:
    """The published weights as they are: where they do not add up to 100, the check before publication says so."""
    blocks = []
    for criterion in criteria:
        told, kind = criterion.get("description") or "", criterion.get("type", "quality")
        weight = weight_of(told)
        blocks.append(
            _block(
                "criterion",
                lot=number,
                title=(criterion.get("name") or kind.capitalize())[:LONGEST_TITLE],
                description="" if weight is not None else told[:LONGEST_TEXT],
                kind="price" if kind in PRICED else "quality",
                weight=_text(weight) if weight is not None else None,
            )
        )
    return blocks


def weight_of(text: str) -> Decimal | None:
    """The weight that a description holds: "40", "40%", "40.00"; None where it is words."""
    found = NUMBER.fullmatch(text.strip().removesuffix("%").strip())
    try:
        weight = Decimal(found.group()) if found else None
    except InvalidOperation:
        return None
    return weight if weight is not None and weight <= 100 else None


def _times(tender: Json, reading: Reading) -> None:
    for field_name, period, end in (
        ("bids_due_at", "tenderPeriod", "endDate"),
        ("questions_due_at", "enquiryPeriod", "endDate"),
    ):
        if said := (tender.get(period) or {}).get(end):
            reading.times[field_name] = _moment(said)
    for field_name, period in (("award_planned_on", "awardPeriod"), ("starts_planned_on", "contractPeriod")):
        if said := (tender.get(period) or {}).get("startDate"):
            reading.days[field_name] = _moment(said).date()


def _moment(text: str) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def _block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
