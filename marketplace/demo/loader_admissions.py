"""Loads what the invented vendors declared and the lots they are admitted to; one waits for review, one lapses soon."""

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction

from catalog.admissions.actions.declarations import begin_declaration, save_section, sign_declaration
from catalog.admissions.models import Admission, Declaration
from catalog.admissions.models.declaration import VALID_FOR
from catalog.question_sets.models import EvidenceFile, QuestionSet, QuestionSetVersion
from catalog.question_sets.shipped import publish_declaration
from catalog.taxonomy.models import Lot
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.organisations.actions.vendors import register_vendor, verify_vendor
from marketplace.organisations.companies import Company
from marketplace.organisations.models import CompanyDetails, Organisation
from marketplace.permissions import SYSTEM

from . import world
from .loader_orders import clock, working_days_ago
from .loader_people import Cast

BY_THE_RULES = "Every answer passes."


@transaction.atomic
def load_admissions(cast: Cast, *, at: datetime.datetime) -> int:
    """Let each vendor that has not declared yet declare and be admitted, all at once. Returns how many."""
    publish_declaration(by=SYSTEM)
    known = set(Declaration.objects.values_list("vendor_id", flat=True))
    vendors = [cast.organisations[one["slug"]] for one in world.vendors()]
    new = [vendor for vendor in vendors if vendor.pk not in known]
    if not new:
        return 0
    version = QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.DECLARATION).get()
    proofs = EvidenceFile.objects.bulk_create(proof_of(vendor, cast.binding(vendor), at) for vendor in new)
    declared = Declaration.objects.bulk_create(
        _declaration(vendor, version, cast.binding(vendor), str(proof.pk), _signed_at(vendor, place, at))
        for place, (vendor, proof) in enumerate(zip(new, proofs, strict=True))
    )
    Admission.objects.bulk_create(_admissions(new, {row.vendor_id: row.signed_at for row in declared}))
    CompanyDetails.objects.bulk_create(_details(cast, at), ignore_conflicts=True)
    data = {"declared": len(declared)}
    record(action="catalog.demonstration.declared", obj=declared[0], by=cast.person("officer"), at=at, data=data)
    return len(declared)


def _details(cast: Cast, at: datetime.datetime) -> Iterator[CompanyDetails]:
    """What the companies stated about themselves; the tax numbers are nobody's."""
    for place, record_of in enumerate(world.vendors()):
        yield CompanyDetails(
            organisation=cast.organisations[record_of["slug"]],
            legal_name=f"{record_of['name']}, Incorporated",
            tax_number=f"20{place * 101_001:07d}",
            street=f"{12 + 7 * place} Canal Street",
            postal_code="22601",
            size=record_of["size"],
            stated_at=at - datetime.timedelta(days=20 + 17 * place),
        )


def proof_of(vendor: Organisation, giver: User, at: datetime.datetime) -> EvidenceFile:
    """A certificate of insurance, as small as a PDF can be and still be read as one."""
    text = f"%PDF-1.4\n% Invented certificate of liability and accident insurance of {vendor}.\n%%EOF\n".encode()
    return EvidenceFile(
        organisation=vendor,
        name="Certificate of insurance.pdf",
        suffix=".pdf",
        file=ContentFile(text, name="certificate.pdf"),
        size=len(text),
        sha256=hashlib.sha256(text).hexdigest(),
        expires_on=at.date() + datetime.timedelta(days=200),
        added_at=at - datetime.timedelta(days=60),
        added_by=giver,
    )


def answers_of(person: User, proof: str) -> dict[str, Any]:
    """What a vendor without a blemish answers."""
    contact = dict.fromkeys(("contact_name", "notice_name"), person.name)
    contact |= dict.fromkeys(("contact_mail", "notice_mail"), person.email)
    return world.declarations()["answers"] | contact | {"accident_proof": proof, "liability_proof": proof}


def _signed_at(vendor: Organisation, place: int, at: datetime.datetime) -> datetime.datetime:
    """Spread over the last months, but one whose year is over in thirty days."""
    lapsing = world.declarations()["lapsing"]
    if vendor.slug == lapsing["vendor"]:
        return at - VALID_FOR + datetime.timedelta(days=lapsing["days"])
    return at - datetime.timedelta(days=40 + 9 * place)


def _declaration(
    vendor: Organisation, version: QuestionSetVersion, signatory: User, proof: str, signed_at: datetime.datetime
) -> Declaration:
    return Declaration(
        vendor=vendor,
        question_set_version=version,
        answers=answers_of(signatory, proof),
        confirmed_sections=[section.code for section in version.sections],
        status=Declaration.Status.PASSED,
        begun_at=signed_at - datetime.timedelta(hours=2),
        signed_by=signatory,
        signed_at=signed_at,
        decided_at=signed_at,
        reason=BY_THE_RULES,
        valid_until=signed_at + VALID_FOR,
    )


def _admissions(vendors: list[Organisation], since: dict[int, datetime.datetime]) -> list[Admission]:
    return [
        Admission(
            vendor=vendor,
            lot_id=lot,
            status=Admission.Status.ADMITTED,
            asked_at=since[vendor.pk],
            decided_at=since[vendor.pk],
            reason="The declaration was accepted.",
            told_in_force=True,
        )
        for vendor in vendors
        for lot in (Lot.CLOUD_HOSTING, Lot.CLOUD_SOFTWARE, Lot.CLOUD_SUPPORT)
    ]


@transaction.atomic
def load_declaration_in_review(cast: Cast, *, today: datetime.date) -> bool:
    """A verified company whose declaration needs a person; nothing where it is there already."""
    wanted = world.declarations()["in_review"]
    if User.objects.filter(email=wanted["email"]).exists():
        return False
    now = clock(working_days_ago(wanted["days_ago"], today=today))
    owner = User.objects.create(
        email=wanted["email"], name=wanted["person"], title=wanted["title"], password=make_password(None)
    )
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    vendor = register_vendor(
        name=wanted["name"],
        registration_number=wanted["registration_number"],
        website=wanted["website"],
        small_business=True,
        company=Company(**wanted["company"]),
        by=owner,
        now=now,
    )
    verify_vendor(vendor=vendor, by=cast.person("officer"), reason="Compared with the state’s register.", now=now)
    Organisation.objects.filter(pk=vendor.pk).update(invented=True)
    owner = User.objects.get(pk=owner.pk)  # with the role that registering gave
    proof = proof_of(vendor, owner, now())
    proof.save()
    draft = begin_declaration(vendor=vendor, by=owner, now=now)
    answers = answers_of(owner, str(proof.pk)) | wanted["answers"]
    for section in draft.question_set_version.sections:
        imprint = draft.imprint_of(section)
        draft = save_section(declaration=draft, section=section, answers=answers, imprint=imprint, by=owner, now=now)
    sign_declaration(declaration=draft, by=owner, now=now)
    return True
