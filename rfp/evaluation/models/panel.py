"""A panel judges the bids of one lot: a chair who does not score, evaluators who declare before anything is shown."""

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.permissions import Role, holds
from rfp.bids.models import Opening
from rfp.solicitations.models import SolicitationLot

OFFICERS = frozenset({Role.PROCUREMENT_OFFICER, Role.CIO, Role.AUDITOR})
LEAST_EVALUATORS = 3


class PanelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who sit on it, who opened its bids, the officers and auditors of the office; nobody else."""
        if holds(user, OFFICERS):
            return self
        sits = PanelMember.objects.filter(panel=OuterRef("pk"), user_id=user.pk or 0)
        opened = Opening.objects.filter(solicitation=OuterRef("lot__solicitation"), officer_id=user.pk or 0)
        return self.filter(Exists(sits) | Exists(opened))

    def live(self):
        """Not replaced by a later round."""
        return self.exclude(status=Panel.Status.SUPERSEDED)


class Panel(models.Model):
    """One round of judging one lot. Where scores must be given anew, a later round follows and this one stays."""

    class Status(models.TextChoices):
        FORMED = "formed", "Conflicts are declared"
        SCORING = "scoring", "Scored by each alone"
        CONSENSUS = "consensus", "Scores are agreed"
        AGREED = "agreed", "Quality agreed"
        PRICED = "priced", "Prices opened"
        CONCLUDED = "concluded", "Result is frozen"
        SUPERSEDED = "superseded", "Judged anew"

    TRANSITIONS = {
        Status.FORMED: {Status.SCORING, Status.SUPERSEDED},
        Status.SCORING: {Status.CONSENSUS, Status.SUPERSEDED},
        Status.CONSENSUS: {Status.AGREED, Status.SUPERSEDED},
        Status.AGREED: {Status.PRICED, Status.CONCLUDED, Status.SUPERSEDED},
        Status.PRICED: {Status.CONCLUDED, Status.SUPERSEDED},
        Status.CONCLUDED: {Status.SUPERSEDED},
    }
    # From here on all scores are read by the panel.
    OPEN = (Status.CONSENSUS, Status.AGREED, Status.PRICED, Status.CONCLUDED, Status.SUPERSEDED)

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="panels")
    round = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.FORMED, editable=False)
    least_evaluators = models.PositiveSmallIntegerField(default=LEAST_EVALUATORS)
    formula = models.CharField(max_length=30, default="lowest_over_price", help_text="Of the points for the price.")
    formed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    formed_at = models.DateTimeField()
    scoring_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(max_length=1000, blank=True, editable=False, help_text="Why it is judged anew.")

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["-formed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "round"], name="panel_rounds_are_numbered"),
            models.UniqueConstraint(
                fields=["lot"], condition=~Q(status="superseded"), name="one_panel_judges_a_lot_at_a_time"
            ),
            models.CheckConstraint(condition=Q(least_evaluators__gte=2), name="nobody_judges_alone"),
            models.CheckConstraint(condition=~Q(status="superseded") | ~Q(reason=""), name="judged_anew_with_a_reason"),
        ]

    def __str__(self):
        return f"evaluation of {self.lot}"

    def get_absolute_url(self):
        return reverse("evaluation_page", args=[self.lot.solicitation.reference, self.lot.number])

    @property
    def solicitation(self):
        return self.lot.solicitation

    @property
    def shows_scores(self) -> bool:
        """Whether the panel reads each other's scores."""
        return self.status in self.OPEN


class PanelMember(models.Model):
    """One person on a panel. Who leaves stays on record, with why, and with who came instead."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="panel_seats")
    is_chair = models.BooleanField(default=False)
    stands_for = models.CharField(max_length=120, help_text="Where the person comes from.")
    joined_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    left_because = models.CharField(max_length=500, blank=True, editable=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by", editable=False)

    class Meta:
        ordering = ["panel_id", "-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(left_at__isnull=True), name="each_person_sits_once_on_a_panel"
            ),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(is_chair=True, left_at__isnull=True), name="one_chair_a_panel"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | ~Q(left_because=""), name="who_leaves_a_panel_says_why"
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(submitted_at__isnull=True), name="the_chair_does_not_score"
            ),
        ]
        triggers = [pgtrigger.Protect(name="panel_members_stay", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.user} on the panel of {self.panel.lot}"


class ConflictDeclaration(models.Model):
    """What one member declared, against the list of bidders. With a conflict the member leaves at once."""

    member = models.OneToOneField(PanelMember, models.PROTECT, related_name="declaration")
    with_bidders = models.JSONField(default=list, help_text="Names of bidders with whom there is a conflict.")
    words = models.CharField(max_length=1000, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(with_bidders=[]) | ~Q(words=""), name="a_conflict_is_explained")
        ]
        triggers = append_only()

    def __str__(self):
        return f"declaration of {self.member}"

    @property
    def has_conflict(self) -> bool:
        return bool(self.with_bidders)
