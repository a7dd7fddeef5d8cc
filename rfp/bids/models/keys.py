"""Whose keys there are and what holds their private halves. Nothing here opens anything: see keys.py."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation
from rfp.solicitations.models import Solicitation


class Part(models.TextChoices):
    """The two envelopes of a bid: apart, each with a key of its own."""

    TECHNICAL = "technical", "Technical"
    PRICE = "price"


class VendorKey(models.Model):
    """The key pair of a vendor: drafts are sealed to it, and each version so that the vendor reads its own again."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="bid_key")
    public_key = models.BinaryField(max_length=32)
    held = models.BinaryField(help_text="The private half, sealed to the platform's key.")
    held_by = models.CharField(max_length=16, help_text="Names the platform's key.")
    made_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="vendor_keys_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="vendor_keys_are_never_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("public_key", "organisation"),
            ),
        ]

    def __str__(self):
        return f"key of {self.organisation}"


class SolicitationKey(models.Model):
    """The key pair of one envelope of a solicitation. The private half is sealed to the platform's key, or, where
    officers hold it in pieces, boxed under what their pieces make. Erased, it opens nothing ever again."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="bid_keys")
    part = models.CharField(max_length=9, choices=Part)
    public_key = models.BinaryField(max_length=32)
    held = models.BinaryField(null=True)
    held_by = models.CharField(max_length=16, blank=True, help_text="Names the platform's key; empty: the officers'.")
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "part"], name="one_bid_key_an_envelope"),
            models.CheckConstraint(
                condition=Q(held__isnull=False, erased_at__isnull=True) | Q(held__isnull=True, erased_at__isnull=False),
                name="bid_key_is_held_or_erased",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="bid_keys_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_hold_keeps_bid_keys",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__erased_at__isnull=True, new__erased_at__isnull=False),
                func="""
                IF EXISTS (SELECT 1 FROM rfp_legalhold
                    WHERE solicitation_id = OLD.solicitation_id AND lifted_at IS NULL) THEN
                    RAISE EXCEPTION 'a legal hold stands, so nothing is destroyed';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="bid_keys_are_never_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.erased_at IS NOT NULL OR (OLD.solicitation_id, OLD.part, OLD.public_key, OLD.made_at) "
                    "IS DISTINCT FROM (NEW.solicitation_id, NEW.part, NEW.public_key, NEW.made_at)"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_part_display()} key of {self.solicitation}"


class OfficerKey(models.Model):
    """An officer's own key pair, its private half under a passphrase that is kept nowhere."""

    officer = models.OneToOneField("accounts.User", models.PROTECT, related_name="bid_key")
    public_key = models.BinaryField(max_length=32)
    locked = models.BinaryField()
    made_at = models.DateTimeField()
    passphrase_at = models.DateTimeField(null=True, help_text="When it was last locked under another passphrase.")

    class Meta:
        triggers = [
            pgtrigger.Protect(name="officer_keys_stay", operation=pgtrigger.Delete),
            # The same key under another passphrase: the pieces that are sealed to it stay good.
            pgtrigger.Protect(
                name="officer_keys_are_never_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("public_key", "officer", "made_at"),
            ),
        ]

    def __str__(self):
        return f"key of {self.officer}"


class StrictSealing(models.Model):
    """A solicitation whose bids open only with the pieces of several named officers."""

    solicitation = models.OneToOneField(Solicitation, models.PROTECT, related_name="strict_sealing")
    needed = models.PositiveSmallIntegerField()
    arranged_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()
    drill_secret_sha256 = models.CharField(max_length=64, help_text="Of the secret that the drill makes again.")
    drilled_at = models.DateTimeField(null=True, help_text="When enough officers last made it.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(needed__gte=2), name="no_officer_opens_bids_alone")]

    def __str__(self):
        return f"{self.needed} officers open {self.solicitation}"


class KeyHolder(models.Model):
    """One named officer, with a piece of the key and a piece for the drill, both sealed to the officer's own key.

    `given` and `drill_given` hold a piece, sealed to the platform's key, from its officer's confirmation until enough
    are there.
    """

    sealing = models.ForeignKey(StrictSealing, models.PROTECT, related_name="holders")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="bid_key_pieces")
    number = models.PositiveSmallIntegerField()
    piece = models.BinaryField(null=True)
    drill_piece = models.BinaryField()
    given = models.BinaryField(null=True)
    drill_given = models.BinaryField(null=True)
    drilled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sealing_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sealing", "officer"], name="one_piece_an_officer"),
            models.UniqueConstraint(fields=["sealing", "number"], name="pieces_are_numbered"),
        ]

    def __str__(self):
        return f"piece {self.number} of {self.sealing}, {self.officer}"
