"""The register as a table that leaves Stoa."""

from collections.abc import Iterable, Iterator

from contracts.agreements.models import Contract

HEAD = (
    "Reference",
    "Procurement id",
    "Title",
    "Agency",
    "Provided by",
    "Delivered",
    "First day",
    "Last day",
    "Value",
    "Currency",
    "Status",
    "Renews itself",
    "Last day to refuse",
)


def table_of(contracts: Iterable[Contract]) -> Iterator[Iterable[object]]:
    """Head and a row a contract; days as ISO dates, amounts without a sign."""
    yield HEAD
    for contract in contracts:
        yield (
            contract.reference,
            contract.ocid,
            contract.title,
            contract.agency.name,
            contract.vendor.name,
            contract.delivery_mode,
            contract.starts_on.isoformat(),
            contract.last_day_on.isoformat(),
            f"{contract.value:f}",
            contract.currency,
            contract.get_status_display(),
            "yes" if contract.refuse_by else "no",
            contract.refuse_by.isoformat() if contract.refuse_by else "",
        )
