"""The signed text for people: each of its values under words, none left out, in the order in which one reads."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from marketplace.components import formats

WORDS = {
    "reference": "Contract",
    "title": "What is bought",
    "agency": "Agency",
    "vendor": "Vendor",
    "broker": "Broker office as a party",
    "delivery_mode": "How it is delivered",
    "offering": "Offering",
    "offering_revision": "Version of the offering",
    "first_day": "First day",
    "last_day": "Last day",
    "value": "Value",
    "currency": "Currency",
    "change_limit_percent": "Amendments may change at most, in percent of the value",
    "misses_combine": "Several misses in a month",
    "renews_for_months": "Renews by itself, for how many months",
    "refuse_days": "Days before its end until which a renewal is refused",
    "notice_days": "Days of notice",
    "cure_days": "Days to put a breach right",
    "time_zone": "Time zone",
    "number": "Number",
    "exercise_by": "To be exercised by",
    "ends_on": "First day no longer covered",
    "value_added": "Price",
    "code": "Short name",
    "kind": "What is measured",
    "target": "Promised, in percent",
    "within_minutes": "Within how many minutes",
    "threshold": "Threshold",
    "convention": "Convention for maintenance",
    "minimum_outage_seconds": "Shortest outage that counts, in seconds",
    "degraded_counts_as_down": "Degraded counts as down",
    "coverage_required": "Share of the month that must be measured, in percent",
    "minimum_count": "Fewest cases for a verdict",
    "empty_slice": "A slice without requests",
    "service_hours": "Service hours",
    "closed_on_holidays": "Closed on holidays",
    "measuring_party": "Measured by",
    "monitor": "Monitor",
    "maintenance_notice_days": "Days of notice for maintenance",
    "maintenance_hours": "Hours in which maintenance is allowed",
    "maintenance_cap_minutes": "Maintenance at most, in minutes a month",
    "emergency_cap_minutes": "Emergency maintenance at most, in minutes a month",
    "credit_cap_percent": "Credits at most, in percent of a month's price",
    "dispute_days": "Days in which a result can be disputed",
}
GROUPS = {"options": "Option", "service_levels": "Service level"}
WAYS = {"sum": "add up", "max": "count as the largest alone", "up": "counts as up", "down": "counts as down"}


@dataclass(frozen=True)
class Clause:
    """One part of the text: its heading, and pairs of words and value in the order of reading."""

    title: str
    rows: list[tuple[str, str]]


def clauses_of(content: str) -> list[Clause]:
    """The text of a version (JSON) as parts: the contract itself, then each option and each service level."""
    said = json.loads(content)
    clauses = [Clause("The contract", _rows({name: value for name, value in said.items() if name not in GROUPS}))]
    for name, word in GROUPS.items():
        for number, part in enumerate(said.get(name, []), 1):
            clauses.append(Clause(part.get("title") or f"{word} {number}", _rows(part)))
    return clauses


def _rows(part: dict[str, Any]) -> list[tuple[str, str]]:
    tiers = [_tier(one) for one in part.get("credit_tiers", [])]
    known = [name for name in WORDS if name in part]
    others = [name for name in part if name not in WORDS and name != "credit_tiers"]
    return [(WORDS.get(name, _plain(name).capitalize()), _value(part[name])) for name in (*known, *others)] + tiers


def _tier(tier: dict[str, str]) -> tuple[str, str]:
    percent, lower, upper = tier["percent"], tier["lower_inclusive"], tier["upper_exclusive"]
    return f"Credit from {lower}% to under {upper}%", f"{percent}% of a month's price"


def _value(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "None"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    try:
        return formats.date(datetime.date.fromisoformat(text))
    except ValueError:
        return WAYS.get(text, _plain(text) if text.islower() else text)


def _plain(name: str) -> str:
    return name.replace("_", " ")
