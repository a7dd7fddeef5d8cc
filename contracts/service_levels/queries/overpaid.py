"""Credits that invoices took and a corrected result does not owe: what is to be charged back."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from contracts.agreements.models import Contract
from marketplace.billing.models import BilledCause, CreditNote

from ..models import PeriodResult, ServiceCredit

NOTHING = Decimal("0.00")
KEY = "service-credit:"


@dataclass(frozen=True)
class Overpaid:
    """What was taken off invoices for one service level's month above what its latest result owes."""

    result: PeriodResult
    credit: ServiceCredit
    taken: Decimal
    owed: Decimal
    amount: Decimal

    @property
    def cause(self) -> str:
        """Under which it is charged back, once for each revision."""
        return f"{prefix(self.result)}{self.result.revision}"


def prefix(result: PeriodResult) -> str:
    """With which the keys of all charge-backs of a service level's month begin."""
    return f"charge-back:{result.term_id}:{result.period:%Y-%m}:"


def key_of(credit: ServiceCredit) -> str:
    """Under which a credit's note is kept, so that it is given once."""
    return f"{KEY}{credit.reference}"


def reference_of(key: str) -> str:
    """The credit whose note has this key; nothing where the note was given for something else."""
    return key.removeprefix(KEY) if key.startswith(KEY) else ""


def charged_back(result: PeriodResult) -> Decimal:
    """What invoices that stand have charged back of the month already. One statement."""
    causes = BilledCause.objects.standing().filter(key__startswith=prefix(result))
    return causes.aggregate(sum=Sum("line__amount", default=NOTHING))["sum"]


def overpaid_credits(contract: Contract, *, at: datetime.datetime) -> list[Overpaid]:
    """Those whose latest result is final then, and whose smaller credit is granted. Three statements, one a month."""
    credits = ServiceCredit.objects.filter(result__term__contract=contract, kind=ServiceCredit.Kind.CREDIT)
    months: dict[tuple[int, datetime.date], list[ServiceCredit]] = defaultdict(list)
    for credit in credits.select_related("result__term").order_by("pk"):
        months[(credit.result.term_id, credit.result.period)].append(credit)
    corrected = {key: rows for key, rows in months.items() if any(row.status == "superseded" for row in rows)}
    if not corrected:
        return []
    keys = [key_of(row) for rows in corrected.values() for row in rows]
    applied = dict(CreditNote.objects.filter(key__in=keys).values_list("key", "applied"))
    final = PeriodResult.objects.final(at=at).filter(term__contract=contract).select_related("term")
    results = {(one.term_id, one.period): one for one in final}
    found = [_overpaid(results.get(key), rows, applied) for key, rows in sorted(corrected.items())]
    return [one for one in found if one is not None]


def _overpaid(result: PeriodResult | None, rows: list[ServiceCredit], applied: dict[str, Decimal]) -> Overpaid | None:
    standing = [row for row in rows if row.status != ServiceCredit.Status.SUPERSEDED]
    if result is None or any(row.status != ServiceCredit.Status.GRANTED for row in standing):
        return None
    owed = sum((row.amount for row in standing), NOTHING)
    taken = sum((applied.get(key_of(row), NOTHING) for row in rows), NOTHING)
    amount = taken - owed - charged_back(result)
    return Overpaid(result, rows[-1], taken, owed, amount) if amount > 0 else None
