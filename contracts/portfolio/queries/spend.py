"""Who gets the money: twelve months of charges and of payments outside Stoa, and contracts in force, by vendor."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from catalog.models import Offering
from contracts.agreements.durations import months_between
from contracts.agreements.models import Contract
from contracts.costs.models import Charge

from ..arithmetic import Band, add_up, band_of, effective_vendors, hhi, is_to_note, largest, share
from ..models import OutsidePayment
from .scope import Business, Scope

UNSORTED = "Not sorted"
ZERO = Decimal(0)
AMOUNT = Charge._meta.get_field("effective_cost")
# The category of a payment as a list of one, as the topics of an offering are a list.
KINDS = Func(
    Coalesce(NullIf("category", Value("")), Value(UNSORTED)),
    template="ARRAY[%(expressions)s]::varchar[]",
    output_field=ArrayField(CharField()),
)


@dataclass(frozen=True)
class Cell:
    """What one agency spends with one vendor on the same kinds of work. Both amounts are of twelve months."""

    vendor: str
    agency: str
    categories: tuple[str, ...]
    now: Decimal
    before: Decimal = ZERO
    source: str = "charges"


@dataclass(frozen=True)
class HeldContract:
    """A contract in force: who, for whom, for what kinds of work, what it comes to in a year, its first day without."""

    reference: str
    title: str
    vendor: str
    agency: str
    categories: tuple[str, ...]
    yearly: Decimal
    ends_on: datetime.date
    vendor_id: int | None = None

    @property
    def address(self) -> str:
        return f"/contracts/{self.reference}/"

    @property
    def last_day(self) -> datetime.date:
        return self.ends_on - datetime.timedelta(days=1)

    @property
    def as_cell(self) -> Cell:
        return Cell(self.vendor, self.agency, self.categories, self.yearly, source="contracts")


def topics_of(offering: str) -> ArraySubquery:
    """The names of the topics of the offering in that column, within the statement that asks."""
    through = Offering.topics.through.objects.filter(offering_id=OuterRef(offering))
    return ArraySubquery(through.order_by("topic__name").values("topic__name"))


def spent(scope: Scope) -> list[Cell]:
    """Charges, and payments outside Stoa, of the last twelve whole months and of the twelve before. One statement."""
    rows = _charges(scope).union(_payments(scope), all=True)
    return [Cell(vendor, agency, tuple(kinds) or (UNSORTED,), *rest) for vendor, agency, kinds, *rest in rows]


def charged(scope: Scope | Business) -> list[Cell]:
    """The charges alone. One statement."""
    return [
        Cell(vendor, agency, tuple(kinds) or (UNSORTED,), *rest) for vendor, agency, kinds, *rest in _charges(scope)
    ]


def paid_outside(scope: Scope) -> list[Cell]:
    """The payments outside Stoa alone. One statement."""
    return [Cell(vendor, agency, tuple(kinds), *rest) for vendor, agency, kinds, *rest in _payments(scope)]


def _charges(scope: Scope | Business) -> Any:
    first, middle, end = scope.months
    rows: Any = Charge.objects.spend().filter(scope.of(), month__gte=first, month__lt=end).order_by()
    grouped = rows.values("vendor__name", "agency__name", "offering_id").annotate(
        kinds=topics_of("offering_id"), **_sums("effective_cost", Q(month__gte=middle)), source=Value("charges")
    )
    return grouped.values_list("vendor__name", "agency__name", "kinds", "now", "before", "source")


def _payments(scope: Scope) -> Any:
    first, middle, end = scope.months
    rows: Any = OutsidePayment.objects.standing().filter(scope.of(), paid_on__gte=first, paid_on__lt=end).order_by()
    grouped = rows.values("supplier", "agency__name", "category").annotate(
        kinds=KINDS, **_sums("amount", Q(paid_on__gte=middle)), source=Value("payments")
    )
    return grouped.values_list("supplier", "agency__name", "kinds", "now", "before", "source")


def _sums(column: str, is_now: Q) -> dict[str, Any]:
    """What falls into the later twelve months, and what into the earlier."""
    return {
        "now": Coalesce(Sum(column, filter=is_now), ZERO, output_field=AMOUNT),
        "before": Coalesce(Sum(column, filter=~is_now), ZERO, output_field=AMOUNT),
    }


def contracts_held(scope: Scope) -> list[HeldContract]:
    """Contracts in force on the day, the first to end first. One statement."""
    rows: Any = Contract.objects.running(on=scope.on).filter(scope.of()).annotate(topics=topics_of("offering_id"))
    parties = ("vendor__name", "agency__name")
    names = ("reference", "title", *parties, "topics", "value", "starts_on", "ends_on", "vendor_id")
    return [
        HeldContract(
            reference, title, vendor, agency, tuple(topics) or (UNSORTED,),
            value * 12 / max(months_between(starts_on, ends_on), 12) if value else ZERO, ends_on, vendor_id,
        )
        for reference, title, vendor, agency, topics, value, starts_on, ends_on, vendor_id in rows.order_by(
            "ends_on", "reference"
        ).values_list(*names)
    ]  # fmt: skip


@dataclass(frozen=True)
class Concentration:
    """How the spend of one group lies with vendors. Shares are percent, unrounded; the index is None of nothing."""

    name: str
    spent: Decimal
    index: Decimal | None
    index_before: Decimal | None
    by_contracts: Decimal | None
    largest: str
    largest_share: Decimal

    @property
    def band(self) -> Band | None:
        return None if self.index is None else band_of(self.index)

    @property
    def effective(self) -> Decimal | None:
        return effective_vendors(self.index) if self.index else None

    @property
    def is_to_note(self) -> bool:
        """A rise of more than 100 into concentration, or with one vendor above 30 percent."""
        return is_to_note(self.index, self.index_before, self.largest_share)


def concentration(name: str, cells: Iterable[Cell], held: Iterable[Cell] = ()) -> Concentration:
    """Of one group of cells. Vendors are the same where their names are, in small or large letters. No statement."""
    cells = list(cells)
    now = vendors_of(cells)
    before = vendors_of(cells, before=True)
    first, part = largest(now)
    contracts = hhi(add_up((key_of(cell.vendor), cell.now) for cell in held).values())
    spent = sum(now.values(), ZERO)
    return Concentration(name, spent, hhi(now.values()), hhi(before.values()), contracts, first, part)


def key_of(vendor: str) -> str:
    """By which two spellings of one vendor are known: whatever the size of its letters and the spaces between words."""
    return " ".join(vendor.split()).casefold()


@dataclass(frozen=True)
class LedgerRow:
    """One vendor of a group: what it was paid by charges and outside Stoa, its share and the square of it."""

    vendor: str
    charges: Decimal
    payments: Decimal
    share: Decimal

    @property
    def total(self) -> Decimal:
        return self.charges + self.payments

    @property
    def square(self) -> Decimal:
        return self.share**2


def ledger_of(cells: Sequence[Cell]) -> list[LedgerRow]:
    """How an index comes about: a row a vendor, the greatest first; the squares add up to it. No statement."""
    parts = [vendors_of(cell for cell in cells if cell.source == source) for source in ("charges", "payments")]
    charges, payments = ({key_of(name): amount for name, amount in part.items()} for part in parts)
    totals = vendors_of(cells)
    whole = sum((amount for amount in totals.values() if amount > 0), ZERO)
    rows = [
        LedgerRow(
            name,
            charges.get(key_of(name), ZERO),
            payments.get(key_of(name), ZERO),
            (share(max(amount, ZERO), whole) or ZERO),
        )
        for name, amount in totals.items()
        if charges.get(key_of(name)) or payments.get(key_of(name))
    ]
    return sorted(rows, key=lambda row: (-row.total, row.vendor))


def vendors_of(cells: Iterable[Cell], *, before: bool = False) -> dict[str, Decimal]:
    """Amounts by vendor, under the name by which most was paid. No statement."""
    called: dict[str, str] = {}
    amounts: dict[str, Decimal] = {}
    for cell in sorted(cells, key=lambda cell: (-cell.now, cell.vendor)):
        key = key_of(cell.vendor)
        called.setdefault(key, cell.vendor)
        amounts[key] = amounts.get(key, ZERO) + (cell.before if before else cell.now)
    return {called[key]: amount for key, amount in amounts.items()}


def by_category(cells: Sequence[Cell], held: Sequence[Cell] = ()) -> list[Concentration]:
    """A group a kind of work; what serves several counts in each. The greatest spend first. No statement."""
    return _grouped(cells, held, lambda cell: cell.categories)


def by_agency(cells: Sequence[Cell], held: Sequence[Cell] = ()) -> list[Concentration]:
    """A group an agency, the greatest spend first. No statement."""
    return _grouped(cells, held, lambda cell: (cell.agency,))


def _grouped(
    cells: Sequence[Cell], held: Sequence[Cell], groups_of: Callable[[Cell], Sequence[str]]
) -> list[Concentration]:
    groups: dict[str, tuple[list[Cell], list[Cell]]] = {}
    for place, several in enumerate((cells, held)):
        for cell in several:
            for name in groups_of(cell):
                groups.setdefault(name, ([], []))[place].append(cell)
    found = [concentration(name, *parts) for name, parts in groups.items()]
    return sorted(found, key=lambda one: (-one.spent, one.name))
