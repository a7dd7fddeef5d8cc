"""Public bodies that are not on the list yet and ask to be. Until the office confirms one, it is no organisation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from marketplace.permissions import reads_all

from .organisation import Organisation


class BodyRegistrationQuerySet(models.QuerySet):
    def asked(self):
        """Those that wait for the broker office."""
        return self.filter(status=BodyRegistration.Status.ASKED)

    def visible_to(self, user):
        """Whoever asked, and the broker office."""
        return self if reads_all(user) else self.filter(asked_by=user.pk)


class BodyRegistration(models.Model):
    """Somebody says that a public body wants to take part; the broker office compares, confirms or refuses."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for the broker office"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    TRANSITIONS = {Status.ASKED: {Status.CONFIRMED, Status.REFUSED}}

    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED, editable=False)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Organisation.Level)
    state = models.CharField(max_length=2)
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    mail_domain = models.CharField(max_length=120)
    website = models.CharField(max_length=300, blank=True)
    position = models.CharField(max_length=200, help_text="What the person who asks does there.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="body_registrations")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1_000, blank=True)
    body = models.OneToOneField(Organisation, models.PROTECT, null=True, related_name="registration")

    objects = BodyRegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "registration of a public body"
        verbose_name_plural = "registrations of public bodies"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("mail_domain"), condition=Q(status="asked"), name="one_body_waits_per_mail_domain"
            ),
            models.CheckConstraint(
                condition=Q(status="asked", decided_at=None, decided_by=None)
                | Q(~Q(status="asked"), decided_at__isnull=False, decided_by__isnull=False),
                name="decided_body_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="nobody_confirms_the_body_they_asked_for",
            ),
            models.CheckConstraint(condition=~Q(status="refused", reason=""), name="refused_body_has_a_reason"),
            models.CheckConstraint(
                condition=Q(status="confirmed", body__isnull=False) | Q(~Q(status="confirmed"), body=None),
                name="confirmed_body_is_on_the_list",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/organisations/bodies/{self.pk}/"
