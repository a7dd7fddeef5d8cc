"""Framework agreements and their amendments."""

from .amendment import AmendedValue, FrameworkAmendment
from .framework import Framework, FrameworkLot, FrameworkMember, LotVendor

__all__ = ["AmendedValue", "Framework", "FrameworkAmendment", "FrameworkLot", "FrameworkMember", "LotVendor"]
