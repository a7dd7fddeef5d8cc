"""What a contract's page shows of milestones, certificates and documents, and what a reader may do."""

import datetime
from dataclasses import dataclass
from typing import Any

from contracts.agreements.models import Contract
from marketplace.permissions import allowed

from .models import Certificate, ContractDocument, Milestone

WORDS = {
    "agreed": ("To deliver", "info"),
    "delivered": ("Delivered, not decided", "info"),
    "accepted": ("Accepted", "ok"),
    "rejected": ("Rejected, to deliver again", "warn"),
    "overdue": ("Overdue", "bad"),
    "proposed": ("Waiting for who provides", ""),
    "dropped": ("Dropped", ""),
    "missing": ("Not given", "warn"),
    "lapsed": ("Lapsed", "bad"),
    "valid": ("Valid, checked", "ok"),
    "unchecked": ("Not checked yet", "info"),
}


@dataclass(frozen=True)
class Row:
    """A milestone or a certificate with its state in words, and the tone of its tag."""

    one: Any
    words: str
    tone: str


def deliveries_context(
    contract: Contract, reader: Any, *, party: bool, at: datetime.datetime, on: datetime.date
) -> dict[str, Any]:
    """Agreed milestones and certificates for everybody; what waits, and documents, for those who may. Five statements
    at most.
    """
    milestones = contract.milestones.exclude(status=Milestone.Status.DROPPED).prefetch_related("deliveries")
    rows = [row for row in milestones if party or row.status == Milestone.Status.AGREED]
    certificates = contract.certificates.asked().prefetch_related("documents__file")
    documents = ContractDocument.objects.visible_to(reader).filter(contract=contract).select_related("file")
    possible = (
        ("milestone_new", "Add a milestone", "contracts.propose_milestone", contract.is_in_force),
        ("contract_document_new", "Add a document", "contracts.add_document", contract.signed_at is not None),
        ("certificate_new", "Ask for a certificate", "contracts.require_certificate", contract.is_in_force),
    )
    return {
        "milestones": [Row(row, *WORDS[row.state(at=at)]) for row in rows],
        "certificates": [certificate_row(row, on=on) for row in certificates],
        "documents": latest_versions(documents),
        "paper_verbs": [
            (name, words) for name, words, action, now in possible if now and allowed(reader, action, contract)
        ],
        "may_give": allowed(reader, "contracts.add_document", contract),
    }


def certificate_row(certificate: Certificate, *, on: datetime.date) -> Row:
    """A certificate with its state on that day, its documents prefetched."""
    return Row(certificate, *WORDS[certificate.state(on=on)])


def latest_versions(documents: Any) -> list[ContractDocument]:
    """The newest version of each title first, with the older ones in `older`."""
    newest: dict[str, ContractDocument] = {}
    for document in documents.order_by("title", "-number"):
        head = newest.setdefault(document.title, document)
        head.__dict__.setdefault("older", [])
        if head is not document:
            head.__dict__["older"].append(document)
    return list(newest.values())


def milestone_verbs(milestone: Milestone, reader: Any, *, at: datetime.datetime) -> list[str]:
    """What this reader may do with it as it stands, the most important first."""
    state, latest = milestone.state(at=at), milestone.latest
    verbs = []
    if state == "proposed" and at < milestone.due_at and allowed(reader, "contracts.agree_milestone", milestone):
        verbs.append("agree")
    to_deliver = state in ("agreed", "rejected", "overdue")
    if to_deliver and allowed(reader, "contracts.deliver_milestone", milestone):
        verbs.append("deliver")
    if state == "delivered" and allowed(reader, "contracts.decide_delivery", latest):
        verbs += ["accept", "reject"]
    droppable = state in ("proposed", "agreed") and latest is None
    if droppable and allowed(reader, "contracts.propose_milestone", milestone.contract):
        verbs.append("drop")
    return verbs
