"""Each vendor signs its own lot of an agreement that the office has signed; old agreements get a version to sign."""

from typing import Any

from django.db import transaction

from contracts.frameworks.models import Framework, FrameworkVersion, LotSignature, LotVendor
from contracts.frameworks.versions import keep_version
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, StaleForm
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from .amending import FrameworkEnded, NotSigned


class LotSignedAlready(DomainError):
    """Somebody of the same vendor was quicker."""

    def __init__(self, signature: LotSignature) -> None:
        super().__init__(
            f"{signature} signed this version on {moment(signature.signed_at)}. Nothing was changed. "
            "Load the page of the agreement again."
        )


class NoVersionKept(DomainError):
    sentence = (
        "This agreement was signed before its text was kept, so there is nothing to sign yet. "
        "Ask the office to keep the signed version."
    )


@transaction.atomic
def sign_lot(*, place: LotVendor, digest: str, by: Any, now: Clock = database_now) -> LotSignature:
    """Signs a vendor's lot under the version that has `digest`.

    Raises PermissionDenied, NotSigned before the office has, FrameworkEnded, NoVersionKept, StaleForm where the
    agreement was amended since it was read, LotSignedAlready.
    """
    require(by, "contracts.sign_framework_lot", place)
    framework = Framework.objects.select_for_update(of=["self"]).get(pk=place.lot.framework_id)
    at, version = now(), framework.versions.last()
    if framework.is_draft:
        raise NotSigned
    if framework.ended_at is not None:
        raise FrameworkEnded(framework)
    if version is None:
        raise NoVersionKept
    if version.digest != digest:
        raise StaleForm
    earlier = version.signatures.select_related("signed_by", "vendor").filter(lot=place.lot, vendor=place.vendor)
    if signed := earlier.first():
        raise LotSignedAlready(signed)
    signature = LotSignature.objects.create(
        lot=place.lot, vendor=place.vendor, version=version, signed_by=by, signed_at=at, digest=digest
    )
    data = {"lot": str(place.lot.lot), "vendor": str(place.vendor), "version": version.number, "digest": digest}
    record(action="contracts.framework.lot_signed", obj=framework, by=by, at=at, data=data)
    notify(
        recipients=User.objects.filter(pk=framework.prepared_by_id),
        key=f"{framework.reference}-lot-{place.lot_id}-{place.vendor_id}-{version.number}",
        subject=f"{place.vendor} signed {place.lot.lot} of {framework.title}",
        body=f"{by} signed version {version.number} of {framework.reference}.",
        address=framework.get_absolute_url(),
        at=at,
    )
    return signature


@transaction.atomic
def keep_signed_version(*, framework: Framework, by: Any, now: Clock = database_now) -> FrameworkVersion:
    """Keeps what an agreement says that was signed before texts were kept, so that it has a digest. Once is enough.

    Raises PermissionDenied, NotSigned for a draft.
    """
    require(by, "contracts.keep_framework_version", framework)
    framework, at = Framework.objects.select_for_update(of=["self"]).get(pk=framework.pk), now()
    if framework.is_draft:
        raise NotSigned
    kept: FrameworkVersion | None = framework.versions.last()
    if kept is None:
        kept = keep_version(framework, at=at)
        data = {"version": kept.number, "digest": kept.digest, "signed_at": framework.signed_at}
        record(action="contracts.framework.version_kept", obj=framework, by=by, at=at, data=data)
    return kept
