"""What it would save to have one of several that do the same: an upper bound, never told without what moving costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Use:
    """One agency's use of one item: cost a year and people, None where nobody said."""

    item: int
    name: str
    agency: str
    yearly_cost: Decimal | None
    users: int | None

    @property
    def is_known(self) -> bool:
        return self.yearly_cost is not None and bool(self.users)


@dataclass(frozen=True)
class Saving:
    """What everybody pays now, what all would pay for the kept one, what moving costs, and what is left, a year."""

    kept: str
    now: Decimal
    users: int
    each: Decimal
    then: Decimal
    moving: Decimal
    years: int

    @property
    def moving_a_year(self) -> Decimal:
        return (self.moving / self.years).quantize(CENT, ROUND_HALF_UP)

    @property
    def yearly(self) -> Decimal:
        """May be negative: then moving costs more than it saves."""
        return self.now - self.then - self.moving_a_year


def saving(uses: Iterable[Use], *, keep: int, moving: Decimal, years: int) -> Saving | None:
    """If all users came to `keep`: Σ cost now − users × the kept one's cost a user − cost of moving / years.

    Uses without cost or people are left out of both sides. None where the kept one's cost a user is not known.
    `moving` is one-off, `years` (at least 1) the time over which it is looked at.
    """
    known = [use for use in uses if use.is_known]
    kept = [use for use in known if use.item == keep]
    paid, served = _sums(kept)
    if not served:
        return None
    now, users = _sums(known)
    each = paid / served
    return Saving(
        kept=kept[0].name,
        now=now,
        users=users,
        each=each.quantize(CENT, ROUND_HALF_UP),
        then=(each * users).quantize(CENT, ROUND_HALF_UP),
        moving=moving,
        years=years,
    )


def cheapest(uses: Sequence[Use]) -> int | None:
    """The item with the lowest cost a user; None where none is known."""
    costs = {}
    for item in {use.item for use in uses if use.is_known}:
        paid, served = _sums(use for use in uses if use.item == item and use.is_known)
        costs[item] = (paid / served, item)
    return min(costs, key=costs.__getitem__, default=None)


def _sums(uses: Iterable[Use]) -> tuple[Decimal, int]:
    paid, users = Decimal(0), 0
    for use in uses:
        paid += use.yearly_cost or 0
        users += use.users or 0
    return paid, users
