"""Solicitations, their lots with all that is asked, their versions, who is invited and who follows."""

from .comments import DraftComment
from .lots import Criterion, LevelAsked, PriceLine, Requirement, SolicitationLot
from .people import Follow, Invitation
from .solicitation import Solicitation
from .versions import SolicitationVersion
from .wording import UpheldFinding

__all__ = [
    "Criterion",
    "DraftComment",
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
