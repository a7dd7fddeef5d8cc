"""A market forum: agencies and vendors meet before anything is written down. Changes happen in actions/."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.permissions import reads_all
from rfp.needs.models import Need


class Way(models.TextChoices):
    """How somebody takes part."""

    IN_PERSON = "in_person", "In person"
    REMOTE = "remote", "Remote"


class ForumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is announced; the broker office also what it prepares."""
        return self if reads_all(user) else self.announced()

    def announced(self):
        """Public, those called off later included."""
        return self.filter(announced_at__isnull=False)

    def standing(self):
        """Announced and not called off."""
        return self.announced().exclude(status=Forum.Status.CANCELLED)

    def coming(self, *, at):
        """Not over yet: from the announcement until the last second of the forum."""
        return self.standing().filter(ends_at__gt=at)

    def over(self, *, at):
        return self.standing().filter(ends_at__lte=at)

    def open_for_registration(self, *, at):
        """Places, or the waiting list, may be asked for: `[opens, closes)`."""
        window = Q(registration_opens_at__lte=at, registration_closes_at__gt=at)
        return self.filter(window, status=Forum.Status.ANNOUNCED)


class Forum(models.Model):
    """One meeting with its day, its places and what is to be talked about.

    Open, full and under way are no statuses: they follow from the clock and the places taken.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        ANNOUNCED = "announced"
        HELD = "held"
        PUBLISHED = "published", "Release set"
        CANCELLED = "cancelled"

    TRANSITIONS = {
        Status.DRAFT: {Status.ANNOUNCED, Status.CANCELLED},
        Status.ANNOUNCED: {Status.HELD, Status.CANCELLED},
        Status.HELD: {Status.PUBLISHED},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=100, unique=True, editable=False)
    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=4000)
    agenda = models.TextField(max_length=4000, help_text="One point a line.")
    topics = models.TextField(max_length=4000, blank=True, help_text="What vendors are asked to speak about, by line.")
    room = models.CharField(max_length=200, blank=True)
    room_places = models.PositiveIntegerField(null=True, blank=True, help_text="None: no limit.")
    remote = models.BooleanField(default=False)
    remote_places = models.PositiveIntegerField(null=True, blank=True, help_text="None: no limit.")
    joining = models.CharField(max_length=500, blank=True, help_text="How to join from afar; for those with a place.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    registration_opens_at = models.DateTimeField()
    registration_closes_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    reason = models.TextField(max_length=2000, blank=True, editable=False, help_text="Why it was called off.")
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    prepared_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, editable=False)
    release_at = models.DateTimeField(
        null=True, editable=False, help_text="From then on everybody reads answers and minutes."
    )
    changed_at = models.DateTimeField(editable=False, help_text="Of what the public reads, for feeds and calendars.")

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "market forum"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="forum_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(registration_closes_at__gt=F("registration_opens_at"))
                & Q(registration_closes_at__lte=F("starts_at")),
                name="forum_registration_closes_by_its_start",
            ),
            models.CheckConstraint(condition=~Q(room="") | Q(remote=True), name="forum_takes_place_somewhere"),
            models.CheckConstraint(
                condition=(Q(room_places__isnull=True) | Q(room_places__gte=1))
                & (Q(remote_places__isnull=True) | Q(remote_places__gte=1)),
                name="forum_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"]) | Q(announced_at__isnull=False),
                name="forum_past_draft_was_announced",
            ),
            models.CheckConstraint(
                condition=Q(status="published", release_at__isnull=False)
                | ~Q(status="published") & Q(release_at__isnull=True),
                name="forum_is_released_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(reason=""), name="forum_is_called_off_with_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("forum_page", args=[self.slug])

    @property
    def ways(self) -> list[Way]:
        """How people can take part."""
        return [way for way, offered in ((Way.IN_PERSON, self.room), (Way.REMOTE, self.remote)) if offered]

    def places_for(self, way: str) -> int | None:
        """How many can take part so; None without a limit."""
        return self.room_places if way == Way.IN_PERSON else self.remote_places

    @property
    def agenda_lines(self) -> list[str]:
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    @property
    def topic_lines(self) -> list[str]:
        return [line.strip() for line in self.topics.splitlines() if line.strip()]

    def is_released(self, *, at: datetime.datetime) -> bool:
        """Whether everybody reads answers and minutes: a comparison of times."""
        return self.release_at is not None and self.release_at <= at

    def takes_registrations(self, *, at: datetime.datetime) -> bool:
        window = self.registration_opens_at <= at < self.registration_closes_at
        return self.status == self.Status.ANNOUNCED and window


class ForumNeed(models.Model):
    """A need that a forum is about. The public sees that there is one, its agency and the office which."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="about")
    need = models.ForeignKey(Need, models.PROTECT, related_name="forums")

    class Meta:
        ordering = ["forum_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["forum", "need"], name="forum_names_a_need_once")]

    def __str__(self):
        return f"{self.need} in {self.forum}"
