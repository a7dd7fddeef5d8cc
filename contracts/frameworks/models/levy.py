"""The levy of an agreement as dated data: a row as it was signed, and one for each percent announced since."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only

from .framework import Framework

MOST_PERCENT = Decimal(10)


class FrameworkLevy(models.Model):
    """A percent that holds from a day on, until the next one's first day. Of two for one day the later word counts."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="levies")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    holds_from = models.DateField(help_text="What is charged for a time that begins on that day or later bears it.")
    reason = models.CharField(max_length=500)
    announced_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        verbose_name = "levy of a framework agreement"
        verbose_name_plural = "levies of framework agreements"
        ordering = ["framework_id", "holds_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="framework_levy_is_a_percentage"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="framework_levy_says_why"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.percent.normalize():f}% from {self.holds_from:%-d %B %Y}"
