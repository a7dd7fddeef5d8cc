"""Questions to a forum: asked with a hidden author, moderated, merged, voted on, answered for everybody at once."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all

from .forum import Forum

RELEASED_STANDS = """
IF (OLD.status, OLD.words, OLD.answer) IS DISTINCT FROM (NEW.status, NEW.words, NEW.answer)
   AND EXISTS (SELECT 1 FROM rfp_forum WHERE id = NEW.forum_id AND release_at IS NOT NULL) THEN
    RAISE EXCEPTION 'questions and answers stand once their release is set';
END IF;
RETURN NEW;
"""


class ForumQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads approved ones; the author their own, the broker office all. Answers are a matter of time."""
        if reads_all(user):
            return self
        own = Q(asked_by_id=user.pk) if user.is_authenticated else Q(pk__in=[])
        return self.filter(Q(status__in=ForumQuestion.PUBLIC) | own)

    def unsettled(self):
        """Not looked at, or approved without an answer."""
        return self.filter(status__in=[ForumQuestion.Status.PENDING, ForumQuestion.Status.APPROVED])


class ForumQuestion(models.Model):
    """One question. Who asked is read by the moderator alone, and stands in no trail."""

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting for the moderator"
        APPROVED = "approved", "Open for votes"
        ANSWERED = "answered"
        MERGED = "merged"
        DISMISSED = "dismissed", "Left out"

    TRANSITIONS = {
        Status.PENDING: {Status.APPROVED, Status.MERGED, Status.DISMISSED},
        Status.APPROVED: {Status.ANSWERED, Status.MERGED, Status.DISMISSED},
    }
    PUBLIC = (Status.APPROVED, Status.ANSWERED)

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="questions")
    words = models.TextField(max_length=1000)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PENDING, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False)
    answer = models.TextField(max_length=4000, blank=True, editable=False)

    objects = ForumQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        ordering = ["forum_id", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | ~Q(status="merged") & Q(merged_into__isnull=True),
                name="merged_question_says_into_which",
            ),
            models.CheckConstraint(
                condition=~Q(status="dismissed") | ~Q(reason=""), name="question_is_left_out_with_a_reason"
            ),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(answer=""), name="answered_question_has_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="released_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=RELEASED_STANDS
            )
        ]

    def __str__(self):
        return f"question {self.pk} to {self.forum.reference}"


class QuestionVote(models.Model):
    """One person would like to hear the answer."""

    question = models.ForeignKey(ForumQuestion, models.CASCADE, related_name="votes")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="one_vote_a_person")]

    def __str__(self):
        return f"vote for {self.question}"
