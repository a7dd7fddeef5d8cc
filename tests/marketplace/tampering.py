"""Somebody with every right on the database changes the trail behind the triggers' back."""

import random
from collections.abc import Callable

from django.db import connection

EVENTS = "audit_auditevent"
# What a hand may write into each column of an event; {} is a value that differs from what stands there.
CHANGES = {
    "at": "at + interval '1 second'",
    "action": "action || '.x'",
    "actor_id": "COALESCE(actor_id, 0) + 1",
    "actor_label": "'Somebody Else'",
    "organisation_ids": """organisation_ids || '[999999]'::jsonb""",
    "object_type": "object_type || 'x'",
    "object_id": "object_id || '0'",
    "object_label": "object_label || ' (changed)'",
    "data": """data || '{"amount": "1.00"}'::jsonb""",
    "request_id": "request_id || 'x'",
    "address": "'203.0.113.9'",
    "previous_hash": "repeat('a', 64)",
    "hash": "repeat('b', 60) || lpad(id::text, 4, '0')",
}


def run(*statements: str) -> None:
    """Runs SQL with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            for statement in statements:
                cursor.execute(statement)
        finally:
            cursor.execute("SET session_replication_role = origin")


def change_a_field(chance: random.Random, number: int, last: int) -> int:
    """One column of one event. Returns the first number that must be named."""
    column = chance.choice(list(CHANGES))
    run(f"UPDATE {EVENTS} SET {column} = {CHANGES[column]} WHERE number = {number}")  # noqa: S608 - names from above
    return number


def delete_one(chance: random.Random, number: int, last: int) -> int:
    run(f"DELETE FROM {EVENTS} WHERE number = {number}")  # noqa: S608
    return number


def delete_tail(chance: random.Random, number: int, last: int) -> int:
    run(f"DELETE FROM {EVENTS} WHERE number >= {number}")  # noqa: S608
    return number


def swap_two(chance: random.Random, number: int, last: int) -> int:
    other = chance.choice([n for n in range(1, last + 1) if n != number])
    run(
        f"UPDATE {EVENTS} SET number = 100000 WHERE number = {number}",  # noqa: S608
        f"UPDATE {EVENTS} SET number = {number} WHERE number = {other}",  # noqa: S608
        f"UPDATE {EVENTS} SET number = {other} WHERE number = 100000",  # noqa: S608
    )
    return min(number, other)


def delete_tail_and_mend_the_head(chance: random.Random, number: int, last: int) -> int:
    """The careful thief: only a signed checkpoint tells."""
    run(
        f"DELETE FROM {EVENTS} WHERE number >= {number}",  # noqa: S608
        f"""UPDATE audit_chainhead SET number = {number - 1},
            hash = COALESCE((SELECT hash FROM {EVENTS} WHERE number = {number - 1}), repeat('0', 64))""",  # noqa: S608
    )
    return last


WAYS: dict[str, Callable[[random.Random, int, int], int]] = {
    way.__name__: way for way in (change_a_field, delete_one, delete_tail, swap_two, delete_tail_and_mend_the_head)
}
