"""Framework agreements, their versions and amendments, and what orders take of their ceilings."""

from .amendment import AmendedValue, FrameworkAmendment
from .draw_down import DrawDown
from .framework import Framework, FrameworkLot, FrameworkMember, LotVendor
from .levy import FrameworkLevy
from .proposal import FrameworkProposal
from .signature import LotSignature
from .version import FrameworkVersion

__all__ = [
    "AmendedValue",
    "DrawDown",
    "Framework",
    "FrameworkAmendment",
    "FrameworkLevy",
    "FrameworkLot",
    "FrameworkMember",
    "FrameworkProposal",
    "FrameworkVersion",
    "LotSignature",
    "LotVendor",
]
