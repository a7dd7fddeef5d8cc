"""What came off a line of an invoice because its payer questioned it and was right: rows below zero beside its charges.

They stand on the accounts that bear the line, each beside the charge that it takes something off, if that is written.
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.billing.models import InvoiceLine, LineDispute
from marketplace.components.formats import money
from marketplace.money import split_cents

from .charge_rows import contract_columns, midnight, month_bounds
from .levies import on_top
from .lines import Account, accounts_of
from .models import Charge

KEY = "dispute:"


def key_of(dispute: LineDispute) -> str:
    """Under which its credit note is kept, and its rows begin."""
    return f"{KEY}{dispute.pk}"


def charges_of(lines: Sequence[InvoiceLine]) -> dict[int, list[Charge]]:
    """What is charged for each line, without its levy: that of its order's month, or its own. One statement."""
    asked = Q(pk__in=[])
    for line in lines:
        asked |= Q(key__startswith=f"billed:{line.pk}:billed:") | Q(key__startswith=_begins(line))
    found = list(Charge.objects.filter(asked, corrects__isnull=True).order_by("pk")) if lines else []
    return {
        line.pk: [one for one in found if one.key.startswith((f"billed:{line.pk}:billed:", _begins(line)))]
        for line in lines
    }


def _begins(line: InvoiceLine) -> str:
    """How the keys of an order's charges for the line's month begin."""
    code = {InvoiceLine.Kind.ONE_OFF: "once", InvoiceLine.Kind.LEVY: "levy"}.get(InvoiceLine.Kind(line.kind), "fee")
    return f"{line.order_reference or line.invoice.reference}:{line.starts_on:%Y-%m}:{code}:"


def questioned_charges(
    dispute: LineDispute, contract: Contract, order: Order | None, charged: Sequence[Charge], *,
    note: str, levy_percent: Decimal, **said: Any,
) -> Iterator[Charge]:  # fmt: skip
    """What one upheld question takes off, and the levy that is not owed of it, a part for each account of the payer.

    `note` is the reference of its credit note; `said` holds treatment, month and at. Wants the line's invoice with
    issuer and payer, and of the order `shares` and `funding`.
    """
    payer = dispute.line.invoice.payer
    accounts = [one for one in accounts_of(order) if one.agency_id == payer.pk] if order is not None else []
    accounts = accounts or [Account(payer.pk, "", "", Decimal(1))]
    beside = {(one.program, one.cost_centre): one for one in charged if one.agency_id == payer.pk}
    for code, amount in (("credit", dispute.amount), ("levy", on_top(dispute.amount, levy_percent))):
        parts = split_cents(amount, [account.share for account in accounts])
        for place, (account, part) in enumerate(zip(accounts, parts, strict=True), start=1):
            if part:
                corrects = beside.get((account.program, account.cost_centre)) if code == "credit" else None
                row = _row(dispute, contract, order, account, -part, **said)
                row.key, row.corrects = f"{key_of(dispute)}:{code}:{place}", corrects
                row.why = [*_steps(dispute, note), *_share(dispute, code, account, part, levy_percent)]
                if code == "levy":
                    row.origin, row.charge_description = Charge.Origin.LEVY, f"Levy not taken of {note}"
                yield row


def _row(
    dispute: LineDispute, contract: Contract, order: Order | None, account: Account, amount: Decimal, *,
    month: datetime.date, treatment: str, at: datetime.datetime,
) -> Charge:  # fmt: skip
    line, (start, end) = dispute.line, month_bounds(month)
    invoice = line.invoice
    return Charge(
        origin=Charge.Origin.LEVY if line.kind == InvoiceLine.Kind.LEVY else Charge.Origin.CREDIT,
        treatment=treatment,
        month=month,
        agency=invoice.payer,
        vendor=contract.vendor,
        order=order,
        contract=contract,
        offering=order.offering if order is not None else contract.offering,
        program=account.program,
        cost_centre=account.cost_centre,
        written_at=at,
        billed_cost=amount if treatment == Charge.Treatment.CHARGEBACK else Decimal(0),
        effective_cost=amount,
        contracted_cost=amount,
        list_cost=amount,
        billing_period_start=start,
        billing_period_end=end,
        charge_period_start=midnight(line.starts_on),
        charge_period_end=midnight(line.ends_on),
        charge_category="Credit",
        charge_class="Correction" if line.starts_on < month else "",
        charge_frequency="One-Time",
        charge_description=f"Questioned and taken off: {line.description}, {invoice.reference}",
        billing_currency=invoice.currency,
        invoice_issuer_name=invoice.issuer.name,
        **contract_columns(contract, invoice.payer, account),
    )


def _steps(dispute: LineDispute, note: str) -> list[list[str]]:
    line, currency = dispute.line, dispute.line.invoice.currency
    return [
        ["On the invoice", f"{line.invoice.reference}, line {line.position}", money((line.amount, currency))],
        ["Questioned", dispute.reason, money((dispute.amount, currency))],
        ["Upheld", f"{dispute.answer} Credit note {note}", money((-dispute.amount, currency))],
    ]


def _share(
    dispute: LineDispute, code: str, account: Account, part: Decimal, levy_percent: Decimal
) -> Iterator[list[str]]:
    off = money((-part, dispute.line.invoice.currency))
    if code == "levy":
        whole = money((dispute.amount, dispute.line.invoice.currency))
        yield ["Levy not taken", f"{levy_percent.normalize():f}% of {whole}", off]
    elif account.share != 1:
        yield ["Your part", account.program or "as agreed", off]
