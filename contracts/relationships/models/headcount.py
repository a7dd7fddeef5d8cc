"""How many people an agency has, as the agency says it: a figure with its day and its source, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

from .assignment import agencies_seen_by


class HeadcountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people and the broker office."""
        return self.filter(agency__in=agencies_seen_by(user))

    def on(self, day):
        """Those of that day or before; the first is the one that counts."""
        return self.filter(counted_on__lte=day)


class Headcount(models.Model):
    """One figure. The one of the latest day counts; of one day, what was told last."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="headcounts")
    people = models.PositiveIntegerField()
    counted_on = models.DateField()
    source = models.CharField(max_length=200, help_text="Where the figure comes from: a report, a payroll run.")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = HeadcountQuerySet.as_manager()

    class Meta:
        ordering = ["-counted_on", "-told_at", "-pk"]
        verbose_name = "number of staff"
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1) & ~Q(source=""), name="a_number_of_staff_has_its_source"),
        ]
        indexes = [models.Index(fields=["agency", "-counted_on"], name="staff_by_agency")]
        triggers = append_only()

    def __str__(self):
        return f"{self.people} people of {self.agency}"

    def get_absolute_url(self):
        return f"/agencies/{self.agency.slug}/staff/"
