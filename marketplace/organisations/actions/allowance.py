"""How often somebody may call the API: a bucket that refills steadily, kept in one row, taken from in one statement."""

import datetime

from django.db import connection

from marketplace.clock import Clock, database_now

from ..models import ApiAllowance

# Below zero means refused: the row then holds what there was, less the one that was not given.
_TAKE = """
INSERT INTO organisations_apiallowance AS bucket (caller, "left", at)
VALUES (%(caller)s, %(full)s - 1, clock_timestamp())
ON CONFLICT (caller) DO UPDATE SET
    "left" = LEAST(
        %(full)s,
        CASE WHEN bucket.left < 0 THEN bucket.left + 1 ELSE bucket.left END
        + EXTRACT(EPOCH FROM excluded.at - bucket.at)::float8 * %(full)s / 60
    ) - 1,
    at = GREATEST(excluded.at, bucket.at)
RETURNING "left"
"""


def take_request(*, caller: str, a_minute: int) -> float:
    """Takes one request from the caller's bucket. Returns what is left; below zero nothing was taken: refuse."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"caller": caller[:80], "full": float(a_minute)})
        return cursor.fetchone()[0]


def forget_full_allowances(*, now: Clock = database_now) -> int:
    """Removes buckets that nobody took from for an hour: they are full again. Returns how many."""
    return ApiAllowance.objects.filter(at__lt=now() - datetime.timedelta(hours=1)).delete()[0]
