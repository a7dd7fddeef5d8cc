"""From a line of an order, or a credit, to a row in FOCUS columns."""

import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from contracts.orders.modes import parties_for
from contracts.service_levels.models import ServiceCredit
from marketplace.components.formats import money, percent_down
from marketplace.organisations.models import Organisation

from .lines import FINE, Account, Line
from .models import Charge

SERVICE_CATEGORIES = {"saas": "Business Applications", "paas": "Web", "iaas": "Compute"}
MIDNIGHT = datetime.time()


def midnight(day: datetime.date) -> datetime.datetime:
    """The first moment of a day on the office's clocks."""
    return datetime.datetime.combine(day, MIDNIGHT, ZoneInfo(settings.TIME_ZONE))


def month_bounds(first: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of a month and of the next one."""
    return midnight(first), midnight((first + datetime.timedelta(days=31)).replace(day=1))


def charge_of(
    order: Order, line: Line, account: Account, quantity: Decimal, amount: Decimal, *,
    key: str, month: datetime.date, treatment: str, agency: Any, card: Any, at: datetime.datetime,
) -> Charge:  # fmt: skip
    """One account's part of one line."""
    billed = amount if treatment == Charge.Treatment.CHARGEBACK else Decimal(0)
    start, end = month_bounds(month)
    is_levy = line.code == "levy"
    price = (amount / quantity).quantize(FINE) if quantity else None
    listed = amount if is_levy or line.code == "once" else line.list_price * quantity
    return Charge(
        key=key,
        origin=Charge.Origin.LEVY if is_levy else Charge.Origin.ORDER,
        treatment=treatment,
        month=month,
        agency=agency,
        vendor=order.contract.vendor if order.contract is not None else order.vendor,
        order=order,
        contract_id=order.contract_id,
        offering=order.offering,
        rate_card=card if line.code == "fee" and card is not None else None,
        program=account.program,
        cost_centre=account.cost_centre,
        why=[*line.why, *_share(line, account, amount, order.currency)],
        written_at=at,
        billed_cost=billed,
        effective_cost=amount,
        contracted_cost=amount,
        contracted_unit_price=price,
        list_cost=listed,
        list_unit_price=(listed / quantity).quantize(FINE) if quantity else None,
        pricing_quantity=quantity,
        pricing_unit=line.unit,
        pricing_category="Standard",
        billing_period_start=start,
        billing_period_end=end,
        charge_period_start=midnight(line.start),
        charge_period_end=midnight(line.end),
        charge_category=line.category,
        charge_frequency=line.frequency,
        charge_description=line.what,
        billing_currency=order.currency,
        invoice_issuer_name=_biller(order).name,
        sku_id=str(order.plan_code),
        sku_price_id=f"{order.plan_code}@{order.offering_revision_id}",
        resource_id=order.reference,
        resource_name=order.offering_name,
        resource_type="Order",
        **_accounts(agency, account),
        **_service(order.offering, order.vendor.name, order.offering_name),
    )


def credit_charge(
    credit: ServiceCredit, account: Account, amount: Decimal, *, place: int, month: datetime.date,
    treatment: str, at: datetime.datetime, why: list[list[str]] | None = None,
) -> Charge:  # fmt: skip
    """A credit as a line below zero; of a month that is billed already it is a correction. `why` is of the levy."""
    held, result = credit.result.term.contract, credit.result
    start, end = month_bounds(month)
    missed = result.period.replace(day=1)
    charged_from, charged_to = month_bounds(missed)
    whole = -credit.amount
    what = f"Service credit {credit.reference}: {result.term.title} in {missed:%B %Y}"
    steps = [
        ["Promised", result.term.title, percent_down(result.term.target)],
        ["Measured", f"{missed:%B %Y}", percent_down(result.uptime_percent)],
        ["Credit", f"{percent_down(result.credit_percent)} of {money((result.fee, credit.currency))}", money(whole)],
    ]
    if account.share != 1:
        steps.append(["Your part", account.program or "as agreed", money(amount)])
    code = "levy" if why else "credit"
    return Charge(
        key=f"{credit.reference}:{code}" if place == 1 else f"{credit.reference}:{code}:{place}",
        origin=Charge.Origin.LEVY if why else Charge.Origin.CREDIT,
        treatment=treatment,
        month=month,
        agency=held.agency,
        vendor=held.vendor,
        contract=held,
        offering=held.offering,
        credit=credit,
        program=account.program,
        cost_centre=account.cost_centre,
        why=why or steps,
        written_at=at,
        billed_cost=amount if treatment == Charge.Treatment.CHARGEBACK else Decimal(0),
        effective_cost=amount,
        contracted_cost=amount,
        list_cost=amount,
        billing_period_start=start,
        billing_period_end=end,
        charge_period_start=charged_from,
        charge_period_end=charged_to,
        charge_category="Credit",
        charge_class="Correction" if missed < month else "",
        charge_frequency="One-Time",
        charge_description=f"Levy not taken of {credit.reference}" if why else what,
        billing_currency=credit.currency,
        invoice_issuer_name=credit.debtor.name,
        **contract_columns(held, held.agency, account),
    )


def contract_columns(contract: Contract, agency: Any, account: Account) -> dict[str, str]:
    """The columns of who bears and what it is, for what hangs on a contract and on no plan of an order."""
    return {
        "resource_id": contract.reference,
        "resource_name": contract.title,
        "resource_type": "Contract",
        **_accounts(agency, account),
        **_service(contract.offering, contract.vendor.name, contract.title),
    }


def _biller(order: Order) -> Organisation:
    """Who bills an order by the table of delivery modes: its vendor, or the office that stands between."""
    contract = order.contract
    return (contract and contract.organisation_of(parties_for(order).invoice_issuer)) or order.vendor


def _share(line: Line, account: Account, amount: Decimal, currency: str) -> list[list[str]]:
    if account.share == 1:
        return []
    percent = f"{(account.share * 100).quantize(Decimal('0.01')).normalize():f}%"
    whole = money((line.amount, currency))
    return [["Your part", f"{percent} of {whole}, {account.program or 'as agreed'}", money((amount, currency))]]


def _accounts(agency: Any, account: Account) -> dict[str, str]:
    return {
        "billing_account_id": agency.slug,
        "billing_account_name": agency.name,
        "sub_account_id": account.cost_centre,
        "sub_account_name": account.program,
    }


def _service(offering: Any, provider: str, name: str) -> dict[str, str]:
    models = offering.service_models if offering is not None else []
    category = next((SERVICE_CATEGORIES[model] for model in models if model in SERVICE_CATEGORIES), "Other")
    return {
        "provider_name": provider,
        "publisher_name": provider,
        "service_category": category,
        "service_name": name,
    }
