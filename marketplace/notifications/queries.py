"""Reading notices."""

from typing import Any

from .models import Notification


def unread_count(user: Any) -> int:
    """How many notices somebody has not read; 0 for visitors. One query, on a partial index."""
    if not user.is_authenticated:
        return 0
    return Notification.objects.visible_to(user).unread().count()
