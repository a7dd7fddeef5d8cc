"""Invoices at each of their steps, made by the real actions: a vendor bills an agency for October 2026."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from marketplace.accounts.models import User
from marketplace.billing.actions import Bill, BillLine, Credit, draft_invoice, issue_invoice, record_payment
from marketplace.billing.models import Invoice, Payment
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person

OCTOBER = datetime.date(2026, 10, 1)
ISSUED_AT = datetime.datetime(2026, 11, 2, 15, tzinfo=datetime.UTC)
LINES = (("Contact centre platform", "16920.00"), ("Virtual server, medium", "7577.60"))


@dataclass(frozen=True)
class Sides:
    """Who bills, who pays, and the office that takes a levy."""

    vendor: Organisation
    agency: Organisation
    office: Organisation
    signatory: User
    budget_owner: User


def sides() -> Sides:
    vendor, agency = OrganisationFactory(vendor=True), OrganisationFactory()
    office = Organisation.objects.broker_offices().first() or OrganisationFactory(broker=True)
    return Sides(vendor, agency, office, person(Role.SIGNATORY, of=vendor), person(Role.BUDGET_OWNER, of=agency))


def bill(between: Sides, *, lines=LINES, **changes) -> Bill:
    rows = tuple(
        BillLine("recurring", name, Decimal(amount), OCTOBER, datetime.date(2026, 11, 1), order_reference="O-2026-0201")
        for name, amount in lines
    )
    said = {
        "issuer": between.vendor,
        "payer": between.agency,
        "contract_reference": "C-2025-0114",
        "ocid": "ocds-stoa00-N-2025-0007",
        "title": "Contact centre",
        "delivery_mode": "brokered",
        "time_zone": "America/New_York",
        "period": OCTOBER,
        "lines": rows,
        "purchase_order": "O-2026-0201",
    }
    return Bill(**said | changes)


def drafted_invoice(between: Sides, *, at=ISSUED_AT, **changes) -> Invoice:
    return draft_invoice(bill=bill(between, **changes), by=SYSTEM, now=lambda: at)


def issued_invoice(between: Sides, *, at=ISSUED_AT, **changes) -> Invoice:
    draft = drafted_invoice(between, at=at, **changes)
    return issue_invoice(invoice=draft, by=between.signatory, now=lambda: at)


def credit(between: Sides, *, amount="1692.00", **changes) -> Credit:
    said = {
        "key": "service-credit:SC-2026-0031",
        "kind": "service_level",
        "issuer": between.vendor,
        "payer": between.agency,
        "contract_reference": "C-2025-0114",
        "ocid": "ocds-stoa00-N-2025-0007",
        "words": "Service credit, availability 99.703% of 99.9%",
        "amount": Decimal(amount),
        "source_reference": "SC-2026-0031",
        "source_address": "/credits/SC-2026-0031/",
    }
    return Credit(**said | changes)


def paid(invoice: Invoice, between: Sides, *, amount: str, key="transfer-1", at=ISSUED_AT) -> Payment:
    return record_payment(
        payer=invoice.payer, receiver=invoice.issuer, amount=Decimal(amount), received_on=at.date(), key=key,
        invoice=invoice, by=between.signatory, bank_reference=invoice.reference, now=lambda: at,
    )  # fmt: skip
