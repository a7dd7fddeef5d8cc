"""Searches that somebody keeps, and what fits them. Changes happen in catalog/saved_searches/actions/."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.http import QueryDict
from django.urls import reverse

from catalog.search.query import CatalogueQuery
from catalog.search.reading import read_query
from marketplace.organisations.models import Membership


class SavedSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own: what somebody looks for is nobody else's business."""
        return self.filter(user_id=user.pk)

    def standing(self):
        """Searches that nobody has removed."""
        return self.filter(removed_at__isnull=True)

    def with_zone(self, *, at):
        """With the zone of the organisation that its owner belongs to, for the time of alerts."""
        held = Membership.objects.in_force(at=at).filter(user=OuterRef("user")).order_by("pk")
        return self.annotate(organisation_zone=Subquery(held.values("organisation__time_zone")[:1]))

    def with_feed(self):
        """Those whose feed is open, while their owner has an account."""
        return self.standing().filter(feed_token__isnull=False, user__is_active=True)


class SavedSearch(models.Model):
    """A search of the catalogue under a name: its query string is all of it, but for page and chosen offerings."""

    class Frequency(models.TextChoices):
        INSTANT = "instant", "At once"
        DAILY = "daily", "Once a day"
        WEEKLY = "weekly", "Once a week, on Mondays"
        NONE = "none", "No alerts"

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    query = models.TextField(blank=True, help_text="As in the address, without the question mark.")
    frequency = models.CharField("alerts", max_length=7, choices=Frequency, default=Frequency.DAILY)
    as_member = models.BooleanField(help_text="Whether its owner belonged to an organisation: alerts end with that.")
    ended_because = models.CharField(max_length=200, blank=True, help_text="Why Stoa ended the alerts.")
    feed_token = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 unique or none
    created_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, editable=False, help_text="When the last alert was due and looked for.")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_because="") | Q(frequency="none"), name="ended_alerts_are_no_longer_sent"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("saved_search_page", args=[self.pk])

    @property
    def run_address(self) -> str:
        """The catalogue with this search."""
        return f"{reverse('catalogue')}{'?' if self.query else ''}{self.query}"

    def read(self) -> CatalogueQuery:
        """The search as the catalogue understands it today. Raises SearchRefused where a value has been withdrawn."""
        return read_query(dict(QueryDict(self.query).lists()))


class SavedSearchHitQuerySet(models.QuerySet):
    def new(self):
        """What came to fit after the search was saved."""
        return self.filter(at_start=False)

    def waiting(self):
        """What its owner has not been told."""
        return self.filter(told_at__isnull=True)


class SavedSearchHit(models.Model):
    """One offering that fits a saved search. What no longer fits has no row, so that it counts as new when it does."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    offering = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="+")
    since = models.DateTimeField()
    at_start = models.BooleanField(default=False, help_text="It fitted already when the search was saved.")
    told_at = models.DateTimeField(null=True)

    objects = SavedSearchHitQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["search", "offering"], name="offering_fits_a_search_once"),
            models.CheckConstraint(
                condition=Q(at_start=False) | Q(told_at__isnull=False), name="what_fitted_at_start_is_no_news"
            ),
        ]
        indexes = [
            models.Index(fields=["search", "-since"], condition=Q(at_start=False), name="new_hits_of_a_search"),
            models.Index(fields=["search"], condition=Q(told_at__isnull=True), name="hits_to_tell"),
        ]

    def __str__(self):
        return f"offering {self.offering_id} in {self.search}"
