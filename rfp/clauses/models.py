"""The library of parts that solicitations are made of: each kept in versions, and which version went where."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from wagtail.fields import StreamField

from marketplace.audit.models import append_only
from marketplace.permissions import reads_all
from rfp.solicitations.blocks import BodyBlock
from rfp.solicitations.models import Solicitation


class ClauseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office."""
        return self if reads_all(user) else self.none()

    def in_use(self):
        """Not retired."""
        return self.filter(retired_at__isnull=True)


class Clause(models.Model):
    """A part that is used again and again: a requirement, a question, a criterion, or several that belong together."""

    title = models.CharField(max_length=120, unique=True)
    use = models.CharField(max_length=500, help_text="When it is of use, and when not.")
    body = StreamField(BodyBlock(), help_text="Lots and codes are left empty: they are given where it is taken.")
    number = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Of the newest version.")
    changed_at = models.DateTimeField(editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="a_clause_has_a_version")]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("clause_page", args=[self.pk])


class ClauseVersion(models.Model):
    """What a clause said. Never changed, never deleted."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    body = models.JSONField(help_text="Its blocks: type and value.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the blocks as canonical JSON.")
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["clause_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["clause", "number"], name="one_clause_version_a_number")]
        triggers = append_only()

    def __str__(self):
        return f"{self.title}, version {self.number}"


class TakenClause(models.Model):
    """A version of a clause that went into a solicitation. It stays on record, whatever the text became."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="taken_clauses")
    version = models.ForeignKey(ClauseVersion, models.PROTECT, related_name="taken")
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["solicitation_id", "pk"]
        triggers = append_only()

    def __str__(self):
        return f"{self.version} in {self.solicitation.reference}"

    @property
    def is_behind(self) -> bool:
        """Whether the library has a newer version by now."""
        return self.version.number < self.version.clause.number
