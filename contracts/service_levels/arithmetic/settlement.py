"""Several misses of one month as one sum: added up or the largest alone, never more than the month's cap."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum


class Combine(StrEnum):
    """What several missed service levels of one month earn together."""

    SUM = "sum"
    LARGEST = "largest"


def shares(credits: Sequence[Decimal], rule: Combine, cap: Decimal) -> list[Decimal]:
    """What each credit adds to the month, in the order given: the shares come to the sum, or to the largest, capped.

    The total does not depend on the order; who is named first bears the first part of it.
    """
    found: list[Decimal] = []
    owed = together = Decimal("0.00")
    for credit in credits:
        together = max(together, credit) if rule is Combine.LARGEST else together + credit
        capped = min(together, cap)
        found.append(capped - owed)
        owed = capped
    return found
