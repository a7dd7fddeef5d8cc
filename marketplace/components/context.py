"""What the shell of every page needs: whose site it is, who is reading, what waits for them."""

import structlog
from django.conf import settings
from django.utils.functional import SimpleLazyObject


def request_id() -> str:
    """The id under which the log keeps this request; empty outside of one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def shell(request):
    """Costs at most one query, and only where the bell is drawn."""
    return {
        "demo": settings.DEMO,
        "body_name": settings.BODY_NAME,
        "unread_notices": SimpleLazyObject(lambda: _unread_by(request)),
    }


def _unread_by(request) -> int:
    # Notices stand above components: they are reached through the person, not imported.
    user = getattr(request, "user", None)
    return user.notifications.unread().count() if user is not None and user.is_authenticated else 0
