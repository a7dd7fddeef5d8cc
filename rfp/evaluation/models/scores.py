"""Points: by each evaluator alone, then agreed. What was submitted or agreed is never changed."""

import pgtrigger
from django.db import models
from django.db.models import Q

from rfp.solicitations.models import Criterion

from .panel import Panel, PanelMember
from .proposals import ProposalAlias

SUBMITTED_STANDS = """
IF EXISTS (SELECT 1 FROM rfp_panelmember WHERE id = COALESCE(NEW.member_id, OLD.member_id)
    AND (submitted_at IS NOT NULL OR left_at IS NOT NULL OR is_chair)) THEN
    RAISE EXCEPTION 'submitted scores stand, and chairs do not score';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""
AGREED_STANDS = """
IF NOT EXISTS (SELECT 1 FROM rfp_proposalalias AS alias JOIN rfp_panel AS panel ON panel.id = alias.panel_id
    WHERE alias.id = COALESCE(NEW.proposal_id, OLD.proposal_id) AND panel.status = 'consensus') THEN
    RAISE EXCEPTION 'scores are agreed after all have submitted, and stand once quality is agreed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""
ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class ScoreQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; all others of a panel once everybody has submitted, for those who may see the panel."""
        shown = Panel.objects.visible_to(user).filter(status__in=Panel.OPEN)
        return self.filter(Q(member__user_id=user.pk or 0) | Q(member__panel__in=shown))


class Score(models.Model):
    """Points of one evaluator for one criterion of one proposal, with why."""

    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="scores")
    proposal = models.ForeignKey(ProposalAlias, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    rationale = models.TextField(max_length=2000)
    scored_at = models.DateTimeField()

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["member_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "proposal", "criterion"], name="one_score_an_evaluator"),
            models.CheckConstraint(condition=Q(points__gte=0), name="points_count_from_nothing"),
            models.CheckConstraint(condition=~Q(rationale=""), name="every_score_has_a_reason"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="submitted_scores_stand", when=pgtrigger.Before, operation=ANY_CHANGE, func=SUBMITTED_STANDS
            )
        ]

    def __str__(self):
        return f"{self.points} for {self.proposal}, {self.criterion.code}"


class Consensus(models.Model):
    """What the panel agreed on, by its chair: what changed against the evaluators' points, and why."""

    proposal = models.ForeignKey(ProposalAlias, models.PROTECT, related_name="agreed")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.TextField(max_length=2000)
    agreed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "consensus"
        ordering = ["proposal_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "criterion"], name="one_agreement_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="agreed_points_count_from_nothing"),
            models.CheckConstraint(condition=~Q(reason=""), name="every_agreement_has_a_reason"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_points_stand", when=pgtrigger.Before, operation=ANY_CHANGE, func=AGREED_STANDS
            )
        ]

    def __str__(self):
        return f"{self.points} agreed for {self.proposal}, {self.criterion.code}"
