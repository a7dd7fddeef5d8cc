"""What was signed, word for word with its digest, and who signed it for which side. Never changed."""

import hashlib

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value

from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

from .contract import Contract

# SHA-256 of the text's bytes in UTF-8, in hexadecimal digits, as the database reckons it.
DIGEST_OF_CONTENT = Func(
    Func(Func(F("content"), Value("UTF8"), function="convert_to"), function="sha256"), Value("hex"), function="encode"
)
SIGNS_WHAT_IT_NAMES = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_contractversion AS version
    WHERE version.id = NEW.version_id AND version.contract_id = NEW.contract_id AND version.digest = NEW.digest
) THEN
    RAISE EXCEPTION 'a signature is under a version of its own contract, with the digest of that version';
END IF;
RETURN NEW;
"""


def digest_of(text: str) -> str:
    """SHA-256 of the text's bytes in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class ContractVersion(models.Model):
    """The whole content of a contract at one time: version 1 is what both sides sign, each amendment makes the next."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField(help_text="JSON with sorted names.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content's bytes.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["contract_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contract_versions_are_numbered"),
            models.CheckConstraint(condition=Q(digest=DIGEST_OF_CONTENT), name="version_has_the_digest_of_its_content"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.contract.reference}, version {self.number}"


class Consent(models.Model):
    """The office's word for a version that orders made, given beforehand: by whom and when, and in which document."""

    version = models.OneToOneField(ContractVersion, models.PROTECT, related_name="consent")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    under = models.CharField(max_length=200, help_text="The framework agreement or buying policy that says so.")
    address = models.CharField(max_length=200)

    class Meta:
        ordering = ["version_id"]
        constraints = [models.CheckConstraint(condition=~Q(under=""), name="consent_says_under_what")]
        triggers = append_only()

    def __str__(self):
        return f"{self.given_by} for {self.organisation}, under {self.under}"


class SignatureQuerySet(models.QuerySet):
    def as_read_by(self, user):
        """With whose and under which version each is; `names_signer` where `user` is of a party or the office."""
        parties = Q(contract__in=Contract.objects.visible_to(user))
        return (
            self.select_related("organisation", "signed_by", "version")
            .defer("version__content")
            .annotate(names_signer=parties)
        )


class Signature(models.Model):
    """One side binds itself to one version: who, in whose name, when, and the digest of what was read."""

    class Side(models.TextChoices):
        AGENCY = "agency", "The agency"
        VENDOR = "vendor", "The vendor"
        BROKER = "broker", "The broker office"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="signatures")
    version = models.ForeignKey(ContractVersion, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=6, choices=Side)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "side"], name="each_side_signs_a_version_once")]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="signs_what_it_names",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=SIGNS_WHAT_IT_NAMES,
            ),
        ]

    def __str__(self):
        return f"{self.signed_by} for {self.organisation}"
