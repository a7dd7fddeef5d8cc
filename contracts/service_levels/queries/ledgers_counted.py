"""How the result of a counted service level was worked out, from the result alone."""

from decimal import ROUND_DOWN, Decimal

from contracts.agreements.objectives import ObjectiveKind, Shape
from marketplace.components.formats import number, percent_down, plural

from ..models import PeriodResult
from ..words import counted_as, promise_of
from .ledger_rows import MINUS, LedgerRow, emergency_rows

TENTH = Decimal("0.1")


def counted_rows(result: PeriodResult) -> list[LedgerRow]:
    """From what was counted to the figure, compared with the promise."""
    term, total, good = result.term, result.total or Decimal(), result.good or Decimal()
    what, well = counted_as(term)
    rows = [LedgerRow("Counted", what, shown(total)), *_left_out(result)]
    rows.append(LedgerRow("Of them good", well, shown(good)))
    rows.append(_coverage(result))
    if result.uptime_percent is None:
        return [*rows, LedgerRow(term.title, "too little data for a figure", "Not measured", is_sum=True)]
    fraction = f"{shown(good)} ÷ {shown(total)}, rounded down"
    rows.append(LedgerRow(term.title, fraction, percent_down(result.uptime_percent), is_sum=True))
    rows += _speed(result)
    if result.excluded_seconds and result.uptime_without_exclusions is not None:
        alone = percent_down(result.uptime_without_exclusions)
        rows.append(LedgerRow("Without exclusions", "the same, had nothing been agreed not to count", alone))
    target = percent_down(Decimal(result.inputs["terms"]["target"]))
    return [*rows, LedgerRow("Promised", f"{promise_of(term)}; compared before rounding", target)]


def _left_out(result: PeriodResult) -> list[LedgerRow]:
    references = sorted({one["reference"] for one in result.inputs["exclusions"]})
    if not references:
        return []
    left_out = LedgerRow("Left out", f"what began in {', '.join(references)}", f"{MINUS}not counted")
    return [left_out, *emergency_rows(result.inputs)]


def _coverage(result: PeriodResult) -> LedgerRow:
    counted = result.inputs["counted"]
    if counted["kind"] == ObjectiveKind.REQUESTS:
        needed = percent_down(Decimal(result.inputs["terms"]["coverage_required"]))
        how = f"five-minute slices that somebody counted; {needed} are needed"
    else:
        how = f"of the {number(int(counted['minimum_count']))} that a verdict needs"
    return LedgerRow("Known", how, percent_down(result.coverage_percent))


def _speed(result: PeriodResult) -> list[LedgerRow]:
    rows = []
    if "percentile" in result.details:
        target = result.term.target
        value = result.details["percentile"]
        words = "too few answers" if value is None else f"{number(value)} ms"
        rows.append(LedgerRow(f"{percent_down(target)} were within", "the percentile by nearest rank", words))
    if result.term.shape == Shape.CASES:
        late = len(result.details.get("missed", ()))
        rows.append(LedgerRow("Late", "cases past their time, paused time left out", f"{late} {plural('case', late)}"))
    return rows


def shown(count: Decimal) -> str:
    """A count as people read it: whole, or with one decimal cut."""
    if count == count.to_integral_value():
        return number(count.quantize(Decimal(1)))
    return number(count.quantize(TENTH, rounding=ROUND_DOWN))
