"""What both sides say happened: proposed by one, agreed or contested by the other. Once agreed it stands."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract, ServiceLevelTerm
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def agreed(self):
        return self.filter(status=Incident.Status.AGREED)

    def told_to(self, user):
        """All of the reader's own contracts; of others those that both sides agree on."""
        return self.filter(Q(contract__in=Contract.objects.visible_to(user)) | Q(status=Incident.Status.AGREED))

    def waiting_for(self, user):
        """Those that the reader's own organisation has not answered."""
        return self.filter(status=Incident.Status.PROPOSED, to_answer__in=own_organisations(user))

    def touching(self, window):
        return self.filter(starts_at__lt=window.end, ends_at__gt=window.start)


class Incident(models.Model):
    """A fault with its start, its end, what it touched and why, in the words of the side that proposes it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waits for the other side"
        AGREED = "agreed", "Agreed by both sides"
        CONTESTED = "contested"
        WITHDRAWN = "withdrawn"

    class Cause(models.TextChoices):
        VENDOR = "vendor", "On the vendor’s side"
        AGENCY = "agency", "On the agency’s side"
        THIRD_PARTY = "third_party", "With somebody else"
        UNKNOWN = "unknown", "Not known"

    TRANSITIONS = {
        Status.PROPOSED: {Status.AGREED, Status.CONTESTED, Status.WITHDRAWN},
        Status.CONTESTED: {Status.PROPOSED, Status.WITHDRAWN},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="incidents")
    levels = models.ManyToManyField(ServiceLevelTerm, through="IncidentLevel", related_name="incidents")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    summary = models.CharField(max_length=200)
    cause = models.CharField(max_length=11, choices=Cause)
    starts_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True, help_text="When the vendor’s desk first answered.")
    ends_at = models.DateTimeField()
    desk_number = models.CharField(max_length=60, blank=True, help_text="The desk’s own number, where it has a case.")
    proposed_at = models.DateTimeField(editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(Organisation, models.PROTECT, related_name="incidents_proposed")
    to_answer = models.ForeignKey(Organisation, models.PROTECT, related_name="incidents_to_answer")
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=500, blank=True, editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="incident_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(first_answer_at__isnull=True)
                | Q(first_answer_at__gte=F("starts_at"), first_answer_at__lte=F("ends_at")),
                name="incident_is_answered_while_it_lasts",
            ),
            models.CheckConstraint(condition=~Q(proposed_for=F("to_answer")), name="incident_has_two_sides"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")),
                name="nobody_answers_their_own_incident",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "contested"])
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_incident_names_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["contract", "starts_at"], name="incident_by_time")]
        triggers = [
            pgtrigger.Protect(
                name="agreed_incident_stands", operation=pgtrigger.Update, condition=pgtrigger.Q(old__status="agreed")
            ),
            pgtrigger.Protect(name="incident_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/incidents/{self.reference}/"


class IncidentLevel(models.Model):
    """One service level that an incident touched."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "term"], name="incident_names_a_level_once")]
        triggers = [
            pgtrigger.Trigger(
                name="levels_of_an_agreed_incident_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM contracts_incident AS incident WHERE incident.status = 'agreed' AND "
                    "incident.id IN (CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.incident_id END, "
                    "CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.incident_id END)) THEN "
                    "RAISE EXCEPTION 'an agreed incident cannot be changed'; END IF; "
                    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self):
        return f"{self.incident}: {self.term}"
