"""Awards, the letters that tell of them, challenges against them."""

from .award import Award
from .challenge import Challenge
from .letter import Letter

__all__ = ["Award", "Challenge", "Letter"]
