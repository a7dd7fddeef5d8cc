"""What reviewers ask a vendor to change, section by section. Written by moderation.py, read by both sides."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.models import TaskState, WorkflowState

LONGEST_REMARK = 2_000


class Section(models.TextChoices):
    """The parts of an offering that a reviewer reads one by one."""

    WHAT = "what", "What it is"
    SECURITY = "security", "Security and data"
    TERMS = "terms", "Terms"
    PLANS = "plans", "Plans and prices"
    LEVELS = "levels", "Service levels"
    ANSWERS = "answers", "Answers and evidence"
    WHOLE = "whole", "The offering as a whole"


class ReviewRemark(models.Model):
    """What has to change in one section before the offering is published. Who wrote it and when: its task state."""

    offering = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="remarks")
    task_state = models.ForeignKey(TaskState, models.CASCADE, related_name="+")
    section = models.CharField(max_length=8, choices=Section)
    words = models.TextField(max_length=LONGEST_REMARK)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task_state", "section"], name="one_remark_a_section"),
            models.CheckConstraint(condition=~Q(words=""), name="a_remark_has_words"),
        ]

    def __str__(self):
        return f"{self.get_section_display()}: {self.words}"


def remarks_of(offering: models.Model) -> list[ReviewRemark]:
    """What a reviewer asked to change in it, while that is still to be done; none once it is sent again."""
    reviews = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(offering),
        object_id=str(offering.pk),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    returned = reviews.values("current_task_state_id")
    return list(ReviewRemark.objects.filter(task_state__in=returned).select_related("task_state__finished_by"))


def earlier_remarks_of(offering: models.Model) -> list[ReviewRemark]:
    """What was asked when it was last sent back, for whoever reviews it again."""
    last = ReviewRemark.objects.filter(offering=offering.pk).order_by("-task_state_id").values("task_state_id")[:1]
    return list(ReviewRemark.objects.filter(task_state__in=last).select_related("task_state__finished_by"))
