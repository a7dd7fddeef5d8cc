"""What an award would do to the market: a vendor's share of the value of contracts in force, before and after."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from contracts.agreements.models import Contract
from contracts.portfolio.arithmetic import hhi, share
from marketplace.organisations.models import Organisation

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Concentration:
    """Shares in percent; the index of Herfindahl and Hirschman runs from 0 (many) to 10,000 (one)."""

    share_before: Decimal
    share_after: Decimal
    index_before: int
    index_after: int
    contracts: int

    @property
    def as_data(self) -> dict[str, Any]:
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in vars(self).items()}


def what_if(vendor: Organisation, value: Decimal, *, agency: Organisation, at: datetime.datetime) -> Concentration:
    """The agency's contracts in force by vendor, with this award added. One statement."""
    running = Contract.objects.running(on=timezone.localdate(at)).filter(agency=agency)
    held = dict(running.order_by().values_list("vendor_id").annotate(total=Sum("value")))
    after = held | {vendor.pk: held.get(vendor.pk, Decimal(0)) + value}
    return Concentration(
        _share(held, vendor.pk), _share(after, vendor.pk), _index(held), _index(after), len(held)
    )  # fmt: skip


def _share(held: dict[int, Decimal], key: int) -> Decimal:
    part = share(held.get(key, Decimal(0)), sum(held.values(), Decimal(0)))
    return Decimal(0) if part is None else part.quantize(TENTH, ROUND_HALF_UP)


def _index(held: dict[int, Decimal]) -> int:
    return int((hhi(held.values()) or Decimal(0)).to_integral_value(ROUND_HALF_UP))
