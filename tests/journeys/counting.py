"""How many statements pages of the demonstration ask: `python -m tests.journeys.counting PERSON=PATH …`, as JSON.

A process of its own over the demonstration's database, so that the whole demonstration lies behind each page.
"""

import json
import sys

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def counted(who: str, path: str) -> int:
    """The second time somebody opens the page."""
    client = Client(headers={"host": "localhost"})
    client.post(f"/demo/as/{who}/")
    client.get(path)
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code} to {who}")
    return len(statements)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({asked: counted(*asked.split("=", 1)) for asked in sys.argv[1:]}))
