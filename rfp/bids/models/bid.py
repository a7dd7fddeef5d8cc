"""A bid, its sealed versions and their receipts. Changes happen in actions/."""

import datetime
import uuid

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.components.formats import day
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, holds, own_organisations, reads_all
from rfp.solicitations.models import SolicitationLot
from rfp.solicitations.presets import PRESETS

from .keys import Part

UNSEALED = [kind for kind, preset in PRESETS.items() if not preset.sealed]
DUE = """
SELECT solicitation.bids_due_at INTO due FROM rfp_solicitation AS solicitation
JOIN rfp_solicitationlot AS lot ON lot.solicitation_id = solicitation.id
{join} WHERE {where};
"""
# The actions compare after the lock; this is for whoever forgets it.
NO_CHANGE_FROM_THE_DEADLINE_ON = (
    DUE.format(join="", where="lot.id = NEW.lot_id")
    + """
IF NEW.lot_id <> OLD.lot_id OR NEW.vendor_id <> OLD.vendor_id OR NEW.code <> OLD.code THEN
    RAISE EXCEPTION 'a bid stays with its lot and its vendor';
END IF;
IF (NEW.status, NEW.version) IS DISTINCT FROM (OLD.status, OLD.version)
    AND (due IS NULL OR NEW.changed_at >= due) THEN
    RAISE EXCEPTION 'bids are neither submitted nor withdrawn from the deadline on';
END IF;
RETURN NEW;
"""
)
NO_VERSION_FROM_THE_DEADLINE_ON = (
    DUE.format(join="JOIN rfp_bid AS bid ON bid.lot_id = lot.id", where="bid.id = NEW.bid_id")
    + """
IF due IS NULL OR NEW.received_at >= due THEN
    RAISE EXCEPTION 'no bid is received from the deadline on';
END IF;
RETURN NEW;
"""
)
HELD = """
IF EXISTS (SELECT 1 FROM rfp_legalhold AS hold
    JOIN rfp_solicitationlot AS lot ON lot.solicitation_id = hold.solicitation_id
    JOIN rfp_bid AS bid ON bid.lot_id = lot.id JOIN rfp_bidversion AS version ON version.bid_id = bid.id
    WHERE version.id = {version} AND hold.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'a legal hold stands, so nothing is destroyed';
END IF;
"""
ENVELOPE_STANDS = (
    """
IF (OLD.id, OLD.version_id, OLD.part, OLD.fault, OLD.opened_at)
        IS DISTINCT FROM (NEW.id, NEW.version_id, NEW.part, NEW.fault, NEW.opened_at)
    OR OLD.destroyed_at IS NOT NULL OR NEW.destroyed_at IS NULL OR NEW.content IS NOT NULL THEN
    RAISE EXCEPTION 'an opened envelope stands until its content is destroyed';
END IF;
"""
    + HELD.format(version="OLD.version_id")
    + "RETURN NEW;"
)
DECLARED = [("due", "timestamptz")]


def destroyed_words(at: datetime.datetime | None) -> str:
    """What stands in place of a bid that is no more."""
    return f"Its time of keeping was over, and it was destroyed on {day(at)}."


class BidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A vendor's people see their own. Before the opening nobody else sees that there is a bid; after it those who
        opened, who never score, and the auditor. Evaluators read proposals without names, through the evaluation. What
        is not sealed, the answers to an RFI, the office reads as they come."""
        own = Q(vendor_id__in=own_organisations(user))
        if user.is_authenticated:
            openers = Q(lot__solicitation__bid_openings__officer_id=user.pk)
            unsealed = Q(lot__solicitation__kind__in=UNSEALED) if reads_all(user) else Q(pk=None)
            own |= Q(opened=True) & (Q() if holds(user, {Role.AUDITOR}) else openers | unsealed)
        return self.annotate(opened=Exists(_opened_versions())).filter(own).distinct()

    def submitted(self):
        return self.filter(status=Bid.Status.SUBMITTED)

    def opened(self):
        """Bids of which a version was opened, or found not to open."""
        return self.filter(Exists(_opened_versions()))


def _opened_versions():
    return OpenedEnvelope.objects.filter(version__bid=OuterRef("pk"))


class Bid(models.Model):
    """One vendor's answer to one lot. Opened is no status: it follows from the opening on record."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.SUBMITTED, Status.WITHDRAWN},  # the first of them replaces the version before
        Status.WITHDRAWN: {Status.SUBMITTED},
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Says nothing about others.")
    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="bids")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="bids")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveSmallIntegerField(default=0, editable=False, help_text="The last one submitted.")
    acknowledged = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="The version of the solicitation that the vendor's people have read last."
    )
    destroyed_at = models.DateTimeField(null=True, editable=False, help_text="When its time of keeping was over.")
    started_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    started_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "vendor"], name="one_bid_a_vendor_a_lot"),
            models.CheckConstraint(
                condition=Q(status="draft", version=0) | ~Q(status="draft") & Q(version__gte=1),
                name="bid_past_draft_has_a_version",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bids_stand_from_the_deadline_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=DECLARED,
                func=NO_CHANGE_FROM_THE_DEADLINE_ON,
            ),
            pgtrigger.Protect(
                name="submitted_bids_stay", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__version__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.lot.solicitation.reference}, lot {self.lot.number}"

    def get_absolute_url(self):
        return reverse("bid_page", args=[self.code])

    @property
    def solicitation(self):
        return self.lot.solicitation


