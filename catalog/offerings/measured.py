"""What was counted of an offering beside its time in service: speed, first answers, fixes; kept with its facts."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.components.formats import number, percent_down, plural
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from .changes import note_changes
from .facts import OfferingFacts

if TYPE_CHECKING:
    from .models import Offering

HEADS = {"latency": "Answers", "response": "First answer", "resolution": "Solved"}
COUNTED = {"latency": "answer", "response": "case", "resolution": "case"}


@dataclass(frozen=True)
class MeasuredLevel:
    """Good ones of all over the months of a year that have a figure, with their window, source and coverage.

    `limit` is in milliseconds of speed, in minutes of answers and fixes; `percentile` the speed that 95% kept.
    """

    code: str
    kind: str
    limit: int
    percent: Decimal
    total: int
    first_month: datetime.date
    last_month: datetime.date
    months: int
    closed_months: int
    measured_by: str
    percentile: int | None = None

    @property
    def head(self) -> str:
        """First answer within 30 min."""
        return f"{HEADS[self.kind]} within {self.within}"

    @property
    def within(self) -> str:
        if self.kind == "latency":
            return f"{self.limit} ms"
        hours, minutes = divmod(self.limit, 60)
        return f"{self.limit} min" if minutes else f"{hours} h"

    @property
    def figure(self) -> str:
        return percent_down(self.percent, 2)

    @property
    def note(self) -> str:
        """Window, coverage and source, and of speed what 95 in a hundred kept."""
        first, last = self.first_month, self.last_month
        span = f"{first:%b %Y}" if first == last else f"{first:%b %Y} to {last:%b %Y}"
        counted = f"{number(self.total)} {plural(COUNTED[self.kind], self.total)}"
        months = f"{self.months} of {self.closed_months} closed {plural('month', self.closed_months)} with a figure"
        speed = "" if self.percentile is None else f"95% within {number(self.percentile)} ms"
        return ", ".join(filter(None, [speed, span, counted, months, f"counted by {self.measured_by}"]))

    @property
    def as_data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {name: value if isinstance(value, int) else _text(value) for name, value in vars(self).items()}


def _text(value: Any) -> Any:
    return value if value is None else str(value)


def level_of(told: Mapping[str, Any]) -> MeasuredLevel:
    """Read back from JSON."""
    months = {name: datetime.date.fromisoformat(told[name]) for name in ("first_month", "last_month")}
    return MeasuredLevel(**{**told, **months, "percent": Decimal(told["percent"])})


def measured_levels(offering: "Offering") -> list[MeasuredLevel]:
    """What is on record of an offering, in the order of writing. No statement where its facts are loaded."""
    facts = getattr(offering, "facts", None)
    return [level_of(told) for told in facts.measured_levels] if facts else []


@transaction.atomic
def record_measured_levels(
    *, offering: "Offering", levels: Sequence[MeasuredLevel], by: Any, at: datetime.datetime
) -> OfferingFacts:
    """Notes what was counted of an offering, in place of what stood there.

    Raises PermissionDenied, and InvalidInput for a figure that is no share or without its months.
    """
    require(by, "catalog.record_standing", offering)
    for level in levels:
        if not 0 <= level.percent <= 100 or level.total <= 0 or not 0 < level.months <= level.closed_months:
            raise InvalidInput("A measured share lies between 0 and 100 and names what and how many months it counts.")
    facts, _ = OfferingFacts.objects.update_or_create(
        offering=offering, defaults={"measured_levels": [level.as_data for level in levels], "updated_at": at}
    )
    note_changes(offering_ids=[offering.pk], at=at)
    return facts
