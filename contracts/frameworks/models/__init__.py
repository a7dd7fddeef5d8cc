"""Framework agreements, their amendments, and what orders take of their ceilings."""

from .amendment import AmendedValue, FrameworkAmendment
from .draw_down import DrawDown
from .framework import Framework, FrameworkLot, FrameworkMember, LotVendor

__all__ = [
    "AmendedValue",
    "DrawDown",
    "Framework",
    "FrameworkAmendment",
    "FrameworkLot",
    "FrameworkMember",
    "LotVendor",
]
