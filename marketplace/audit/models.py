"""What happened, who did it, in whose name: append-only, each event holding the hash of the one before it.

Written by `actions.record` alone; checked by `actions.find_first_bad_event` and `manage.py verify_audit`.
"""

import pgtrigger
from django.db import models

from marketplace.permissions import allowed


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'this table is append-only';",
        ),
    ]


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Events are read by those whom the table lets read the trail; everybody else sees none here. A sealed chain
        is read by nobody before it is unsealed."""
        return self.exclude(chain__in=SealedChain.objects.sealed()) if allowed(user, "audit.read") else self.none()

    def about(self, obj):
        """The story of one record, as it came on record."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("pk")

    def story_of(self, obj):
        """The same in the order of its times: what was put on record later stands where it happened."""
        return self.about(obj).order_by("at", "pk")


class AuditEvent(models.Model):
    """One thing that happened. Actor and organisation are kept as id and label: they outlive the rows."""

    chain = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    organisation_ids = models.JSONField(default=list)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    object_label = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    address = models.GenericIPAddressField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_event_per_place_in_chain")]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]
        triggers = append_only()

    def __str__(self):
        return f"{self.chain} {self.number}: {self.action}"

    @property
    def words(self) -> str:
        """The action as people say it: "contracts.order.approved" is "Order approved"."""
        return self.action.partition(".")[2].replace(".", " ").replace("_", " ").capitalize()

    @property
    def details(self) -> list[tuple[str, object]]:
        """What the event holds beside its fields, by name."""
        return [(name.replace("_", " ").capitalize(), value) for name, value in sorted(self.data.items())]

    @property
    def what(self):
        """The last word of the action, for readers: "In triage" of rfp.need.in_triage."""
        return self.action.rpartition(".")[2].replace("_", " ").capitalize()


class ChainHead(models.Model):
    """The last event of each chain; its row lock puts the appenders in line."""

    chain = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self):
        return f"{self.chain} at {self.number}"


class SealedChainQuerySet(models.QuerySet):
    def sealed(self):
        """The names of chains that nobody reads yet."""
        return self.filter(unsealed_at__isnull=True).values("chain")


class SealedChain(models.Model):
    """A chain whose very events would tell what nobody may know yet, such as how many bids there are.

    Its hashes are checked like all others; its events are shown once it is unsealed.
    """

    chain = models.CharField(max_length=80, primary_key=True)
    unsealed_at = models.DateTimeField(null=True)

    objects = SealedChainQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="sealed_chains_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_unsealed_chain_stays_open",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__unsealed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.chain}, {'readable' if self.unsealed_at else 'sealed'}"


class Checkpoint(models.Model):
    """The heads of all chains at a moment, signed, so that a deleted tail is found too.

    Each signs the signature of the one before it: none can be taken out of the middle.
    """

    at = models.DateTimeField()
    heads = models.JSONField()
    previous_signature = models.CharField(max_length=128, blank=True)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["pk"]
        triggers = append_only()

    def __str__(self):
        return f"checkpoint {self.pk}"
