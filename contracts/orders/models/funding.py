"""Who pays which part of an order."""

import pgtrigger
from django.db import models
from django.db.models import Q

from .order import Order


class FundingShare(models.Model):
    """One source that pays a part of an order. Together they pay all of it once it is submitted."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="funding")
    source = models.CharField(max_length=120)
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["order_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="funding_share_is_a_part"),
            models.UniqueConstraint(fields=["order", "source"], name="one_share_per_source"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="submitted_funding_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM contracts_order WHERE status NOT IN ('draft', 'returned') AND id = "
                    "CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END) THEN "
                    "RAISE EXCEPTION 'the funding of a submitted order cannot be changed'; END IF;\n"
                    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self):
        return f"{self.percent.normalize():f}% from {self.source}"
