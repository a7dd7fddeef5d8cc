"""Amendments that wait for a second person of the agency, or for who provides."""

from django.db.models import QuerySet
from django.urls import reverse

from contracts.agreements.models import AmendmentProposal
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

Status = AmendmentProposal.Status


def amendments_to_decide(reader: Reader) -> QuerySet[AmendmentProposal]:
    """Those whose turn is the reader's, the longest wait on top."""
    rows = AmendmentProposal.objects.select_related("contract", "proposed_by", "agreed_for")
    to_approve = rows.filter(permitted(reader.user, "contracts.approve_amendment"), status=Status.PROPOSED)
    to_agree = rows.filter(permitted(reader.user, "contracts.agree_amendment"), status=Status.APPROVED)
    return (to_approve | to_agree).order_by("proposed_at", "pk")


def tell_amendment(proposal: AmendmentProposal, reader: Reader) -> Step:
    verb = "approve" if proposal.status == Status.PROPOSED else "agree"
    return Step(
        what="Decide on an amendment of",
        reference=proposal.contract.reference,
        url=proposal.get_absolute_url(),
        about=proposal.contract.title,
        why=f"{proposal.get_grounds_display()}: {proposal.rationale}",
        button="Review",
        target=reverse("amendment_decide", args=[proposal.pk, verb]),
        since=proposal.proposed_at,
    )


AMENDMENTS_TO_DECIDE = Source(
    "amendments-to-decide",
    "amendment to decide on",
    "amendments to decide on",
    frozenset({Role.APPROVER, Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    amendments_to_decide,
    tell_amendment,
)
