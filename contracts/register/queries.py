"""What the register shows: to everybody the contracts that are signed, to the parties their drafts too."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from contracts.agreements.models import Contract, ContractVersion, Signature
from contracts.deliveries.models import Certificate
from contracts.exits.models import Termination


def in_register(reader: Any) -> QuerySet[Contract]:
    """Contracts that `reader` finds in the register, newest first, with their parties."""
    own = Contract.objects.visible_to(reader).values("pk")
    lapsed = Exists(Certificate.objects.lapsed(on=timezone.localdate()).filter(contract=OuterRef("pk")))
    seen = Contract.objects.filter(Q(signed_at__isnull=False) | Q(pk__in=own)).annotate(has_lapsed=lapsed)
    return seen.with_parties().order_by("-starts_on", "-pk")


def with_record(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Promises, amendments, options and versions with them; of the versions not the text. A statement each."""
    versions = Prefetch("versions", ContractVersion.objects.defer("content"))
    changes = ("amendments__vendor_before", "amendments__vendor_after", "options")
    notices = Prefetch("terminations", Termination.objects.filter(status=Termination.Status.IN_FORCE), "notices")
    return contracts.prefetch_related("service_level_terms", *changes, versions, notices)


def with_signatures(contracts: QuerySet[Contract], reader: Any) -> QuerySet[Contract]:
    """Who signed for which side, with whether the reader is told whose hand it was. One statement."""
    return contracts.prefetch_related(Prefetch("signatures", Signature.objects.as_read_by(reader)))


def is_party(contract: Contract, reader: Any) -> bool:
    """Whether the reader sees the parts that are not public: orders, disputes, people."""
    return Contract.objects.visible_to(reader).filter(pk=contract.pk).exists()
