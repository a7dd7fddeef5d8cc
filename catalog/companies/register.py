"""The register of vendors as a table that leaves Stoa; tax numbers stay behind."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

HEAD = (
    "Vendor",
    "Status",
    "Registration number",
    "City",
    "State",
    "Size",
    "Size stated on",
    "Small business",
    "Declared until",
    "Declaration in review",
    "Admitted to",
    "Suspended or debarred",
)


def table_of(vendors: Iterable[Any]) -> Iterator[Iterable[object]]:
    """Head and a row a vendor, as `vendors_in_register` finds them."""
    yield HEAD
    for vendor in vendors:
        company = getattr(vendor, "company", None)
        yield (
            vendor.name,
            vendor.get_status_display(),
            vendor.registration_number,
            vendor.city,
            vendor.state,
            company.get_size_display() if company else "",
            _day(company.stated_at if company else None),
            {True: "yes", False: "no"}.get(vendor.small_business, "not stated"),
            _day(vendor.declared_until),
            "yes" if vendor.in_review else "no",
            ", ".join(row.lot.name for row in vendor.admitted_to),
            "yes" if vendor.barred else "no",
        )


def _day(at: datetime.datetime | None) -> str:
    return timezone.localdate(at).isoformat() if at else ""
