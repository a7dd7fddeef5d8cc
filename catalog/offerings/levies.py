"""The levy that a price is reckoned with before anything is ordered: told from above, by who knows the agreements."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from .pricing import LEVY_PERCENT

_told: list[str] = []


def tell_levies(rows: str) -> None:
    """Registers rows (vendor_id, lot_code, percent), each key once: what a sale of that vendor in that lot bears on
    %(levy_day)s."""
    _told.append(rows)


def told_levies() -> str:
    """Those rows as SQL, for statements that reckon in the database; without any told, none."""
    rows = _told or ["SELECT NULL::bigint AS vendor_id, NULL::text AS lot_code, NULL::numeric AS percent WHERE FALSE"]
    return " UNION ALL ".join(f"SELECT vendor_id, lot_code, percent FROM ({each}) told" for each in rows)  # noqa: S608 our own words


def levy_percents(offerings: Sequence[Any], on: datetime.date) -> dict[int, Decimal]:
    """The percent of each offering: of the newest agreement under which it is sold, else the office's own.

    One statement.
    """
    keys = {offering.pk: (offering.vendor_id, offering.lot_code) for offering in offerings}
    asked: dict[str, Any] = {
        "levy_day": on.isoformat(),
        "vendors": sorted({vendor_id for vendor_id, _ in keys.values()}),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({told_levies()}) levies WHERE vendor_id = ANY (%(vendors)s)", asked)  # noqa: S608 our own words
        found = {(vendor_id, lot_code): percent for vendor_id, lot_code, percent in cursor.fetchall()}
    return {pk: found.get(key, LEVY_PERCENT) for pk, key in keys.items()}
