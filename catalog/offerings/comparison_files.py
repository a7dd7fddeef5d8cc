"""A comparison as a table that leaves Stoa: the same rows as on the screen, with the day and the question."""

import datetime
from collections.abc import Iterator, Sequence

from marketplace.components.formats import moment

from .comparison import Comparison


def table_of(comparison: Comparison, *, at: datetime.datetime) -> Iterator[Sequence[str]]:
    """Head and rows of the file."""
    names = [column.offering.name for column in comparison.columns]
    yield ["", *names]
    yield ["Vendor", *(column.offering.vendor.name for column in comparison.columns)]
    yield ["Compared", f"{comparison.priced_for}, {moment(at)}"]
    for group in comparison.groups:
        yield [group.head]
        for row in group.rows:
            yield [row.head, *(cell.plain for cell in row.cells)]
