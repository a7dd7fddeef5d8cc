"""Orders for programs: requests, what belongs to them, provisioning, and the public list of direct awards."""

from . import provisioning
from .awards import router as awards
from .parts import offers
from .placing import router

__all__ = ["awards", "offers", "provisioning", "router"]
