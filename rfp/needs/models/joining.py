"""Two agencies that want something alike: the office proposes to meet both needs together, and each side consents."""

from django.db import models
from django.db.models import F, Q

from marketplace.permissions import own_organisations, reads_all

from .need import Need


class JoinProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both agencies and the broker office."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(need__agency_id__in=own) | Q(partner__agency_id__in=own))

    def joined(self):
        return self.filter(status=JoinProposal.Status.JOINED)


class JoinProposal(models.Model):
    """A proposal to meet `partner` together with `need`. Before both consent neither reads the other's need.

    `words` are the office's own, and all that each side reads of what the other wants until then.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        JOINED = "joined"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {Status.PROPOSED: {Status.JOINED, Status.DECLINED, Status.WITHDRAWN}}

    need = models.ForeignKey(Need, models.PROTECT, related_name="proposals")
    partner = models.ForeignKey(Need, models.PROTECT, related_name="proposals_as_partner")
    words = models.CharField(max_length=200)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    need_consented_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    need_consented_at = models.DateTimeField(null=True)
    partner_consented_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    partner_consented_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=1000, blank=True)

    objects = JoinProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(need=F("partner")), name="need_is_not_joined_with_itself"),
            models.CheckConstraint(
                condition=~Q(status="joined") | Q(need_consented_at__isnull=False, partner_consented_at__isnull=False),
                name="joined_once_both_consent",
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(status__in=["proposed", "joined"]), name="need_follows_one_other"
            ),
        ]

    def __str__(self):
        return f"{self.partner.reference} with {self.need.reference}"

    def side_of(self, user):
        """The need of the two that `user` answers for; None for the office and for strangers."""
        own = own_organisations(user)
        return next((need for need in (self.need, self.partner) if need.agency_id in own), None)

    def other_than(self, need):
        return self.partner if need == self.need else self.need
