"""Panels, who sits on them, what they declare; letters for bidders; scores, agreements, prices that are explained."""

from .panel import ConflictDeclaration, Panel, PanelMember
from .prices import PriceInquiry
from .proposals import ProposalAlias
from .results import EvaluationResult
from .scores import Consensus, Score

__all__ = [
    "ConflictDeclaration",
    "Consensus",
    "EvaluationResult",
    "Panel",
    "PanelMember",
    "PriceInquiry",
    "ProposalAlias",
    "Score",
]
