"""Documents and certificates of a contract: given, read by those who may, asked for and dropped."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from catalog.question_sets.evidence import CONTENT_TYPES, read_evidence
from contracts.agreements.actions import NotRunning
from contracts.agreements.asking import Question, ask, visible_contract
from marketplace.permissions import require

from ..actions import CertificateGone, add_document, drop_certificate, require_certificate
from ..forms import CertificateForm, DocumentForm, DropForm, PaperForm
from ..models import Certificate, ContractDocument

DOCUMENT = Question(
    "Add a document?",
    "Add the document",
    "The document is added.",
    (
        "It stays as it is; the same title again makes the next version.",
        "Only those whom you name can read it, and the broker office.",
    ),
)


@login_required
def contract_document_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a file in, with those who may read it."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.add_document", contract)
    act = partial(add_document, contract=contract, by=request.user)
    return ask(request, DOCUMENT, contract=contract, form=DocumentForm, act=act, initial={"readers": "parties"})


def contract_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, to those who may read it, always as a download: it was written by others."""
    document = get_object_or_404(ContractDocument.objects.visible_to(request.user).select_related("file"), pk=pk)
    response = HttpResponse(read_evidence(evidence=document.file, by=request.user))
    response["Content-Type"] = CONTENT_TYPES.get(document.file.suffix, "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def certificate_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks who provides for a certificate."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.require_certificate", contract)
    if not contract.is_in_force:
        raise NotRunning
    question = Question(
        "Ask for a certificate?",
        "Ask for it",
        f"{contract.vendor} is asked for it.",
        (
            f"{contract.vendor} adds the document with its last day; the office reads it and checks it.",
            "60 and 30 days before its last day, and on it, who provides and the office are told.",
            "Once it has lapsed, everybody reads that in the register until the next one is there.",
        ),
    )
    act = partial(require_certificate, contract=contract, by=request.user)
    return ask(request, question, contract=contract, form=CertificateForm, act=act)


@login_required
def certificate_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The next document of a certificate."""
    certificate = _certificate(request, pk)
    contract = certificate.contract
    require(request.user, "contracts.add_document", contract)
    if certificate.dropped_at:
        raise CertificateGone
    question = Question(
        f"Add: {certificate.title}",
        "Add the document",
        "The document is added. The office checks it.",
        ("The office reads it and checks it.", "It stays as it is; the next one is another document."),
    )

    def act(**answers: Any) -> ContractDocument:
        said = {"title": certificate.title, "kind": ContractDocument.Kind.CERTIFICATE, "certificate": certificate}
        return add_document(contract=contract, by=request.user, **said, **answers)

    return ask(request, question, contract=contract, form=PaperForm, act=act)


@login_required
def certificate_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a certificate is needed no more."""
    certificate = _certificate(request, pk)
    require(request.user, "contracts.require_certificate", certificate.contract)
    if certificate.dropped_at:
        raise CertificateGone
    lines = (f"{certificate.title} is not asked for any more.", "Documents that were given stay.")
    question = Question("Drop this certificate?", "Drop it", "It is not asked for any more.", lines)
    act = partial(drop_certificate, certificate=certificate, by=request.user)
    return ask(request, question, contract=certificate.contract, form=DropForm, act=act)


def _certificate(request: HttpRequest, pk: int) -> Certificate:
    rows = Certificate.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("contract__agency", "contract__vendor", "contract__broker"), pk=pk)
