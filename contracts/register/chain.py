"""The chain of a contract: from the need that somebody wrote down to the credit, and what comes next."""

from contracts.agreements.models import Contract
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.billing.queries import invoices_with
from marketplace.components.chain import ChainStep, Stage
from marketplace.components.formats import money


def chain_of(contract: Contract, *, result: PeriodResult | None = None, party: bool = False) -> list[ChainStep]:
    """The steps that are on record; `result` is the month looked at. Only parties get links to need and order."""
    started = ChainStep("Contract", contract.reference, contract.get_absolute_url(), contract.starts_on)
    ending = ChainStep("End of term", when=contract.last_day_on, stage=Stage.NEXT)
    return [*_asked_for(contract, party), started, *_measured(contract, result, party), ending]


def _asked_for(contract: Contract, party: bool) -> list[ChainStep]:
    origins = list(contract.origins.all())
    if origins:
        return [
            ChainStep(one.kind, one.reference, one.address if one.is_public or party else "", one.happened_at or "")
            for one in origins
        ]
    order = contract.orders.select_related("framework_lot__framework").order_by("pk").first()
    if order is None:
        return []
    steps = []
    if order.need_reference:
        steps.append(ChainStep("Need", order.need_reference, f"/needs/{order.need_reference}/" if party else ""))
    if order.framework_lot:
        framework = order.framework_lot.framework
        steps.append(ChainStep("Agreement", framework.reference, framework.get_absolute_url(), framework.starts_on))
    address = order.get_absolute_url() if party else ""
    steps.append(ChainStep("Order", order.reference, address, order.accepted_at or order.created_at))
    return steps


def _measured(contract: Contract, result: PeriodResult | None, party: bool) -> list[ChainStep]:
    if result is None:
        return []
    address = f"{contract.get_absolute_url()}?month={result.period:%Y-%m}"
    verdict = "Breach" if result.verdict == PeriodResult.Verdict.BREACHED else "Month closed"
    steps = [ChainStep(verdict, f"{result.period:%B %Y}", address, result.computed_at)]
    credits = ServiceCredit.objects.standing().filter(result=result, kind=ServiceCredit.Kind.CREDIT)
    for credit in credits:
        steps.append(ChainStep("Credit", credit.reference, address, money(credit.amount)))
        steps += _billed(credit) if party else []
    return steps


def _billed(credit: ServiceCredit) -> list[ChainStep]:
    """The invoices that took a credit off, once they are issued."""
    return [
        ChainStep("Invoice", one.reference, one.get_absolute_url(), one.issued_at or "")
        for one in invoices_with(credit.reference)
    ]
