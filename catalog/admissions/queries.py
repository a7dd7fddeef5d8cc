"""Reading declarations and admissions for the screens and for the actions."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from catalog.question_sets.answers import check_answers
from catalog.question_sets.models import QuestionSet, QuestionSetVersion
from catalog.question_sets.questions import Section
from catalog.taxonomy.models import Lot
from marketplace.accounts.models import User
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import PERMISSIONS, Role

from .models import Admission, Declaration


def questions_in_force() -> QuestionSetVersion | None:
    """What every vendor is asked about itself today."""
    return QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.DECLARATION).first()


def declaration_in_force(vendor: Organisation, *, at: datetime.datetime) -> Declaration | None:
    """The one that holds longest."""
    return vendor.declarations.in_force(at=at).order_by("-valid_until").first()


def open_declaration(vendor: Organisation) -> Declaration | None:
    """The one that is being filled in or waits for a person."""
    return vendor.declarations.open().first()


def declarations_to_review() -> QuerySet:
    """Signed ones that wait for a person, the longest wait first."""
    waiting = Declaration.objects.filter(status=Declaration.Status.IN_REVIEW)
    return waiting.select_related("vendor", "signed_by", "question_set_version").order_by("signed_at", "pk")


def signatories_of(vendor: Organisation, *, at: datetime.datetime) -> QuerySet[User]:
    """Who may sign for a vendor, hence is told what concerns its declaration."""
    held = vendor.memberships.in_force(at=at).filter(role__in=[Role.SIGNATORY, Role.VENDOR_ADMIN])
    return User.objects.filter(pk__in=held.values("user"))


def officers(*, action: str, at: datetime.datetime) -> QuerySet[User]:
    """Those of the broker office whom the table lets do something."""
    roles: Collection[Role] = {role for grant in PERMISSIONS[action] for role in grant.roles}
    held = Membership.objects.filter(role__in=roles, organisation__kind=Organisation.Kind.BROKER).in_force(at=at)
    return User.objects.filter(pk__in=held.values("user"))


def admissions_to_decide(*, at: datetime.datetime) -> QuerySet:
    """Asks that wait for a person because the rules decide them no more, the longest wait first."""
    declared = Declaration.objects.in_force(at=at).filter(vendor=OuterRef("vendor"))
    waiting = Admission.objects.filter(Exists(declared), status=Admission.Status.ASKED)
    return waiting.select_related("vendor", "lot", "asked_by").order_by("asked_at", "pk")


def lots_to_ask_for(vendor: Organisation) -> QuerySet[Lot]:
    """The lots in which a vendor neither is nor has asked to be."""
    return Lot.objects.exclude(pk=Lot.STATE_SERVICES).exclude(pk__in=vendor.admissions.standing().values("lot"))


def lots_in_force(vendor: Organisation, *, at: datetime.datetime) -> set[str]:
    """The codes of the lots in which a vendor can take orders at that moment."""
    return set(vendor.admissions.in_force(at=at).values_list("lot_id", flat=True))


@dataclass(frozen=True)
class SectionState:
    """One section of a declaration in a list of tasks."""

    section: Section
    confirmed: bool
    gaps: int
    prefilled: bool

    @property
    def is_done(self) -> bool:
        return self.confirmed and not self.gaps

    @property
    def tone(self) -> str:
        return "ok" if self.is_done else ("warn" if self.confirmed or self.prefilled else "")

    @property
    def words(self) -> str:
        if self.is_done:
            return "Done"
        if self.confirmed:
            return f"{self.gaps} to answer"
        return "Confirm" if self.prefilled else "Not started"


def section_states(declaration: Declaration, *, on: datetime.date) -> list[SectionState]:
    """How far each section is; complete and confirmed sections are done. One statement."""
    version = declaration.question_set_version
    errors = check_answers(version, declaration.answers, on=on, evidence=declaration.evidence())
    return [
        SectionState(
            section,
            confirmed=section.code in declaration.confirmed_sections,
            gaps=_count(section, errors),
            prefilled=bool(_count(section, declaration.answers)),
        )
        for section in version.sections
    ]


def _count(section: Section, keys: Iterable[str]) -> int:
    held = set(keys)
    return sum(question.key in held for question in section.questions)


def newest_accepted() -> QuerySet:
    """The accepted declaration of each vendor that holds longest, unless a newer one is already on its way."""
    newer = Declaration.objects.filter(vendor=OuterRef("vendor"), status=Declaration.Status.PASSED)
    newest = Declaration.objects.filter(pk=Subquery(newer.order_by("-valid_until", "-pk").values("pk")[:1]))
    waiting = Declaration.objects.filter(vendor=OuterRef("vendor"), status=Declaration.Status.IN_REVIEW)
    return newest.exclude(Exists(waiting)).select_related("vendor").order_by("pk")


def admissions_in_force(vendor: Organisation, *, at: datetime.datetime) -> QuerySet[Admission]:
    """The lots in which a vendor can take orders at that moment, in their order; everybody may read them."""
    return vendor.admissions.in_force(at=at).select_related("lot").order_by("lot__sort_order", "lot")
