"""Returns of the levy that a vendor has to file, and those that differ from its orders."""

from django.db.models import QuerySet

from contracts.costs.models import LevyReturn
from marketplace.components.formats import money
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def returns_to_file(reader: Reader) -> QuerySet[LevyReturn]:
    """Of the reader's own vendor, the first to be due first."""
    own = LevyReturn.objects.to_file().filter(permitted(reader.user, "contracts.file_levy_return"))
    return own.select_related("vendor").order_by("due_at", "pk")


def tell_return(row: LevyReturn, reader: Reader) -> Step:
    return Step(
        what="File",
        reference=row.reference,
        url=row.get_absolute_url(),
        about=f"the levy return for {row.month:%B %Y}",
        why="What you billed under the marketplace in the month, or that it was nothing.",
        button="Open the return",
        mark="Due",
        due=row.due_at,
        since=row.opened_at,
    )


def gaps_to_settle(reader: Reader) -> QuerySet[LevyReturn]:
    """All that differ by more than one per cent, the longest filed first."""
    found = LevyReturn.objects.with_gap().filter(permitted(reader.user, "contracts.settle_levy_gap"))
    return found.select_related("vendor").order_by("filed_at", "pk")


def tell_gap(row: LevyReturn, reader: Reader) -> Step:
    return Step(
        what="Look into",
        reference=row.reference,
        url=row.get_absolute_url(),
        about=f"the levy return of {row.vendor} for {row.month:%B %Y}",
        why=f"It differs from the vendor’s orders by {money(row.gap)}.",
        button="Open the return",
        mark="Filed",
        due=None,
        since=row.filed_at,
    )


RETURNS_TO_FILE = Source(
    "levy-returns-to-file",
    "levy return to file",
    "levy returns to file",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN}),
    returns_to_file,
    tell_return,
)
LEVY_GAPS = Source(
    "levy-gaps",
    "levy return that differs",
    "levy returns that differ",
    frozenset({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),
    gaps_to_settle,
    tell_gap,
)
