"""From a line that is billed once to charges, on the accounts of its order and with its levy: use, milestones, more."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.billing.models import InvoiceLine
from marketplace.components.formats import money
from marketplace.money import split_cents

from .charge_rows import contract_columns, midnight, month_bounds
from .levies import on_top
from .lines import FINE, Account, accounts_of
from .models import Charge

Kind = InvoiceLine.Kind
FREQUENCY = {
    Kind.USAGE: ("Usage", "Usage-Based"),
    Kind.ONE_OFF: ("Purchase", "One-Time"),
    Kind.ADJUSTMENT: ("Adjustment", "One-Time"),
}


def billed_charges(
    line: InvoiceLine, contract: Contract, order: Order | None, *, levy_percent: Decimal, treatment: str, **said: Any
) -> Iterator[Charge]:
    """The charges of one issued line: a part for each account of its payer. `said` holds month and at.

    Wants `cause`, the invoice's payer, and of the order `shares` and `funding`.
    """
    payer = line.invoice.payer
    accounts = [one for one in accounts_of(order) if one.agency_id == payer.pk] if order is not None else []
    accounts = accounts or [Account(payer.pk, "", "", Decimal(1))]
    levy = on_top(line.amount, levy_percent)
    for code, amount in (("billed", line.amount), ("levy", levy)):
        parts = split_cents(amount, [account.share for account in accounts])
        for place, (account, part) in enumerate(zip(accounts, parts, strict=True), start=1):
            if part:
                yield _charge(line, contract, order, account, part, code, place, treatment=treatment, **said)


def _charge(
    line: InvoiceLine, contract: Contract, order: Order | None, account: Account, amount: Decimal, code: str,
    place: int, *, month: datetime.date, treatment: str, at: datetime.datetime,
) -> Charge:  # fmt: skip
    is_levy, currency = code == "levy", line.invoice.currency
    category, frequency = ("Purchase", "Recurring") if is_levy else FREQUENCY[Kind(line.kind)]
    start, end = month_bounds(month)
    quantity = line.quantity if line.quantity and not is_levy else Decimal(1)
    why = [["On the invoice", f"{line.invoice.reference}, {line.why}", money((line.amount, currency))]]
    what = f"Broker levy of {line.description}" if is_levy else line.description
    return Charge(
        key=f"billed:{line.pk}:{code}:{place}",
        origin=Charge.Origin.LEVY if is_levy else Charge.Origin.ORDER,
        treatment=treatment,
        month=month,
        agency=line.invoice.payer,
        vendor=contract.vendor,
        order=order,
        contract=contract,
        offering=order.offering if order is not None else contract.offering,
        program=account.program,
        cost_centre=account.cost_centre,
        why=[*why, [category, "Your part", money((amount, currency))]],
        written_at=at,
        billed_cost=amount if treatment == Charge.Treatment.CHARGEBACK else Decimal(0),
        effective_cost=amount,
        contracted_cost=amount,
        list_cost=amount,
        list_unit_price=(amount / quantity).quantize(FINE),
        contracted_unit_price=(amount / quantity).quantize(FINE),
        pricing_quantity=quantity,
        pricing_unit=line.unit or "item",
        pricing_category="Standard",
        consumed_quantity=quantity if category == "Usage" else None,
        consumed_unit=line.unit if category == "Usage" else "",
        billing_period_start=start,
        billing_period_end=end,
        charge_period_start=midnight(line.starts_on),
        charge_period_end=midnight(line.ends_on),
        charge_category=category,
        charge_frequency=frequency,
        charge_description=what,
        billing_currency=currency,
        invoice_issuer_name=line.invoice.issuer.name,
        **contract_columns(contract, line.invoice.payer, account),
    )
