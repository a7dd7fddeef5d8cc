"""What agencies run, what they paid outside Stoa, and the spreadsheets by which both come in."""

from .payment import OutsidePayment
from .reversal import SheetReversal
from .sheet import PortfolioSheet
from .system import AS_A_SERVICE, INTERNAL, OLD_YEARS, Delivery, Funding, System, years_before

__all__ = [
    "AS_A_SERVICE",
    "INTERNAL",
    "OLD_YEARS",
    "Delivery",
    "Funding",
    "OutsidePayment",
    "PortfolioSheet",
    "SheetReversal",
    "System",
    "years_before",
]
