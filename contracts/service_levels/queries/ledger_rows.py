"""The form of a line of a calculation, and the lines that every kind of service level has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from marketplace.components.formats import minutes

from ..arithmetic.windows import Interval, total_seconds

MINUS = "− "


@dataclass(frozen=True)
class LedgerRow:
    """One line: what, how, value; a sum is ruled off."""

    what: str
    how: str
    value: str
    is_sum: bool = False


def emergency_rows(inputs: Mapping[str, Any]) -> list[LedgerRow]:
    """How much of the emergency maintenance the monthly cap takes out; nothing for a month without any."""
    found = inputs.get("emergency")
    if not found:
        return []
    agreed = total_seconds(_stretch(*ends) for _, *ends in found["agreed"]) / 60
    references = {reference for reference, *_ in found["agreed"]}
    kept = [one for one in inputs["exclusions"] if one["reference"] in references]
    taken = total_seconds(_stretch(one["start"], one["end"]) for one in kept) / 60
    how = (
        f"{', '.join(sorted(references))}, {minutes(agreed)}; at most {minutes(Decimal(found['cap_minutes']))} a month"
    )
    over = f"; {minutes(agreed - taken)} stay in the count" if agreed > taken else ""
    return [LedgerRow("Of it emergency maintenance", how + over, minutes(taken))]


def _stretch(start: str, end: str) -> Interval:
    return Interval(datetime.fromisoformat(start), datetime.fromisoformat(end))
