"""Credit steps of a promised service level: which share of a month's price a miss earns, and how deep it must be.

A level keeps [{"percent": "10"}, {"below": "99", "percent": "25"}]: the first begins at the target, each ends where the
next one begins, the last reaches down to zero. Percentages stand as text, so that no float ever touches them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

MOST_STEPS = 10
PLACES = {"percent": 2, "below": 4}
STEPS_READ = 'Credit steps must read like [{"percent": "10"}, {"below": "99", "percent": "25"}].'
Entry = dict[str, Any]


class CreditStep(NamedTuple):
    """Attainment under `below` earns `percent` of the monthly fee."""

    below: Decimal
    percent: Decimal


def check_credit_steps(value: Any) -> None:
    """Raises ValidationError unless steps fall, credits grow, and only the first leaves its edge to the target."""
    if not isinstance(value, list) or len(value) > MOST_STEPS:
        raise ValidationError(STEPS_READ)
    for number, entry in enumerate(value):
        wanted = {"below", "percent"} if number else {"percent"}
        if not isinstance(entry, dict) or entry.keys() != wanted:
            raise ValidationError(STEPS_READ)
        if not all(_percentage(entry[name], PLACES[name]) for name in wanted):
            raise ValidationError(f"{STEPS_READ} Each is more than 0 and at most 100.")
    if any(Decimal(lower["below"]) >= Decimal(upper["below"]) for upper, lower in pairwise(value[1:])):
        raise ValidationError("Each credit step begins under a lower percentage than the one before.")
    if any(Decimal(lower["percent"]) < Decimal(upper["percent"]) for upper, lower in pairwise(value)):
        raise ValidationError("A credit never shrinks while less of the promise is kept.")


def misfit_with(target: Decimal, steps: Sequence[Mapping[str, Any]]) -> str:
    """What keeps steps from standing beside this target; "" where they do."""
    if len(steps) > 1 and Decimal(steps[1]["below"]) >= target:
        return f"The second credit step begins under {steps[1]['below']}%, not below the {plain(target)}% promised."
    return ""


def steps_at(target: Decimal, steps: Sequence[Mapping[str, Any]]) -> list[CreditStep]:
    """The steps with their edges, the first one's being the target: a miss and a credit are the same."""
    return [CreditStep(Decimal(each.get("below", target)), Decimal(each["percent"])) for each in steps]


def steps_named(template: str) -> list[Entry]:
    """The steps that a name of the office's terms holds: "10/25/100 @99.9/99/95". Nothing for any other text."""
    percents, at, edges = template.partition(" @")
    named = list(zip(percents.split("/"), edges.split("/"), strict=False)) if at else []
    made = [{"below": edge, "percent": percent} if number else {"percent": percent}
            for number, (percent, edge) in enumerate(named)]  # fmt: skip
    try:
        check_credit_steps(made)
    except ValidationError:
        return []
    return made


def plain(value: Decimal) -> str:
    """99.9, however many zeros the column holds."""
    return f"{value.normalize():f}"


def _percentage(value: Any, places: int) -> bool:
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) <= 10 else None
    except InvalidOperation:
        return False
    return number is not None and number.is_finite() and 0 < number <= 100 and number == round(number, places)
