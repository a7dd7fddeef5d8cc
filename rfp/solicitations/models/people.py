"""Who is invited, and who follows."""

from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation

from .freezing import invitations_stand
from .solicitation import Solicitation


class Invitation(models.Model):
    """A vendor that may answer, and why just this one; public like the rest."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="invitations")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="solicitation_invitations")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["solicitation_id", "vendor__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "vendor"], name="one_invitation_a_vendor"),
            models.CheckConstraint(condition=~Q(reason=""), name="vendor_is_invited_with_a_reason"),
        ]
        triggers = invitations_stand()

    def __str__(self):
        return f"{self.vendor}, invited to {self.solicitation.reference}"


class Follow(models.Model):
    """Somebody hears of addenda, answers and deadlines."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="follows_of")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="followed_solicitations")
    since_at = models.DateTimeField()

    class Meta:
        ordering = ["solicitation_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["solicitation", "user"], name="one_follow_a_person")]

    def __str__(self):
        return f"{self.user} follows {self.solicitation.reference}"
