"""Who comes to a forum, who waits for a place, and for whom one is held."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .forum import Forum, Way

# The action holds the forum's lock; this is for whoever forgets it.
PLACES_HOLD = """
IF NEW.status IN ('registered', 'offered') AND EXISTS (
    SELECT 1 FROM rfp_forum AS forum WHERE forum.id = NEW.forum_id
    AND (SELECT count(*) FROM rfp_registration
         WHERE forum_id = NEW.forum_id AND way = NEW.way AND status IN ('registered', 'offered') AND id <> NEW.id)
        >= CASE NEW.way WHEN 'in_person' THEN forum.room_places ELSE forum.remote_places END
) THEN
    RAISE EXCEPTION 'every place of the forum is taken';
END IF;
RETURN NEW;
"""


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office sees who comes; people see colleagues of their own organisations."""
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))

    def standing(self):
        """Neither given back nor lapsed."""
        return self.filter(status__in=Registration.STANDING)

    def taking_places(self):
        """Rows that take a place: confirmed, or held for somebody."""
        return self.filter(status__in=[Registration.Status.REGISTERED, Registration.Status.OFFERED])

    def waiting(self):
        """In line, the first one first."""
        return self.filter(status=Registration.Status.WAITING).order_by("asked_at", "pk")

    def held(self, *, at):
        """Places that wait for a confirmation in time."""
        return self.filter(status=Registration.Status.OFFERED, held_until__gt=at)

    def lapsed(self, *, at):
        """Holds that ran out, whether or not anybody has recorded it."""
        return self.filter(status=Registration.Status.OFFERED, held_until__lte=at)


class Registration(models.Model):
    """One person's place at a forum, or place in its line, in the name of an organisation."""

    class Status(models.TextChoices):
        REGISTERED = "registered"
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "Place held"
        LAPSED = "lapsed"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.WAITING: {Status.OFFERED, Status.WITHDRAWN},
        Status.OFFERED: {Status.REGISTERED, Status.LAPSED, Status.WITHDRAWN},
        Status.REGISTERED: {Status.WITHDRAWN},
    }
    STANDING = (Status.REGISTERED, Status.WAITING, Status.OFFERED)

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="registrations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="forum_registrations")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="forum_registrations")
    way = models.CharField(max_length=9, choices=Way)
    topic = models.CharField(max_length=300, blank=True, help_text="What they would like to speak about.")
    status = models.CharField(max_length=10, choices=Status, default=Status.REGISTERED, editable=False)
    asked_at = models.DateTimeField(help_text="Decides the place in line.")
    held_until = models.DateTimeField(null=True, editable=False)
    attended = models.BooleanField(null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["forum_id", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "user"],
                condition=Q(status__in=["registered", "waiting", "offered"]),
                name="one_standing_registration_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(held_until__isnull=False), name="held_place_says_until_when"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="places_hold",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PLACES_HOLD,
            )
        ]

    def __str__(self):
        return f"{self.user} of {self.organisation} at {self.forum.reference}"

    def has_lapsed(self, *, at) -> bool:
        """Whether the hold ran out: a comparison of times."""
        return self.status == self.Status.LAPSED or (
            self.status == self.Status.OFFERED and self.held_until is not None and self.held_until <= at
        )