class BidVersion(models.Model):
    """What was submitted at one moment: two closed boxes, whose keys lie in `wraps`. Never changed, never deleted."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    based_on = models.PositiveSmallIntegerField(help_text="The version of the solicitation that it answers.")
    technical = models.BinaryField()
    price = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of both boxes as they lie here.")
    submitted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["bid_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["bid", "number"], name="bid_versions_are_numbered")]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="nothing_is_received_from_the_deadline_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=DECLARED,
                func=NO_VERSION_FROM_THE_DEADLINE_ON,
            ),
        ]

    def __str__(self):
        return f"version {self.number} of {self.bid}"

    def sealed(self, part: str) -> bytes | None:
        """The box of one envelope."""
        content = self.technical if part == Part.TECHNICAL else self.price
        return None if content is None else bytes(content)


class Wrap(models.Model):
    """The key of one box, wrapped for whoever may open it: the opening, or the vendor that reads its own again."""

    class For(models.TextChoices):
        OPENING = "opening"
        VENDOR = "vendor"

    version = models.ForeignKey(BidVersion, models.PROTECT, related_name="wraps")
    part = models.CharField(max_length=9, choices=Part)
    holder = models.CharField(max_length=7, choices=For)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "part", "holder"], name="one_wrap_a_holder")]
        triggers = [
            pgtrigger.Protect(name="wraps_stand_or_are_destroyed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="a_hold_keeps_wraps",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"{HELD.format(version='OLD.version_id')} RETURN OLD;",
            ),
        ]

    def __str__(self):
        return f"{self.part} of {self.version} for the {self.holder}"


class Receipt(models.Model):
    """The signed statement that a version was received, or the bid withdrawn."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    statement = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["bid_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["bid", "number"], name="receipts_are_numbered")]
        triggers = append_only()

    def __str__(self):
        return f"receipt {self.number} of {self.bid}"


class OpenedEnvelope(models.Model):
    """What an envelope held, from its opening on; or why it did not open. Either way it stays on record."""

    version = models.ForeignKey(BidVersion, models.PROTECT, related_name="opened")
    part = models.CharField(max_length=9, choices=Part)
    content = models.JSONField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, help_text="When its content was destroyed, its time being over.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "part"], name="an_envelope_is_opened_once"),
            models.CheckConstraint(
                condition=Q(content__isnull=False, fault="", destroyed_at__isnull=True)
                | Q(content__isnull=True) & (~Q(fault="") | Q(destroyed_at__isnull=False)),
                name="opened_envelope_has_content_or_a_fault",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="opened_envelopes_stand_or_are_destroyed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ENVELOPE_STANDS,
            ),
            pgtrigger.Protect(name="opened_envelopes_stay", operation=pgtrigger.Delete),
            *append_only()[1:],
            pgtrigger.Trigger(
                name="two_officers_open_sealed_bids",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("openers", "integer"), ("sealed", "boolean")],
                func="""
                SELECT (SELECT count(DISTINCT officer_id) FROM rfp_opening
                        WHERE rfp_opening.solicitation_id = lot.solicitation_id),
                    EXISTS (SELECT 1 FROM rfp_solicitationkey AS held
                            WHERE held.solicitation_id = lot.solicitation_id)
                INTO openers, sealed FROM rfp_bidversion AS version
                JOIN rfp_bid AS bid ON bid.id = version.bid_id
                JOIN rfp_solicitationlot AS lot ON lot.id = bid.lot_id WHERE version.id = NEW.version_id;
                IF sealed AND openers < 2 THEN
                    RAISE EXCEPTION 'two officers open sealed bids';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.part} of {self.version}"

    @property
    def why_empty(self) -> str:
        """Why there is nothing in it to read; empty where there is."""
        return destroyed_words(self.destroyed_at) if self.destroyed_at else self.fault
