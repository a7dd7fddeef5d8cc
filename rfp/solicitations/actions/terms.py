"""The dates and conditions of a solicitation, and what makes them fair: long enough, in order, all known."""

import datetime
from dataclasses import dataclass
from typing import Any

from marketplace.business_time import BusinessCalendar, add_working_days
from marketplace.components.formats import moment
from marketplace.errors import InvalidInput

from ..models import Solicitation
from ..presets import ANSWER_LEAD_DAYS, Preset
from ..price_formulas import FORMULAS, PriceFormula


class DatesNotFair(InvalidInput):
    """Too little time, a missing date, or dates out of order. `sentences` say which."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Terms:
    """What is settled beside the text. Times are aware; None is not known yet, which no publication allows."""

    questions_due_at: datetime.datetime | None = None
    answers_due_at: datetime.datetime | None = None
    bids_due_at: datetime.datetime | None = None
    award_planned_on: datetime.date | None = None
    starts_planned_on: datetime.date | None = None
    audience: str = Solicitation.Audience.OPEN
    max_lots_per_vendor: int | None = None
    bid_validity_days: int = 90
    standstill_days: int | None = None
    price_formula: str = PriceFormula.LOWEST_OVER_PRICE

    def fields_for(self, preset: Preset) -> dict[str, Any]:
        """As columns, with what the kind settles: a mini-competition invites, a standstill is not shortened."""
        least = preset.standstill_days
        days = least if self.standstill_days is None else self.standstill_days
        if days < least:
            raise InvalidInput(f"The standstill lasts at least {least} working days here. Enter that or more.")
        if self.price_formula not in FORMULAS:
            raise InvalidInput("Prices are judged by a published formula. Choose one of the list.")
        audience = Solicitation.Audience.INVITED if preset.invited_only else self.audience
        return {**vars(self), "standstill_days": days, "audience": audience}


DEADLINES = ("questions_due_at", "answers_due_at", "bids_due_at")


def check_dates(dates: Any, *, preset: Preset, calendar: BusinessCalendar, at: datetime.datetime) -> None:
    """Raises DatesNotFair unless every date is known, in order, and responses stay open long enough from `at` on."""
    if missing := [name for name in DEADLINES if getattr(dates, name) is None]:
        words = ", ".join(name.removesuffix("_due_at") for name in missing)
        raise DatesNotFair([f"These dates are not known yet: {words}. Enter every date."])
    said = []
    earliest = add_working_days(at, preset.minimum_days_open, calendar)
    if dates.bids_due_at < earliest:
        said.append(
            f"Vendors need at least {preset.minimum_days_open} working days. "
            f"The earliest deadline is {moment(earliest, 'second')}."
        )
    if not at < dates.questions_due_at <= dates.answers_due_at:
        said.append("Questions close after the publication and by the day of the last answers. Correct these dates.")
    said += late_answers(dates, calendar)
    if preset.awards and not (dates.award_planned_on and dates.starts_planned_on):
        said.append("The planned days of the award and of the start are missing. Enter both.")
    if dates.award_planned_on and dates.award_planned_on < dates.bids_due_at.date():
        said.append("The award is planned before responses close. Correct it.")
    if dates.award_planned_on and dates.starts_planned_on and dates.starts_planned_on < dates.award_planned_on:
        said.append("The start is planned before the award. Correct it.")
    if said:
        raise DatesNotFair(said)


def late_answers(dates: Any, calendar: BusinessCalendar) -> list[str]:
    """Says so where the last answers come less than a working day before responses close."""
    last = add_working_days(dates.answers_due_at, ANSWER_LEAD_DAYS, calendar)
    if dates.bids_due_at >= last:
        return []
    return ["The last answers come at least one working day before responses close. Correct these dates."]
