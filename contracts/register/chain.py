"""The chain of a contract: from the need that somebody wrote down to the credit, and what comes next."""

from contracts.agreements.models import Contract
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.components.chain import ChainStep, Stage
from marketplace.components.formats import money


def chain_of(contract: Contract, *, result: PeriodResult | None = None) -> list[ChainStep]:
    """The steps that are on record; `result` is the month that the reader is looking at."""
    steps = []
    first = contract.orders.order_by("pk").first()
    if first is not None:
        if first.need_reference:
            steps.append(ChainStep("Need", first.need_reference, f"/needs/{first.need_reference}/"))
        steps.append(ChainStep("Order", first.reference, first.get_absolute_url(), f"{first.quantity:,} {first.unit}s"))
    here = ChainStep("Contract", contract.reference, contract.get_absolute_url(), contract.starts_on)
    return [
        *steps,
        here,
        *_measured(contract, result),
        ChainStep("End of term", when=contract.last_day_on, stage=Stage.NEXT),
    ]


def _measured(contract: Contract, result: PeriodResult | None) -> list[ChainStep]:
    if result is None:
        return []
    address = f"{contract.get_absolute_url()}?month={result.period:%Y-%m}"
    verdict = "Breach" if result.verdict == PeriodResult.Verdict.BREACHED else "Month closed"
    steps = [ChainStep(verdict, f"{result.period:%B %Y}", address, result.computed_at)]
    credits = ServiceCredit.objects.standing().filter(result=result, kind=ServiceCredit.Kind.CREDIT)
    steps += [ChainStep("Credit", credit.reference, address, money(credit.amount)) for credit in credits]
    return steps
