"""What an agency learnt about the market, kept with its need."""

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from ..models import MarketLesson, Need


@transaction.atomic
def record_market_lesson(
    *, need: Need, words: str, source: str, address: str = "", by: User, now: Clock = database_now
) -> MarketLesson:
    """Adds what the agency learnt about the market to its need. `source` says where, `address` is that page's path.

    Raises PermissionDenied, InvalidInput without words.
    """
    require(by, "rfp.record_lesson", need)
    at = now()
    if not words.strip():
        raise InvalidInput("Say what you learnt.")
    lesson = MarketLesson.objects.create(
        need=need, words=words.strip(), source=source, address=address, recorded_by=by, recorded_at=at
    )
    record(action="rfp.need.lesson_recorded", obj=need, by=by, at=at, data={"source": source})
    return lesson
