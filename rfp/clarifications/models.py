"""Questions to a solicitation with a hidden author, answers that come out for all at one moment."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all
from rfp.solicitations.models import Solicitation, SolicitationVersion


class AnswerRelease(models.Model):
    """A moment at which answers come out, for everybody the same; a late one says what became of the deadline."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    released_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    extended_by = models.ForeignKey(SolicitationVersion, models.PROTECT, null=True, related_name="+")
    stands_because = models.CharField(max_length=500, blank=True, help_text="Why a late answer moved no deadline.")

    class Meta:
        ordering = ["solicitation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "number"], name="one_release_per_number"),
            models.CheckConstraint(
                condition=Q(late=False) | Q(extended_by__isnull=False) | ~Q(stands_because=""),
                name="late_answers_extend_or_say_why_not",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"release {self.number} of {self.solicitation.reference}"


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads released ones, the vendor the own ones, the office all. Nobody else learns who asked."""
        if reads_all(user):
            return self
        return self.filter(Q(status=Question.Status.RELEASED) | Q(vendor_id__in=own_organisations(user)))

    def released(self):
        return self.filter(status=Question.Status.RELEASED)

    def waiting(self):
        """Without an answer."""
        return self.filter(status=Question.Status.ASKED)


class Question(models.Model):
    """One question. Its author stands on no screen but its own vendor's, and in no trail."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        ANSWERED = "answered", "Answered, not released"
        RELEASED = "released"
        DISMISSED = "dismissed", "Left out"

    TRANSITIONS = {
        Status.ASKED: {Status.ANSWERED, Status.DISMISSED},
        Status.ANSWERED: {Status.RELEASED},
    }

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField(null=True, editable=False, help_text="Given with the release.")
    words = models.TextField(max_length=2000)
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED, editable=False)
    answer = models.TextField(max_length=8000, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False)
    release = models.ForeignKey(AnswerRelease, models.PROTECT, null=True, related_name="questions", editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        ordering = ["solicitation_id", "number", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "number"], name="one_question_per_number"),
            models.CheckConstraint(
                condition=Q(status="released", release__isnull=False, number__isnull=False) & ~Q(answer="")
                | ~Q(status="released") & Q(release__isnull=True, number__isnull=True),
                name="released_question_has_answer_number_and_release",
            ),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(answer=""), name="answered_one_has_an_answer"),
            models.CheckConstraint(condition=~Q(status="dismissed") | ~Q(reason=""), name="left_out_with_a_reason"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="released_questions_stand",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="released"),
            )
        ]

    def __str__(self):
        return f"question {self.number or self.pk} to {self.solicitation.reference}"
