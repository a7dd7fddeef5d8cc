"""Where the numbering of each kind of record stands, year by year."""

from django.db import models


class Series(models.Model):
    """The last number given under one prefix in one year; its row lock puts the takers in line."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_series_per_prefix_and_year")]

    def __str__(self):
        return f"{self.prefix}-{self.year}-{self.last_number:04d}"
