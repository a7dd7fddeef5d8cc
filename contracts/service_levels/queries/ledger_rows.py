"""The form of a line of a calculation."""

from dataclasses import dataclass

MINUS = "− "


@dataclass(frozen=True)
class LedgerRow:
    """One line: what, how, value; a sum is ruled off."""

    what: str
    how: str
    value: str
    is_sum: bool = False
