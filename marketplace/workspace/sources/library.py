"""Data-sharing agreements that wait for somebody, and questions about documents that nobody has answered."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from cms.library.models import DocumentQuestion, SharingAgreement, SharingSignature
from marketplace.clock import office_day
from marketplace.permissions import AGENCY_ROLES, EDITOR_ROLES, Role, organisations_for, own_organisations

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

Status = SharingAgreement.Status
SIGNING = "cms.sign_sharing"
LEADS = frozenset({Role.APPROVER, Role.AGENCY_ADMIN, Role.CIO})


def sharing_to_clear(reader: Reader) -> QuerySet[SharingAgreement]:
    """In legal review and not cleared, by the first day they are meant for."""
    mine = SharingAgreement.objects.filter(permitted(reader.user, "cms.review_sharing"))
    waiting = mine.filter(status=Status.LEGAL_REVIEW, cleared_at__isnull=True)
    return waiting.select_related("provider", "recipient").order_by("starts_on", "pk")


def tell_clearing(agreement: SharingAgreement, reader: Reader) -> Step:
    return Step(
        what="Review",
        reference=agreement.reference,
        url=agreement.get_absolute_url(),
        about=agreement.title,
        why=f"{agreement.provider} wants to give data to {agreement.recipient}.",
        button="Open the agreement",
        mark="Sharing begins",
        due=agreement.starts_on,
    )


SHARING_TO_CLEAR = Source(
    "sharing-to-clear",
    "data-sharing agreement to review",
    "data-sharing agreements to review",
    frozenset({Role.CONTRACT_MANAGER, Role.CIO}),
    sharing_to_clear,
    tell_clearing,
)


def _signed_by(reader: Reader) -> QuerySet:
    """Keys of those that the reader signs for a party, each once however many of them are the reader's."""
    return SharingAgreement.objects.filter(permitted(reader.user, SIGNING)).order_by().values("pk")


def sharing_to_sign(reader: Reader) -> QuerySet[SharingAgreement]:
    """Cleared, and the reader's side has not signed the text since."""
    own = organisations_for(reader.user, SIGNING)
    given = SharingSignature.objects.filter(
        agreement=OuterRef("pk"), organisation__in=own, round=0, signed_at__gte=OuterRef("cleared_at")
    )
    mine = SharingAgreement.objects.filter(pk__in=_signed_by(reader), status=Status.LEGAL_REVIEW)
    waiting = mine.filter(cleared_at__isnull=False).exclude(Exists(given))
    return waiting.select_related("provider", "recipient").order_by("starts_on", "pk")


def tell_signing(agreement: SharingAgreement, reader: Reader) -> Step:
    return Step(
        what="Sign",
        reference=agreement.reference,
        url=agreement.get_absolute_url(),
        about=agreement.title,
        why=f"{agreement.provider} gives data to {agreement.recipient}. The legal review has cleared it.",
        button="Read and sign",
        mark="Sharing begins",
        due=agreement.starts_on,
    )


SHARING_TO_SIGN = Source(
    "sharing-to-sign",
    "data-sharing agreement to sign",
    "data-sharing agreements to sign",
    LEADS,
    sharing_to_sign,
    tell_signing,
)


def sharing_to_renew(reader: Reader) -> QuerySet[SharingAgreement]:
    """Their review is due by the calendar, and the last word on a renewal is not the reader's side's; oldest first."""
    own = organisations_for(reader.user, SIGNING)
    said = SharingSignature.objects.filter(agreement=OuterRef("pk"), round=OuterRef("round") + 1).order_by("-pk")
    due = SharingAgreement.objects.to_review(on=office_day(reader.at)).filter(pk__in=_signed_by(reader))
    due = due.alias(last=Subquery(said.values("organisation")[:1])).exclude(last__in=own, last__isnull=False)
    return due.select_related("provider", "recipient").order_by("review_on", "pk")


def tell_renewal(agreement: SharingAgreement, reader: Reader) -> Step:
    proposed = agreement.renewal_on is not None
    return Step(
        what="Renew or end",
        reference=agreement.reference,
        url=agreement.get_absolute_url(),
        about=agreement.title,
        why="The other side has signed a renewal." if proposed else "Its review is due; data goes on being shared.",
        button="Open the agreement",
        mark="Review due",
        due=agreement.review_on,
    )


SHARING_TO_RENEW = Source(
    "sharing-to-renew",
    "data-sharing agreement to renew or end",
    "data-sharing agreements to renew or end",
    LEADS,
    sharing_to_renew,
    tell_renewal,
)


def document_questions(reader: Reader) -> QuerySet[DocumentQuestion]:
    """About documents of the reader's own organisations, the oldest first."""
    waiting = DocumentQuestion.objects.filter(answered_at__isnull=True, document__live=True)
    own = waiting.filter(document__owner__in=own_organisations(reader.user))
    return own.select_related("document", "organisation").order_by(F("asked_at"), "pk")


def tell_question(question: DocumentQuestion, reader: Reader) -> Step:
    return Step(
        what="Answer a question about",
        reference=question.document.title,
        url=question.document.get_absolute_url(),
        about="",
        why=f"{question.organisation} asks: {question.words[:160]}",
        button="Answer",
        target=reverse("library_answer", args=[question.document.slug, question.pk]),
        since=question.asked_at,
    )


DOCUMENT_QUESTIONS = Source(
    "document-questions",
    "question about a shared document",
    "questions about shared documents",
    AGENCY_ROLES | EDITOR_ROLES,
    document_questions,
    tell_question,
)
