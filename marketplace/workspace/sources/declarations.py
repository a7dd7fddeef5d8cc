"""Declarations and admissions: for vendors what to give and to ask for, for the broker office what needs a person."""

import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from catalog.admissions.models import Admission, Declaration
from catalog.admissions.page import ASKED_AGAIN_BEFORE
from catalog.admissions.queries import admissions_to_decide as waiting_admissions
from catalog.admissions.queries import declarations_to_review as waiting_declarations
from marketplace.components.formats import short_day
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, organisations_for

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def declarations_to_give(reader: Reader) -> QuerySet[Organisation]:
    """Verified vendors of the reader without a declaration in force, or with one that ends within 90 days."""
    own = Organisation.objects.vendors().filter(pk__in=organisations_for(reader.user, "catalog.declare"))
    accepted = Q(declarations__status=Declaration.Status.PASSED, declarations__valid_until__gt=reader.at)
    sent = Declaration.objects.filter(vendor=OuterRef("pk"), status=Declaration.Status.IN_REVIEW)
    ending = Q(until__isnull=True) | Q(until__lte=reader.at + ASKED_AGAIN_BEFORE)
    return (
        own.filter(~Exists(sent), status=Organisation.Status.VERIFIED)
        .annotate(until=Max("declarations__valid_until", filter=accepted))
        .filter(ending)
        .order_by(F("until").asc(nulls_last=True), "pk")
    )


def tell_declaration(vendor: Any, reader: Reader) -> Step:
    home = reverse("declaration_home", args=[vendor.slug])
    until: datetime.datetime | None = vendor.until
    why = (
        "The one in force ends then. Your last answers are filled in: confirm or change them, and sign."
        if until
        else "Without it the company is admitted to no lot, and nothing of it can be ordered."
    )
    return Step(
        what="Renew the declaration of" if until else "Give the declaration of",
        reference=vendor.name,
        url=home,
        why=why,
        button="Renew" if until else "Declare",
        mark="Declaration ends" if until else "",
        due=until,
        since=vendor.created_at,
    )


def declarations_to_review(reader: Reader) -> QuerySet[Declaration]:
    """Those that wait for a person, the longest wait first."""
    return waiting_declarations().filter(permitted(reader.user, "catalog.review_declaration"))


def tell_review(declaration: Declaration, reader: Reader) -> Step:
    page = reverse("declaration_review", args=[declaration.pk])
    return Step(
        what="Review",
        reference=declaration.vendor.name,
        url=page,
        about="declaration",
        why=f"Signed on {short_day(declaration.signed_at)}; some answers need a person before it counts.",
        button="Review",
        since=declaration.signed_at,
    )


def lots_to_ask_for(reader: Reader) -> QuerySet[Organisation]:
    """Vendors of the reader that have declared and have neither asked for a lot nor been admitted to one."""
    own = Organisation.objects.vendors().filter(pk__in=organisations_for(reader.user, "catalog.ask_admission"))
    declared = Declaration.objects.in_force(at=reader.at).filter(vendor=OuterRef("pk"))
    standing = Admission.objects.standing().filter(vendor=OuterRef("pk"))
    return own.filter(Exists(declared), ~Exists(standing)).order_by("sort_name", "pk")


def tell_lots(vendor: Organisation, reader: Reader) -> Step:
    page = reverse("admission_page", args=[vendor.slug])
    return Step(
        what="Ask for lots for",
        reference=vendor.name,
        url=page,
        why="The declaration is accepted. Choose where you want to offer: you are admitted at once.",
        button="Choose lots",
        since=vendor.created_at,
    )


def admissions_to_decide(reader: Reader) -> QuerySet[Admission]:
    """Asks that the rules do not decide, the longest wait first."""
    return waiting_admissions(at=reader.at).filter(permitted(reader.user, "catalog.decide_admission"))


def tell_admission(admission: Admission, reader: Reader) -> Step:
    page = reverse("admission_decide", args=[admission.pk])
    return Step(
        what="Decide on",
        reference=admission.vendor.name,
        url=page,
        about=f"in {admission.lot}",
        why="It asks again for a lot that was refused or ended before, so a person decides.",
        button="Decide",
        since=admission.asked_at,
    )


DECLARATIONS_TO_GIVE = Source(
    "declarations-to-give",
    "declaration to give",
    "declarations to give",
    frozenset({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}),
    declarations_to_give,
    tell_declaration,
)
DECLARATIONS_TO_REVIEW = Source(
    "declarations-to-review",
    "declaration to review",
    "declarations to review",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    declarations_to_review,
    tell_review,
)
LOTS_TO_ASK_FOR = Source(
    "lots-to-ask-for",
    "vendor without a lot",
    "vendors without a lot",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN}),
    lots_to_ask_for,
    tell_lots,
)
ADMISSIONS_TO_DECIDE = Source(
    "admissions-to-decide",
    "admission to decide",
    "admissions to decide",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    admissions_to_decide,
    tell_admission,
)
