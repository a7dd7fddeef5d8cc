"""What stood beneath a promise when a version of its contract was made: kept with the version, never changed."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from marketplace.audit.models import append_only

from .signing import ContractVersion
from .terms import PERCENT


class UnderpinningGap(models.Model):
    """The level that the office promises an agency, the one that its vendor offers beneath it, and the points between.

    Above zero, the office carries the difference alone.
    """

    version = models.ForeignKey(ContractVersion, models.PROTECT, related_name="gaps")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    promised = models.DecimalField(**PERCENT)
    beneath = models.DecimalField(null=True, help_text="None: the vendor promises nothing of the kind.", **PERCENT)
    points = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_gap_of_a_level_a_version"),
            models.CheckConstraint(
                condition=Q(points=F("promised") - Coalesce(F("beneath"), Value(Decimal(0)))), name="a_gap_adds_up"
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.title}, {self.points.normalize():f} points"
