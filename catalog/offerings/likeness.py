"""Offerings that are like each other: what was found, and what people said. Written where overlaps are looked for."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

SHOWN = ("listed", "verified")  # statuses of a vendor that the public may see


class OfferingLikenessQuerySet(models.QuerySet):
    def to_show(self):
        """Those of listed offerings that nobody called different, the decided and the most alike first."""
        shown = Q(other__live=True, other__vendor__status__in=SHOWN)
        return (
            self.filter(shown)
            .exclude(verdict=OfferingLikeness.Verdict.APART)
            .select_related("other__vendor")
            .order_by("-verdict", "-points", "other__sort_name")
        )


class OfferingLikeness(models.Model):
    """That an offering is like another one, and what people said of it."""

    class Verdict(models.TextChoices):
        NONE = "", "Nobody decided"
        OVERLAP = "overlap", "They do the same"
        APART = "apart", "They do not"

    offering = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="likenesses")
    other = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField(help_text="Of a hundred.")
    shared = models.CharField(max_length=300, blank=True, help_text="What both say, in words.")
    verdict = models.CharField(max_length=7, choices=Verdict, blank=True)

    objects = OfferingLikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-points", "pk"]
        verbose_name_plural = "offering likenesses"
        constraints = [
            models.UniqueConstraint(fields=["offering", "other"], name="offering_is_like_another_once"),
            models.CheckConstraint(condition=~Q(offering=models.F("other")), name="offering_is_not_like_itself"),
            models.CheckConstraint(condition=Q(points__lte=100), name="likeness_is_of_a_hundred"),
        ]

    def __str__(self):
        return f"{self.offering} is like {self.other}"


def keep_likenesses(rows: Iterable[OfferingLikeness], *, pair: tuple[int, int] | None = None) -> int:
    """Writes what was found in place of what stood there, for all offerings or for one pair; how many rows.

    Inside the transaction of whoever found it.
    """
    replaced = OfferingLikeness.objects.all()
    if pair:
        replaced = replaced.filter(offering__in=pair, other__in=pair)
    replaced.delete()
    return len(OfferingLikeness.objects.bulk_create(rows, batch_size=5_000))
