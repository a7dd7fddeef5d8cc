"""The working calendar of an organisation."""

from django.db import models

from .organisation import Organisation


class BusinessHours(models.Model):
    """An organisation's working calendar: its zone, its weekly hours, its closed and special days."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="business_hours")
    time_zone = models.CharField(max_length=64, default="America/New_York")
    weekly = models.JSONField(
        help_text='Intervals by weekday, Monday first: [[["08:00","12:00"],["13:00","17:00"]], …]'
    )
    closed_days = models.JSONField(default=dict, help_text='Date to name: {"2026-11-26": "Thanksgiving"}')
    public_holidays = models.CharField(max_length=20, default="US", help_text="Country code of the public holidays.")

    class Meta:
        verbose_name_plural = "business hours"

    def __str__(self):
        return f"hours of {self.organisation}"
