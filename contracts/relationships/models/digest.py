"""What an agency is told each month in plain words, kept as it was sent; and who does not want to be sent it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

from .assignment import agencies_seen_by


class DigestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people and the broker office."""
        return self.filter(agency__in=agencies_seen_by(user))


class Digest(models.Model):
    """One agency's month: sections with sentences, each leading to its records. Never changed once it is sent."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="digests")
    month = models.DateField(help_text="The first day of the month it is about.")
    sections = models.JSONField(help_text="Title, and lines with words and the path of their record.")
    written_at = models.DateTimeField()

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "agency_id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="one_digest_an_agency_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_digest_is_of_a_month"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.month:%B %Y} for {self.agency}"

    def get_absolute_url(self):
        return reverse("agency_digest", args=[self.agency.slug, f"{self.month:%Y-%m}"])


class DigestRefusalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(person_id=user.pk)


class DigestRefusal(models.Model):
    """Somebody does not want one agency's digest sent; its page can be read all the same."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    refused_at = models.DateTimeField()

    objects = DigestRefusalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "person"], name="one_refusal_an_agency_and_person")]
        triggers = [pgtrigger.Protect(name="refusal_is_not_changed", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.person} reads {self.agency}'s digest on its page only"
