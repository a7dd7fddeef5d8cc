"""Options to extend a contract: agreed when it is signed, exercised by a person before a day, or lapsed."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.money import AmountField

from .contract import Contract
from .terms import BOUND, stands_once_signed


class ExtensionOption(models.Model):
    """The agency may let the contract run on until `ends_on`, at that price, if somebody says so in time."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    ends_on = models.DateField(help_text="The first day that is no longer covered once it is exercised.")
    value_added = AmountField()
    exercise_by = models.DateField(help_text="The last day on which it can be exercised.")
    exercised_at = models.DateTimeField(null=True, editable=False)
    exercised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        ordering = ["contract_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="options_are_numbered"),
            models.CheckConstraint(
                condition=Q(exercised_at__isnull=True, exercised_by__isnull=True)
                | Q(exercised_at__isnull=False, exercised_by__isnull=False),
                name="exercised_option_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_options_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=stands_once_signed(BOUND)[0].func,
            ),
            pgtrigger.Protect(
                name="an_option_is_exercised_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.exercised_at IS NOT NULL OR (to_jsonb(OLD) - ARRAY['exercised_at', 'exercised_by_id']) "
                    "IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['exercised_at', 'exercised_by_id'])"
                ),
            ),
        ]

    def __str__(self):
        return f"option {self.number} of {self.contract.reference}"

    @property
    def last_day_on(self) -> datetime.date:
        return self.ends_on - datetime.timedelta(days=1)

    def is_open(self, *, on: datetime.date) -> bool:
        """Whether it can still be exercised on that day, in the contract's zone."""
        return self.exercised_at is None and on <= self.exercise_by
