"""Which work serves which goal: requests and contracts of an agency under its own goals, and so under a priority."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.audit.models import append_only
from marketplace.permissions import own_organisations, reads_all

from .goal import Goal

ONE_AGENCY = """
IF (SELECT agency_id FROM contracts_goal WHERE id = NEW.goal_id) IS DISTINCT FROM COALESCE(
    (SELECT agency_id FROM contracts_order WHERE id = NEW.order_id),
    (SELECT agency_id FROM contracts_contract WHERE id = NEW.contract_id)
) THEN
    RAISE EXCEPTION 'what serves a goal is of the same agency';
END IF;
RETURN NEW;
"""


class ServingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's own people and the broker office."""
        return self if reads_all(user) else self.filter(goal__agency_id__in=own_organisations(user))

    def standing(self):
        return self.filter(ended_at__isnull=True)


class Serving(models.Model):
    """One request or one contract that serves a goal, until somebody takes it off again."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="served_by")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="serves")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="serves")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ServingQuerySet.as_manager()

    class Meta:
        ordering = ["-named_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(order__isnull=True, contract__isnull=False) | Q(order__isnull=False, contract__isnull=True),
                name="one_piece_of_work_serves_a_goal",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="who_took_it_off_is_known",
            ),
            models.UniqueConstraint(
                fields=["goal", "order"], condition=Q(ended_at__isnull=True), name="a_request_serves_a_goal_once"
            ),
            models.UniqueConstraint(
                fields=["goal", "contract"], condition=Q(ended_at__isnull=True), name="a_contract_serves_a_goal_once"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="serves_its_own_agency",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                func=ONE_AGENCY,
            ),
            pgtrigger.Protect(
                name="serving_only_ends",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["ended_at", "ended_by"]),
            ),
            pgtrigger.Protect(
                name="serving_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.Protect(name="serving_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return f"{self.work} serves {self.goal}"

    @property
    def work(self) -> Order | Contract:
        """The request or the contract."""
        return self.order or self.contract
