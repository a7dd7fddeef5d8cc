"""Who holds which role in which organisation, who stands in for them, and who took over from whom."""

import datetime
from functools import cache

from django.db import connections, models
from django.db.models import F, Q
from django.utils import timezone

from marketplace.permissions import Role, Standing, own_organisations, reads_all

from .organisation import Organisation


class MembershipQuerySet(models.QuerySet):
    def in_force(self, *, at):
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, user__is_active=True)

    def visible_to(self, user):
        """Colleagues see each other; the broker office sees all."""
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))

    def standing_of(self, user) -> tuple[Standing, ...]:
        """What somebody holds now, own roles and those they stand in for. One query."""
        statement, parameters = _statement_of_standing()
        given = {_SOMEBODY: user.pk, _SOME_TIME: timezone.now()}
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement, [given.get(parameter, parameter) for parameter in parameters])
            rows = cursor.fetchall()
        return tuple(
            Standing(org, kind, Role(role), limit, stands_for=None if holder == user.pk else holder)
            for org, kind, role, limit, holder in rows
        )


# Stand for the person and the moment in the statement below.
_SOMEBODY, _SOME_TIME = -1, datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


@cache
def _statement_of_standing() -> tuple[str, tuple]:
    """SQL and its parameters, written by the models once: nearly every request asks, and writing it takes longest."""
    stood_in_for = Substitution.objects.in_force(at=_SOME_TIME).filter(substitute=_SOMEBODY).values("membership_id")
    rows = (
        Membership.objects.filter(Q(user=_SOMEBODY) | Q(pk__in=stood_in_for))
        .in_force(at=_SOME_TIME)
        .exclude(organisation__status__in=[Organisation.Status.SUSPENDED, Organisation.Status.REFUSED])
        .values_list("organisation_id", "organisation__kind", "role", "delegation_limit", "user_id")
    )
    return rows.query.sql_with_params()


class Membership(models.Model):
    """One person's role in one organisation, from a start to an end."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    delegation_limit = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text="Approvers: highest total value of an order."
    )
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(ends_at__isnull=True), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(delegation_limit__isnull=True) | Q(delegation_limit__gte=0),
                name="delegation_limit_is_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.organisation}"


class SubstitutionQuerySet(models.QuerySet):
    def in_force(self, *, at):
        return self.filter(starts_at__lte=at, ends_at__gt=at, ended_at__isnull=True)

    def not_over(self, *, at):
        """In force, or still to come."""
        return self.filter(ends_at__gt=at, ended_at__isnull=True)

    def visible_to(self, user):
        if reads_all(user):
            return self
        return self.filter(membership__organisation_id__in=own_organisations(user))


class Substitution(models.Model):
    """Somebody stands in for a membership until a date that is known from the start."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="substitutions")
    substitute = models.ForeignKey("accounts.User", models.CASCADE, related_name="substitutions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="substitution_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.substitute} for {self.membership}"


class HandOverQuerySet(models.QuerySet):
    def waiting(self):
        """Those whose open work the slices above have not yet moved to the successor."""
        return self.filter(drained_at__isnull=True)


class HandOver(models.Model):
    """Somebody left a role and named who goes on. Slices that keep work by person drain these rows."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hand_overs")
    role = models.CharField(max_length=24, choices=Role)
    from_user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    to_user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    drained_at = models.DateTimeField(null=True, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="hand_over_is_to_somebody_else"),
        ]

    def __str__(self):
        return f"{self.from_user} to {self.to_user}, {self.get_role_display().lower()} of {self.organisation}"
