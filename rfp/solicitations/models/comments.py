"""What people say to a draft that is out for comments."""

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .solicitation import Solicitation


class DraftCommentQuerySet(models.QuerySet):
    def visible_to(self, user, *, at):
        """The office and one's own organisation at once, everybody from the end of the period on."""
        if reads_all(user):
            return self
        over = Q(solicitation__comments_due_at__lte=at)
        return self.filter(over | Q(organisation_id__in=own_organisations(user)))


class DraftComment(models.Model):
    """One comment in the name of an organisation; it is public once the period is over, and stays."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    words = models.TextField(max_length=4000)
    at = models.DateTimeField()

    objects = DraftCommentQuerySet.as_manager()

    class Meta:
        ordering = ["solicitation_id", "at", "pk"]
        triggers = append_only()

    def __str__(self):
        return f"comment {self.pk} on {self.solicitation.reference}"
