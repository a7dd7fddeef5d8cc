"""An offering's page as visitors without an account see it, kept ready."""

from django.db import models
from django.db.models.functions import Now


class ReadyPage(models.Model):
    """The page of one version of everything it shows (page_versions.py); of another version it is never shown again."""

    offering = models.OneToOneField("catalog.Offering", models.CASCADE, primary_key=True, related_name="ready_page")
    version = models.CharField(max_length=32)
    drawn_on = models.DateField(db_default=Now(), help_text="The day is part of the version.")
    html = models.TextField()

    def __str__(self):
        return f"page of offering {self.offering_id}"
