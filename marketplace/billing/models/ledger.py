"""The ledger: what is owed, earned and paid, written twice. The database holds every entry at a sum of zero."""

import pgtrigger
from django.db import models
from django.db.models import Q, Sum

from marketplace.audit.models import append_only
from marketplace.money import CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .standing import at_the_end

SUMS_TO_ZERO = """
IF EXISTS (
    SELECT 1 FROM billing_posting AS posting JOIN billing_account AS account ON account.id = posting.account_id
    WHERE posting.entry_id = {entry} GROUP BY account.currency HAVING sum(posting.amount) <> 0
) OR (SELECT count(*) FROM billing_posting WHERE entry_id = {entry}) < 2 THEN
    RAISE EXCEPTION 'the postings of a ledger entry come to zero in each currency';
END IF;
"""


class Account(models.Model):
    """What one organisation keeps count of, towards another one where there is one. Debits are positive."""

    class Kind(models.TextChoices):
        RECEIVABLE = "receivable", "Invoiced, not paid"
        REVENUE = "revenue", "Earned"
        CREDITS_GIVEN = "credits_given", "Credits given"
        CREDITS_OWED = "credits_owed", "Credits not used yet"
        LEVY_OWED = "levy_owed", "Levy owed to the broker office"
        LEVY_DUE = "levy_due", "Levy due from vendors"
        LEVY_INCOME = "levy_income", "Levy earned"
        CASH = "cash", "Received"
        PREPAID = "prepaid", "Paid and not used yet"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=13, choices=Kind)
    counterparty = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    currency = CurrencyField()

    class Meta:
        ordering = ["organisation_id", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "counterparty", "currency"],
                nulls_distinct=False,
                name="one_account_of_a_kind_towards_one",
            ),
            models.CheckConstraint(
                condition=Q(counterparty__isnull=True) | ~Q(counterparty=models.F("organisation")),
                name="nobody_keeps_an_account_towards_themselves",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever has an account in it, and the broker office."""
        if reads_all(user):
            return self
        mine = Posting.objects.filter(account__organisation_id__in=own_organisations(user))
        return self.filter(pk__in=mine.values("entry_id"))


class Entry(models.Model):
    """One event of money. Its key is its own, so that the same event is never entered twice."""

    class Kind(models.TextChoices):
        INVOICE_ISSUED = "invoice_issued", "Invoice issued"
        INVOICE_VOIDED = "invoice_voided", "Invoice voided"
        CREDIT_GIVEN = "credit_given", "Credit note"
        CREDIT_WITHDRAWN = "credit_withdrawn", "Credit note withdrawn"
        CREDIT_APPLIED = "credit_applied", "Credit taken off an invoice"
        PAYMENT = "payment", "Payment received"
        ALLOCATION = "allocation", "Payment used for an invoice"
        REFUND = "refund", "Paid back"
        LEVY = "levy", "Levy"

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    words = models.CharField(max_length=300)
    invoice = models.ForeignKey("billing.Invoice", models.PROTECT, null=True, related_name="entries")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "entries"
        triggers = [
            *append_only(),
            at_the_end("entry_sums_to_zero", operation=pgtrigger.Insert, func=SUMS_TO_ZERO.format(entry="NEW.id")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"


class PostingQuerySet(models.QuerySet):
    def balance(self):
        """Debits less credits."""
        return self.aggregate(balance=Sum("amount", default=0))["balance"]


class Posting(models.Model):
    """One side of an entry: a debit above zero, a credit below."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="posting_is_worth_something")]
        triggers = [
            *append_only(),
            at_the_end(
                "postings_sum_to_zero", operation=pgtrigger.Insert, func=SUMS_TO_ZERO.format(entry="NEW.entry_id")
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.amount}"
