"""Amending a signed framework agreement: a new version with grounds, and a limit over all amendments together."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.frameworks.models import (
    AmendedValue,
    Framework,
    FrameworkAmendment,
    FrameworkLot,
    FrameworkProposal,
)
from contracts.frameworks.queries import drawn_by_lot, total
from contracts.frameworks.versions import keep_version
from marketplace.audit.actions import record
from marketplace.components.formats import moment, money, percent_down
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.money import round_cents


class NotSigned(DomainError):
    sentence = "This agreement is still being prepared. Nothing was changed. Edit the draft instead."


class FrameworkEnded(DomainError):
    """No more is ordered under it, so nothing of it changes."""

    def __init__(self, framework: Framework) -> None:
        on = f" on {moment(framework.ended_at)}" if framework.ended_at else ""
        super().__init__(
            f"{framework.reference} was ended{on}. Nothing was changed. Orders placed before run to their own ends."
        )


class ChangeLimitReached(DomainError):
    """All amendments together would change an amount by more than was agreed."""

    def __init__(self, what: str, percent: Decimal, signed: Decimal, used: Decimal) -> None:
        allowed = round_cents(signed * percent / 100)
        super().__init__(
            f"All amendments together may change the {what.lower()} by {percent_down(percent)} of the "
            f"{money(signed)} signed, up and down counted alike: {money(allowed)}. {money(used)} of that is used. "
            "Nothing was changed. Change less, or invite to a new competition."
        )


class BelowDrawn(DomainError):
    """Orders have taken more than the new ceiling already."""

    def __init__(self, what: object, drawn: Decimal) -> None:
        super().__init__(
            f"Orders have taken {money(drawn)} of {what} already, so its ceiling cannot be lower than that. "
            "Nothing was changed."
        )


@dataclass(frozen=True)
class AmendedTerms:
    """What stands after the amendment; `lot_ceilings` by the lots' ids, lots left out stay as they are."""

    ceiling: Decimal
    last_order_on: datetime.date
    ends_on: datetime.date
    lot_ceilings: Mapping[int, Decimal]


def check_amendment(
    framework: Framework, terms: AmendedTerms, *, grounds: str, rationale: str
) -> tuple[dict[int, FrameworkLot], list[AmendedValue]]:
    """The lots, locked, and what would change. Raises InvalidInput, BelowDrawn, ChangeLimitReached."""
    if grounds not in FrameworkAmendment.Grounds.values or not rationale.strip():
        raise InvalidInput("An amendment says on which grounds it is made, and why. Nothing was changed.")
    lots = {lot.pk: lot for lot in framework.lots.select_for_update(of=["self"]).select_related("lot", "framework")}
    values = _changed(framework, lots, terms)
    _check(framework, lots, terms, values)
    return lots, values


def amend_framework(
    *, proposal: FrameworkProposal, framework: Framework, terms: AmendedTerms, by: Any, at: datetime.datetime
) -> FrameworkAmendment:
    """Puts an approved amendment in force: the next version, with every value that stood there before.

    The caller holds the lock of the agreement. Raises InvalidInput, BelowDrawn, ChangeLimitReached.
    """
    grounds, rationale = proposal.grounds, proposal.rationale
    lots, values = check_amendment(framework, terms, grounds=grounds, rationale=rationale)
    amendment = FrameworkAmendment.objects.create(
        framework=framework,
        proposal=proposal,
        number=framework.amendments.count() + 1,
        grounds=grounds,
        rationale=rationale,
        made_at=at,
        made_by=str(by),
    )
    for value in values:
        value.amendment = amendment
    AmendedValue.objects.bulk_create(values)
    _apply(framework, lots, terms)
    keep_version(framework, at=at)
    data = {"amendment": amendment.number, "grounds": grounds, "changes": [str(value) for value in values]}
    record(action="contracts.framework.amended", obj=framework, by=by, at=at, data=data)
    return amendment


def lock_signed(framework: Framework, version: int) -> Framework:
    """The agreement as it stands, its row locked. Raises NotSigned, FrameworkEnded, StaleForm."""
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    if framework.is_draft:
        raise NotSigned
    if framework.ended_at is not None:
        raise FrameworkEnded(framework)
    if framework.version != version:
        raise StaleForm
    return framework


def _changed(framework: Framework, lots: Mapping[int, FrameworkLot], terms: AmendedTerms) -> list[AmendedValue]:
    pairs: list[tuple[FrameworkLot | None, str, Any, Any]] = [
        (None, field, getattr(framework, field), getattr(terms, field)) for field in AmendedValue.LABELS
    ]
    pairs += [(lots[pk], "ceiling", lots[pk].ceiling, ceiling) for pk, ceiling in terms.lot_ceilings.items()]
    return [
        AmendedValue(lot=lot, field=field, before=_as_text(before), after=_as_text(after))
        for lot, field, before, after in pairs
        if before != after
    ]


def _as_text(value: Decimal | datetime.date) -> str:
    """As PostgreSQL writes it: the trigger compares."""
    return f"{round_cents(value):f}" if isinstance(value, Decimal) else value.isoformat()


def _check(
    framework: Framework,
    lots: Mapping[int, FrameworkLot],
    terms: AmendedTerms,
    values: Iterable[AmendedValue],
) -> None:
    if not values:
        raise InvalidInput("This amendment changes nothing. Nothing was kept. Change a value, or leave it.")
    if not framework.starts_on <= terms.last_order_on < terms.ends_on:
        raise InvalidInput("The last day for orders lies in the agreement, and before the end of all orders.")
    ceilings = {pk: lot.ceiling for pk, lot in lots.items()} | dict(terms.lot_ceilings)
    if not all(0 < ceiling <= terms.ceiling for ceiling in ceilings.values()):
        raise InvalidInput(
            f"Each lot has a ceiling above zero that is at most {money(terms.ceiling)}, that of the agreement. "
            "Nothing was changed."
        )
    _check_drawn(framework, lots, terms.ceiling, ceilings)
    for value in values:
        if value.field == "ceiling":
            _check_limit(framework, value)


def _check_drawn(
    framework: Framework, lots: Mapping[int, FrameworkLot], ceiling: Decimal, ceilings: Mapping[int, Decimal]
) -> None:
    drawn = drawn_by_lot(framework)
    for pk, taken in drawn.items():
        if taken.amount > ceilings[pk]:
            raise BelowDrawn(lots[pk].lot, taken.amount)
    if (whole := total(drawn.values()).amount) > ceiling:
        raise BelowDrawn("the agreement", whole)


def _check_limit(framework: Framework, value: AmendedValue) -> None:
    before = list(
        AmendedValue.objects.filter(amendment__framework=framework, lot=value.lot, field="ceiling").order_by("pk")
    )
    signed = Decimal((before or [value])[0].before)
    used, adds = sum(map(_difference, before), Decimal(0)), _difference(value)
    if used + adds > signed * framework.change_limit_percent / 100:
        raise ChangeLimitReached(value.what, framework.change_limit_percent, signed, used)


def _difference(value: AmendedValue) -> Decimal:
    return abs(Decimal(value.after) - Decimal(value.before))


def _apply(framework: Framework, lots: Mapping[int, FrameworkLot], terms: AmendedTerms) -> None:
    for field in AmendedValue.LABELS:
        setattr(framework, field, getattr(terms, field))
    framework.version += 1
    framework.save(update_fields=[*AmendedValue.LABELS, "version"])
    for pk, ceiling in terms.lot_ceilings.items():
        lots[pk].ceiling = ceiling
        lots[pk].save(update_fields=["ceiling"])
