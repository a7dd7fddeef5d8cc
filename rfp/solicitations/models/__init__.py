"""Solicitations, their lots with all that is asked, their versions, who is invited and who follows."""

from .lots import Criterion, LevelAsked, PriceLine, Requirement, SolicitationLot
from .people import Follow, Invitation
from .solicitation import Solicitation
from .versions import SolicitationVersion
from .wording import UpheldFinding

__all__ = [
    "Criterion",
    "Follow",
    "Invitation",
    "LevelAsked",
    "PriceLine",
    "Requirement",
    "Solicitation",
    "SolicitationLot",
    "SolicitationVersion",
    "UpheldFinding",
]
