"""What vendors declare about themselves, and the lots to which that lets them in."""

from .admission import Admission
from .declaration import Declaration, LapseNotice

__all__ = ["Admission", "Declaration", "LapseNotice"]
