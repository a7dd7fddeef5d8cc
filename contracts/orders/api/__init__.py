"""Orders for programs: requests, provisioning, and the public list of direct awards."""

from . import provisioning
from .awards import router as awards
from .placing import router

__all__ = ["awards", "provisioning", "router"]
