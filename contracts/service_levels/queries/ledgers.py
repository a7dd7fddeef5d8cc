"""How a result was calculated: each figure with its inputs, read from the result alone."""

from decimal import Decimal

from catalog.offerings.pricing import unit_money
from contracts.agreements.objectives import ObjectiveKind
from marketplace.components.formats import date as short_date
from marketplace.components.formats import minutes, money, number, percent_down

from ..arithmetic.periods import Counted
from ..models import PeriodResult
from .ledger_rows import MINUS, LedgerRow, emergency_rows
from .ledgers_counted import counted_rows


def ledger(result: PeriodResult) -> list[LedgerRow]:
    """The lines from agreed service time to the credit."""
    by_time = result.term.kind == ObjectiveKind.AVAILABILITY
    rows = [*_time(result), *_attainment(result)] if by_time else counted_rows(result)
    if result.uptime_percent is None or result.verdict != PeriodResult.Verdict.BREACHED:
        return rows
    return [*rows, *_credit(result, result.uptime_percent)]


def source_line(result: PeriodResult) -> list[str]:
    """Formula, monitors, coverage and moment, for the line under the ledger."""
    sources = sorted({batch["source"] for batch in result.inputs["evidence"]})
    return [
        f"Formula version {result.formula_version}, revision {result.revision}",
        f"Measured by {', '.join(sources) or 'nobody'}, coverage {percent_down(result.coverage_percent)}",
        f"Computed {short_date(result.computed_at)} by {result.computed_by}",
        f"Fingerprint of the inputs {result.inputs_sha256[:12]}",
    ]


def _time(result: PeriodResult) -> list[LedgerRow]:
    convention = result.inputs["terms"]["convention"]
    both = convention == "A"
    agreed = _minutes(result.agreed_seconds)
    days = (result.agreed_seconds / 86_400).quantize(Decimal("0.0001")).normalize()
    rows = [LedgerRow("Agreed service time", f"{number(_whole(days))} days of 24 hours", minutes(agreed))]
    references = sorted({one["reference"] for one in result.inputs["exclusions"]})
    names = ", ".join(references) or "none agreed"
    if both:
        rows.append(LedgerRow("Less agreed exclusions", names, MINUS + minutes(_minutes(result.excluded_seconds))))
        how = "convention A: exclusions leave both sides of the fraction"
    else:
        rows.append(LedgerRow("Agreed exclusions", names, minutes(_minutes(result.excluded_seconds))))
        how = "convention B: exclusions count as time in service"
    rows += emergency_rows(result.inputs)
    rows.append(LedgerRow("Time that counts", how, minutes(_minutes(result.counting_seconds))))
    rows.append(
        LedgerRow(
            "Of it measured",
            f"{_minutes_text(result.covered_seconds)} ÷ {_minutes_text(result.agreed_seconds)}; "
            f"{percent_down(Decimal(result.inputs['terms']['coverage_required']))} are needed",
            percent_down(result.coverage_percent),
        )
    )
    return rows


def _attainment(result: PeriodResult) -> list[LedgerRow]:
    counted = [one for one in result.outages if one["counted"] == Counted.YES]
    failed = sum(one["failed_checks"] for one in counted)
    short = sum(one["counted"] == Counted.SHORT for one in result.outages)
    least = Decimal(result.inputs["terms"]["minimum_outage_seconds"])
    how = f"{len(counted)} outage{'' if len(counted) == 1 else 's'}, {failed} failed check{'' if failed == 1 else 's'}"
    if short:
        how += f"; {short} shorter than {minutes(_minutes(least))} left out"
    rows = [LedgerRow("Counted downtime", how, minutes(_minutes(result.downtime_seconds)))]
    if result.uptime_percent is None:
        rows.append(LedgerRow(result.term.title, "too little data for a figure", "Not measured", is_sum=True))
        return rows
    counting = _minutes_text(result.counting_seconds)
    fraction = f"({counting} − {_minutes_text(result.downtime_seconds)}) ÷ {counting}, rounded down"
    rows.append(LedgerRow(result.term.title, fraction, percent_down(result.uptime_percent), is_sum=True))
    if result.excluded_seconds:
        alone = percent_down(result.uptime_without_exclusions)
        rows.append(LedgerRow("Without exclusions", "the same, had nothing been agreed not to count", alone))
    target = percent_down(Decimal(result.inputs["terms"]["target"]))
    rows.append(LedgerRow("Promised", "compared with the figure before rounding", target))
    return rows


def _credit(result: PeriodResult, uptime: Decimal) -> list[LedgerRow]:
    fee = (result.fee, result.currency)
    cap = Decimal(result.inputs["terms"]["credit_cap_percent"])
    rows = [
        LedgerRow("Credit step reached", _steps(result, uptime), percent_down(result.credit_percent)),
        LedgerRow("Fee of the month", _fees(result), money(fee)),
    ]
    capped = result.credit < result.fee * result.credit_percent / 100 - Decimal("0.005")
    how = f"capped at {percent_down(cap)} of the fee" if capped else f"{percent_down(result.credit_percent)} of the fee"
    return [*rows, LedgerRow("Service credit", how, money((result.credit, result.currency)), is_sum=True)]


def _fees(result: PeriodResult) -> str:
    """Which orders the fee is made of; one-off charges and levy are no part of it."""
    lines = []
    for line in result.inputs["fees"]:
        price = unit_money(Decimal(line["unit_price"]), result.currency)
        lines.append(
            f"{number(line['quantity'])} × {price} a {line['unit']} and {line['interval']}, order {line['order']}"
        )
    return "; ".join(lines) or "no order with a recurring fee"


def _steps(result: PeriodResult, uptime: Decimal) -> str:
    """The step reached first, the others in brackets."""
    texts = []
    for upper, lower, percent in result.inputs["tiers"]:
        reached = Decimal(lower) <= uptime < Decimal(upper)
        floor = f" and at least {lower}%" if Decimal(lower) else ""
        texts.append((not reached, f"below {upper}%{floor}: {percent}%" if reached else f"below {upper}%: {percent}%"))
    ordered = [text for _, text in sorted(texts, key=lambda pair: pair[0])]
    return f"{ordered[0]} ({', '.join(ordered[1:])})" if len(ordered) > 1 else "".join(ordered)


def _minutes(seconds: Decimal) -> Decimal:
    return seconds / 60


def _minutes_text(seconds: Decimal) -> str:
    return minutes(_minutes(seconds)).removesuffix(" min")


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
