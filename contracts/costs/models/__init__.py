"""Rate cards, charges, budgets, the levy's returns, and what agencies paid before."""

from .budget import Budget, SeatUse
from .charge import Charge, ChargingStart, CostImport
from .former import FormerCost
from .levy import LevyLine, LevyReturn
from .rate_card import Pool, RateCard, RatePool, RateYear

__all__ = [
    "Budget",
    "Charge",
    "ChargingStart",
    "CostImport",
    "FormerCost",
    "LevyLine",
    "LevyReturn",
    "Pool",
    "RateCard",
    "RatePool",
    "RateYear",
    "SeatUse",
]
