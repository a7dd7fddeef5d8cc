"""A file of payments that was wrong and is taken back: a row of its own, and nothing else is ever changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.permissions import own_organisations, reads_all

from .sheet import PortfolioSheet

ONLY_PAYMENTS_TAKEN_IN = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_portfoliosheet WHERE id = NEW.sheet_id AND kind = 'payments' AND taken_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'only payments that were taken in are taken back';
END IF;
RETURN NEW;
"""


class ReversalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads the file's agency, and the office."""
        return self if reads_all(user) else self.filter(sheet__agency_id__in=own_organisations(user))


class SheetReversal(models.Model):
    """Who took a file of payments back, and why. Its payments stay in sight and count in nothing."""

    sheet = models.OneToOneField(PortfolioSheet, models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=500)
    payments = models.PositiveIntegerField(help_text="How many it held.")
    amount = models.DecimalField(max_digits=16, decimal_places=2, help_text="What they came to.")
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField()

    objects = ReversalQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_back_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="what_is_taken_back_says_why")]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="only_payments_are_taken_back",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                func=ONLY_PAYMENTS_TAKEN_IN,
            ),
        ]

    def __str__(self):
        return f"{self.sheet} taken back"
