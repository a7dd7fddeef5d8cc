"""Keys for programs, and how many requests each caller of the API has left."""

from django.db import models
from django.db.models import F, Q

from marketplace.permissions import own_organisations

from .organisation import Organisation


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Tokens of the own organisations; nobody else, the broker office neither, sees that they exist."""
        return self.filter(organisation_id__in=own_organisations(user))


class ApiToken(models.Model):
    """A key for programs: only its hash is kept; it has a scope, an owner and an end."""

    class Scope(models.TextChoices):
        READ = "read"
        MEASURE = "measure", "Send measurements"
        ORDER = "order", "Place requests"
        PROVISION = "provision", "Report provisioning"
        LIST = "list", "List offerings"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_tokens")
    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="stoa_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_ends_after_it_was_made"),
        ]

    def __str__(self):
        return f"{self.prefix}… ({self.name})"


class ApiAllowance(models.Model):
    """A bucket of requests for one caller; it refills with time. Kept in the database: it counts across processes."""

    caller = models.CharField(max_length=80, primary_key=True)
    left = models.FloatField()
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.caller}: {self.left:.0f} left"
