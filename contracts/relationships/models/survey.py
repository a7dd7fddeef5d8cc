"""What somebody is asked at a moment, and the one answer: never changed, and never low without a follow-up."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all

CONTENT_FROM = 4  # of five; a rating below it opens a follow-up
# The action opens it in the same transaction; this is for whoever forgets.
LOW_HAS_FOLLOW_UP = """
IF NEW.rating < 4 AND NOT EXISTS (SELECT 1 FROM contracts_followup WHERE answer_id = NEW.id) THEN
    RAISE EXCEPTION 'a rating under four opens a follow-up';
END IF;
RETURN NEW;
"""


class Moment(models.TextChoices):
    """When somebody is asked."""

    ORDER = "order", "An order was delivered"
    DISPUTE = "dispute", "A dispute was decided"
    INCIDENT = "incident", "An incident was agreed on"
    AWARD = "award", "A contract was awarded"
    QUARTER = "quarter", "A quarter"
    AGAIN = "again", "Asked again after a follow-up"


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is asked, and the broker office; colleagues read sums alone."""
        return self if reads_all(user) else self.filter(person_id=user.pk)

    def open(self, *, at):
        return self.filter(answer__isnull=True, expires_at__gt=at)


class Survey(models.Model):
    """One question to one person about one thing, with the second from which it is too late to answer."""

    Moment: TypeAlias = Moment

    moment = models.CharField(max_length=8, choices=Moment)
    subject = models.CharField(max_length=40, help_text="The record it is about, or the quarter: 2026-Q3.")
    about = models.CharField(max_length=200, help_text="The same in words.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="surveys")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="surveys")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="surveys")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["moment", "subject", "person"], name="asked_once_about_one_thing"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="there_is_time_to_answer"),
        ]
        indexes = [models.Index(fields=["organisation", "asked_at"], name="surveys_by_organisation")]
        triggers = append_only()

    def __str__(self):
        return f"{self.get_moment_display()}: {self.about}"

    def get_absolute_url(self):
        return f"/surveys/{self.pk}/"

    @property
    def user_id(self) -> int:
        """Whose own it is, for the table of permissions."""
        return self.person_id


class SurveyAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(survey__person_id=user.pk)


class SurveyAnswer(models.Model):
    """From one to five, with words where somebody wrote some. One a survey, never changed."""

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="answer")
    rating = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=2000, blank=True)
    by_link = models.BooleanField(default=False, help_text="Given by the signed link, without signing in.")
    answered_at = models.DateTimeField()

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="a_rating_is_of_five"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="a_low_rating_has_a_follow_up",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                level=pgtrigger.Row,
                timing=pgtrigger.Deferred,
                func=LOW_HAS_FOLLOW_UP,
            ),
        ]

    def __str__(self):
        return f"{self.rating} of 5: {self.survey.about}"

    @property
    def is_low(self) -> bool:
        return self.rating < CONTENT_FROM
