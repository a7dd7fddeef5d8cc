"""Files of a contract come in as versions; certificates are asked for, and their ends announced."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files import File
from django.db import transaction

from catalog.question_sets.actions import keep_evidence
from contracts.agreements.models import Contract
from contracts.deliveries.models import Certificate, ContractDocument
from contracts.exits.actions.telling import tell_sides
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, require

# Days before the last one on which a certificate's end is announced; afterwards it is shown, not said again.
MARKS = (60, 30, 0)


class CertificateGone(DomainError):
    sentence = "This certificate is not asked for any more. Nothing was changed."


@transaction.atomic
def add_document(
    *,
    contract: Contract,
    file: File,
    title: str,
    kind: str,
    readers: str = ContractDocument.Readers.PARTIES,
    expires_on: datetime.date | None = None,
    certificate: Certificate | None = None,
    by: Any,
    now: Clock = database_now,
) -> ContractDocument:
    """Takes a file in, checked as every document is; the same title again is its next version.

    Raises PermissionDenied, CertificateGone, and InvalidInput for a file that is too large or no PDF, PNG or JPEG.
    """
    require(by, "contracts.add_document", contract)
    contract = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk)
    at = now()
    if certificate is not None and (certificate.dropped_at or certificate.contract_id != contract.pk):
        raise CertificateGone
    if certificate is not None:
        title, kind = certificate.title, ContractDocument.Kind.CERTIFICATE
    if kind not in ContractDocument.Kind.values or readers not in ContractDocument.Readers.values:
        raise InvalidInput("A document has a kind, and says who may read it. Nothing was added.")
    if not title.strip():
        raise InvalidInput("Give the document a title. Nothing was added.")
    if readers == ContractDocument.Readers.BUYER and contract.vendor_id in own_organisations(by):
        raise InvalidInput("Your own company may read what it adds. Choose other readers. Nothing was added.")
    said: dict[str, Any] = {"title": title.strip(), "kind": kind, "readers": readers, "certificate": certificate}
    giver = _giver(contract, by)
    document = keep_document(contract, organisation=giver, file=file, expires_on=expires_on, by=by, at=at, **said)
    data = {"title": document.title, "version": document.number, "sha256": document.file.sha256}
    record(action="contracts.contract.document_added", obj=contract, by=by, at=at, data=data)
    return document


def _giver(contract: Contract, by: Any) -> Organisation:
    """In whose name the file is kept: that side of the contract to which the giver belongs."""
    own = own_organisations(by)
    sides = (contract.vendor, contract.agency, contract.broker)
    own_side = next((side for side in sides if side is not None and side.pk in own), None)
    return own_side or Organisation.objects.broker_offices().filter(pk__in=own).first()


def keep_document(
    contract: Contract,
    *,
    organisation: Organisation,
    file: File,
    title: str,
    kind: str,
    by: Any,
    at: datetime.datetime,
    expires_on: datetime.date | None = None,
    **more: Any,
) -> ContractDocument:
    """Keeps the file and the next version of its title. The caller holds a lock of the contract or its milestone."""
    kept = keep_evidence(organisation=organisation, file=file, expires_on=expires_on, by=by, now=lambda: at)
    number = ContractDocument.objects.filter(contract=contract, title=title).count() + 1
    return ContractDocument.objects.create(
        contract=contract, title=title, kind=kind, number=number, file=kept, added_at=at, added_by=by, **more
    )


@transaction.atomic
def require_certificate(*, contract: Contract, title: str, by: Any, now: Clock = database_now) -> Certificate:
    """Asks who provides to keep something valid while the contract runs. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.require_certificate", contract)
    contract = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk)
    at, title = now(), title.strip()
    if not title or contract.certificates.asked().filter(title=title).exists():
        raise InvalidInput("Name a certificate that is not asked for yet. Nothing was changed.")
    certificate = Certificate.objects.create(contract=contract, title=title, asked_at=at, asked_by=by)
    record(action="contracts.contract.certificate_asked", obj=contract, by=by, at=at, data={"certificate": title})
    said = f"{title} has to be valid while the contract runs. Add it with its last day."
    key = f"certificate-{certificate.pk}-asked"
    tell_sides(contract, sides=("vendor",), key=key, subject="To add, a certificate", body=said, at=at)
    return certificate


@transaction.atomic
def drop_certificate(*, certificate: Certificate, reason: str, by: Any, now: Clock = database_now) -> Certificate:
    """The office asks for it no more. Raises PermissionDenied, CertificateGone, InvalidInput."""
    require(by, "contracts.require_certificate", certificate.contract)
    rows = Certificate.objects.select_for_update(of=["self"]).select_related("contract")
    certificate, at = rows.get(pk=certificate.pk), now()
    if certificate.dropped_at:
        raise CertificateGone
    if not reason.strip():
        raise InvalidInput("Say why it is needed no more. Nothing was changed.")
    certificate.dropped_at, certificate.dropped_by, certificate.dropped_because = at, by, reason.strip()
    certificate.save(update_fields=["dropped_at", "dropped_by", "dropped_because"])
    data = {"certificate": certificate.title, "reason": certificate.dropped_because}
    record(action="contracts.contract.certificate_dropped", obj=certificate.contract, by=by, at=at, data=data)
    return certificate


@transaction.atomic
def announce_certificates(*, by: Any, now: Clock = database_now) -> int:
    """Tells vendor and office 60, 30 and 0 days before a certificate's last day, once each. Safe to repeat."""
    require(by, "contracts.announce_certificates")
    at, told = now(), 0
    asked = Certificate.objects.asked().filter(contract__status__in=Contract.IN_FORCE)
    for certificate in asked.select_related("contract__agency", "contract__vendor").prefetch_related("documents__file"):
        contract, newest = certificate.contract, certificate.newest
        last = newest.file.expires_on if newest else None
        left = (last - at.astimezone(ZoneInfo(contract.time_zone)).date()).days if last else None
        mark = min((mark for mark in MARKS if left is not None and left <= mark), default=None)
        if mark is None:
            continue
        told += 1
        words = f"its last day was {day(last)}" if left < 0 else f"its last day is {day(last)}"
        tell_sides(
            contract, sides=("vendor", "office"), key=f"certificate-{certificate.pk}-{last}-{mark}",
            subject=f"{certificate.title} ends", body=f"{certificate.title}: {words}. Add the next one.", at=at,
        )  # fmt: skip
    return told
