"""What somebody is told: kept in the application, sent by e-mail after the change is committed."""

from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient_id=user.pk)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One message for one person about one record. The key keeps a repeated job from telling it twice."""

    recipient = models.ForeignKey("accounts.User", models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True, help_text="Path of the page to look at.")
    unsubscribe = models.CharField(max_length=300, blank=True, help_text="Path of a signed link that ends them.")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="told_once")]
        indexes = [models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="unread_by_recipient")]

    def __str__(self):
        return self.subject
