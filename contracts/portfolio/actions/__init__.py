"""What can happen in the portfolio: a system noted and changed, a spreadsheet read, taken in and taken back."""

from .sheets import NothingToTakeBack, SheetTakenIn, receive_sheet, take_payments_back, take_sheet_in
from .systems import SystemTerms, add_system, edit_system

__all__ = [
    "NothingToTakeBack",
    "SheetTakenIn",
    "SystemTerms",
    "add_system",
    "edit_system",
    "receive_sheet",
    "take_payments_back",
    "take_sheet_in",
]
