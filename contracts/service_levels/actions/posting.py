"""What a granted service credit leaves with the books: a credit note, which the next invoice takes off."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from marketplace.billing.actions import Credit, issue_credit_note, withdraw_credit_note
from marketplace.billing.models import CreditNote
from marketplace.components.formats import percent_down
from marketplace.permissions import SYSTEM

from ..models import PeriodResult, ServiceCredit
from ..queries.overpaid import charged_back, key_of


def post_credit(credit: ServiceCredit, *, at: datetime) -> CreditNote | None:
    """Gives the credit note of a credit that was granted just now, or of a claim for what its vendor accepts of it.

    What invoices took already for the same month and service level, by an earlier result, is not given again.
    """
    claimed = credit.kind == ServiceCredit.Kind.CLAIM
    owed = (credit.accepted_amount or Decimal(0)) if claimed else credit.amount
    amount = owed - _taken_before(credit)
    if amount <= 0:
        return None
    result = credit.result
    contract = result.term.contract
    given = Credit(
        key=key_of(credit),
        kind=CreditNote.Kind.SERVICE_LEVEL,
        issuer=credit.debtor,
        payer=credit.creditor,
        contract_reference=contract.reference,
        ocid=contract.ocid,
        words=f"{'Claim' if claimed else 'Service credit'} {result.period:%B %Y}, {_missed(result)}",
        amount=amount,
        currency=credit.currency,
        source_reference=credit.reference,
        source_address=credit.get_absolute_url(),
    )
    return issue_credit_note(credit=given, by=SYSTEM, now=lambda: at)


def withdraw_posted(credit: ServiceCredit, *, reason: str, at: datetime) -> None:
    """Takes back what no invoice has taken of a credit that a later result replaces."""
    note = CreditNote.objects.filter(key=key_of(credit)).first()
    if note is not None:
        withdraw_credit_note(note=note, reason=reason, by=SYSTEM, now=lambda: at)


def _missed(result: PeriodResult) -> str:
    title, target = result.term.title, percent_down(result.term.target)
    if result.uptime_percent is None:
        return f"{title}, promised {target}"
    return f"{title} {percent_down(result.uptime_percent)} of {target}"


def _taken_before(credit: ServiceCredit) -> Decimal:
    same = ServiceCredit.objects.filter(
        result__term=credit.result.term_id, result__period=credit.result.period, kind=credit.kind
    ).exclude(pk=credit.pk)
    notes = CreditNote.objects.filter(key__in=[key_of(one) for one in same])
    taken = notes.aggregate(taken=Sum("applied", default=0))["taken"]
    return taken - (charged_back(credit.result) if credit.kind == ServiceCredit.Kind.CREDIT else 0)
