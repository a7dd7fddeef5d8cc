"""The call that a rating under four opens: who, until when, what came of it, and whether the customer agrees."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from marketplace.audit.models import append_only
from marketplace.clock import office_day
from marketplace.permissions import reads_all

from .survey import SurveyAnswer

ONLY_FOR_LOW = """
IF (SELECT rating FROM contracts_surveyanswer WHERE id = NEW.answer_id) >= 4 THEN
    RAISE EXCEPTION 'only a rating under four opens a follow-up';
END IF;
RETURN NEW;
"""

ONLY_CONTESTED_OPENS_AGAIN = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_outcomeword
    WHERE follow_up_id = OLD.id AND closed_at = OLD.closed_at AND NOT content
) THEN
    RAISE EXCEPTION 'Cannot update: a closed follow-up is opened again by its customer';
END IF;
RETURN NEW;
"""


class FollowUpStatus(models.TextChoices):
    OPENED = "opened", "To be called"
    UNREACHABLE = "unreachable", "Not reached"
    CONTACTED = "contacted", "Spoken with"
    AGREED = "action_agreed", "Action agreed"
    CLOSED = "closed"


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office, and whoever gave the rating."""
        return self if reads_all(user) else self.filter(answer__survey__person_id=user.pk)

    def open(self):
        """Somebody has to do something: who was not reached calls back, and is no work until then."""
        return self.exclude(status__in=[FollowUpStatus.CLOSED, FollowUpStatus.UNREACHABLE])

    def to_be_judged(self, *, on):
        """Closed, without the customer's own word, before the day on which the customer is asked again."""
        words = OutcomeWord.objects.filter(follow_up=OuterRef("pk"), closed_at=OuterRef("closed_at"))
        return self.filter(~Exists(words), status=FollowUpStatus.CLOSED, ask_again_on__gt=on)

    def with_answers(self):
        return self.select_related("answer__survey__organisation", "answer__survey__person", "owner")


class FollowUp(models.Model):
    """One for each rating under four. Without an owner it is the office's own."""

    Status: TypeAlias = FollowUpStatus
    TRANSITIONS = {
        FollowUpStatus.OPENED: {FollowUpStatus.CONTACTED, FollowUpStatus.UNREACHABLE},
        FollowUpStatus.UNREACHABLE: {FollowUpStatus.CONTACTED},
        FollowUpStatus.CONTACTED: {FollowUpStatus.AGREED, FollowUpStatus.CLOSED},
        FollowUpStatus.AGREED: {FollowUpStatus.CLOSED},
        FollowUpStatus.CLOSED: {FollowUpStatus.OPENED},  # by the customer alone, who contests the outcome
    }

    answer = models.OneToOneField(SurveyAnswer, models.PROTECT, related_name="follow_up")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="follow_ups")
    status = models.CharField(max_length=13, choices=FollowUpStatus, default=FollowUpStatus.OPENED, editable=False)
    opened_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(editable=False, help_text="Until then the customer has been spoken with.")
    attempts = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Days on which nobody answered.")
    attempted_at = models.DateTimeField(null=True, editable=False, help_text="The last of them.")
    contacted_at = models.DateTimeField(null=True, editable=False)
    contacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said = models.CharField(max_length=2000, blank=True, help_text="What the customer said.")
    action = models.CharField(max_length=1000, blank=True, help_text="What was agreed to be done.")
    action_due_on = models.DateField(null=True, help_text="Until when.")
    outcome = models.CharField(max_length=2000, blank=True, help_text="What was done, checked with the customer.")
    customer_content = models.BooleanField(null=True, help_text="What the customer says of the outcome.")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ask_again_on = models.DateField(null=True, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = "follow-up"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["opened", "unreachable"], contacted_at__isnull=True, said="")
                | ~Q(status__in=["opened", "unreachable"])
                & Q(contacted_at__isnull=False, contacted_by__isnull=False)
                & ~Q(said=""),
                name="who_was_spoken_with_said_something",
            ),
            models.CheckConstraint(
                condition=~Q(status="unreachable") | Q(attempts__gte=3), name="not_reached_after_three_attempts"
            ),
            models.CheckConstraint(
                condition=Q(action="", action_due_on__isnull=True) | ~Q(action="") & Q(action_due_on__isnull=False),
                name="an_action_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="action_agreed") | ~Q(action=""), name="what_is_agreed_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") & Q(closed_at__isnull=True, customer_content__isnull=True, outcome="")
                | Q(
                    status="closed",
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    customer_content__isnull=False,
                    ask_again_on__isnull=False,
                )
                & ~Q(outcome=""),
                name="an_outcome_is_checked_with_the_customer",
            ),
        ]
        indexes = [models.Index(fields=["owner"], condition=~Q(status="closed"), name="open_follow_ups")]
        triggers = [
            pgtrigger.Trigger(
                name="only_a_low_rating",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                func=ONLY_FOR_LOW,
            ),
            pgtrigger.Protect(name="follow_up_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="follow_up_keeps_its_answer",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("answer", "opened_at"),
            ),
            pgtrigger.Protect(
                name="follow_up_keeps_its_clock",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__due_at__df=pgtrigger.F("new__due_at"))
                & ~pgtrigger.Q(old__status="closed", new__status="opened"),
            ),
            pgtrigger.Trigger(
                name="opened_again_by_its_customer",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                condition=pgtrigger.Q(old__status="closed") & ~pgtrigger.Q(new__status="closed"),
                func=ONLY_CONTESTED_OPENS_AGAIN,
            ),
            *append_only()[1:],
        ]

    def __str__(self):
        return f"follow-up of {self.answer}"

    def get_absolute_url(self):
        return f"/follow-ups/{self.pk}/"

    def is_to_be_judged(self, words, *, at) -> bool:
        """The same as `to_be_judged` of one, with its words at hand."""
        given = any(one.closed_at == self.closed_at for one in words)
        return self.status == FollowUpStatus.CLOSED and not given and self.ask_again_on > office_day(at)

    @property
    def user_id(self) -> int:
        """Whose rating it was, for the table of permissions."""
        return self.answer.survey.person_id


class OutcomeWordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads the follow-up."""
        return self if reads_all(user) else self.filter(follow_up__answer__survey__person_id=user.pk)


class OutcomeWord(models.Model):
    """What the customer says of an outcome in their own name, with what the office had said and done until then."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="outcome_words")
    content = models.BooleanField()
    words = models.CharField(max_length=2000, blank=True)
    said = models.CharField(max_length=2000)
    action = models.CharField(max_length=1000, blank=True)
    outcome = models.CharField(max_length=2000)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = OutcomeWordQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "closed_at"], name="one_word_an_outcome"),
            models.CheckConstraint(condition=Q(content=True) | ~Q(words=""), name="who_contests_says_why"),
            models.CheckConstraint(condition=Q(given_at__gte=F("closed_at")), name="a_word_follows_its_outcome"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{'Confirmed' if self.content else 'Contested'}: {self.follow_up}"
