"""The questions by which a goal can be measured, with their units; how each is answered stands in sources.py."""

from decimal import Decimal

from django.db import models

from marketplace.components.formats import number


class Question(models.TextChoices):
    """One named question about one agency and quarter."""

    PROMISES = "promises_kept", "Months in which promises were kept"
    SATISFIED = "people_satisfied", "Satisfied people"
    COMPLAINTS = "complaints_in_time", "Complaints acknowledged in time"
    CALLS = "calls_in_time", "Low ratings called back in time"
    APPROVAL = "days_to_approve", "Days until a request is approved"
    SAVED = "spend_under_list", "Saved against list prices"


class Direction(models.TextChoices):
    AT_LEAST = "at_least", "at least"
    AT_MOST = "at_most", "at most"


# Percent, and more is better, where nothing else stands here.
UNITS = {Question.APPROVAL: " days"}
DIRECTIONS = {Question.APPROVAL: Direction.AT_MOST}


def unit_of(source: str) -> str:
    """What follows the figure: “%”, “days”."""
    return UNITS.get(Question(source), "%").strip()


def with_unit(value: Decimal | None, source: str) -> str:
    """A value as people read it, without ciphers at its end: “92.5%”, “3 days”."""
    if value is None:
        return "no value"
    shown = number(value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize())
    return f"{shown}{UNITS.get(Question(source), '%')}"
