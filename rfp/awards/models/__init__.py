"""Awards, the letters that tell of them, challenges against them."""

from .award import LIVE, Award
from .challenge import Challenge
from .letter import Letter

__all__ = ["LIVE", "Award", "Challenge", "Letter"]
