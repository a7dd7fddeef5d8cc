"""Invitations into a role of an organisation."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from marketplace.permissions import Role, own_organisations, reads_all

from .organisation import Organisation


class InvitationQuerySet(models.QuerySet):
    def open(self, *, at):
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def known_by(self, token_hash):
        """The one whose secret the reader holds: whoever has the letter may read it."""
        return self.filter(token_hash=token_hash)

    def visible_to(self, user):
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))


class Invitation(models.Model):
    """An open door for one address into one role, until it is used, withdrawn or too old."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=24, choices=Role)
    delegation_limit = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                "role",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation",
            ),
        ]

    def __str__(self):
        return f"{self.email} to {self.organisation}"
