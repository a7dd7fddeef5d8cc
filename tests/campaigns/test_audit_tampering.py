"""A thousand random hands on the trail: each is found, and the first bad event is named."""

import datetime
import os
import random

from django.db import connection

from marketplace.audit.actions import find_first_bad_event, record, sign_checkpoint
from marketplace.permissions import SYSTEM
from tests.factories.marketplace import OrganisationFactory
from tests.marketplace import tampering

ROUNDS = 1000 if os.environ.get("STOA_COUNT") == "full" else 40
EVENTS = 30
AT = datetime.datetime(2026, 11, 23, 14, tzinfo=datetime.UTC)


def keep_and_restore(cursor, restore):
    """Puts the trail aside, or back, behind the triggers' back."""
    for table in ("audit_auditevent", "audit_chainhead", "audit_checkpoint"):
        if restore:
            tampering.run(f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
        else:
            cursor.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")


def test_every_tampering_is_found_and_the_first_bad_event_named(cloned_database):
    agency = OrganisationFactory()
    for n in range(EVENTS):
        record(action="organisations.test", obj=agency, by=SYSTEM, at=AT, data={"n": n, "sum": "12.50"})
    sign_checkpoint(at=AT)
    chance = random.Random(20_261_123)  # noqa: S311 - repeatable on purpose
    with connection.cursor() as cursor:
        keep_and_restore(cursor, restore=False)
        for round_number in range(ROUNDS):
            way = chance.choice(list(tampering.WAYS))
            number = chance.randint(1, EVENTS)
            first = tampering.WAYS[way](chance, number, EVENTS)
            fault = find_first_bad_event()
            assert fault is not None, (round_number, way, number)
            named = {f"event {first}", f"after event {first - 1}"}
            assert any(name in fault for name in named), (round_number, way, number, fault)
            keep_and_restore(cursor, restore=True)
            assert find_first_bad_event() is None, round_number
