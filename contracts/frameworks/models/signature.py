"""A vendor's own signature on its lot of an agreement, under the digest of the version it read. Never changed."""

import pgtrigger
from django.db import models
from django.db.models import Q, Value

from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .framework import FrameworkLot
from .version import FrameworkVersion

SIGNS_ITS_OWN_LOT = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_frameworkversion AS version
    JOIN contracts_frameworklot AS lot ON lot.framework_id = version.framework_id
    JOIN contracts_lotvendor AS ranked ON ranked.lot_id = lot.id
    WHERE version.id = NEW.version_id AND version.digest = NEW.digest AND lot.id = NEW.lot_id
    AND ranked.vendor_id = NEW.vendor_id
) THEN
    RAISE EXCEPTION 'a vendor signs a lot that it is ranked in, under a version of that agreement and its digest';
END IF;
RETURN NEW;
"""


class LotSignatureQuerySet(models.QuerySet):
    def as_read_by(self, user):
        """With whose and under which version each is; `names_signer` where `user` is of the vendor or the office."""
        told = Value(True) if reads_all(user) else Q(vendor__in=own_organisations(user))
        return (
            self.select_related("vendor", "signed_by", "version").defer("version__content").annotate(names_signer=told)
        )


class LotSignature(models.Model):
    """One vendor binds itself to one lot, as one version of the agreement says it."""

    lot = models.ForeignKey(FrameworkLot, models.PROTECT, related_name="signatures")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    objects = LotSignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "vendor", "version"], name="a_vendor_signs_a_version_of_a_lot_once")
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="signs_its_own_lot",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=SIGNS_ITS_OWN_LOT,
            ),
        ]

    def __str__(self):
        return f"{self.signed_by} for {self.vendor}"
