"""What agencies will buy, as vendors may know it: never who, and no amount of fewer than three agencies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..arithmetic import ZERO
from ..queries.going import Asked, demand_of
from ..queries.scope import Business, Scope
from ..queries.spend import HeldContract

LEAST = 3  # with two, one who knows itself would know the other


@dataclass(frozen=True)
class Signal:
    """One kind of work that at least three agencies buy or replace within a year.

    `yearly` is in US dollars, to two figures; None where the cost of fewer than three agencies is known.
    """

    name: str
    agencies: int
    things: int
    yearly: Decimal | None


def signals_for(
    business: Business, held: Iterable[HeldContract], going: Sequence[Any], under_way: Iterable[Asked]
) -> list[Signal]:
    """The greatest first. The vendors' own contracts and orders are left out: what they know, they could take off.

    `held`, `going` and `under_way` are of the whole state. No statement.
    """
    others = [one for one in held if one.vendor_id not in business.vendors]
    waiting = [one for one in under_way if one.vendor_id not in business.vendors]
    found = [
        Signal(one.name, len(one.agencies), len(one.asked), _amount(one.asked))
        for one in demand_of(Scope(None, business.on), others, going, waiting)
        if len(one.agencies) >= LEAST
    ]
    return sorted(found, key=lambda one: (-(one.yearly or ZERO), -one.agencies, one.name))


def _amount(asked: Sequence[Asked]) -> Decimal | None:
    known = [one for one in asked if one.yearly]
    if len({one.agency for one in known}) < LEAST:
        return None
    return about(sum((one.yearly or ZERO for one in known), ZERO))


def about(amount: Decimal) -> Decimal:
    """To two figures, so that no two sums differ by exactly one agency's amount: 184,500 gives 180,000."""
    return Decimal(f"{amount:.1e}")
