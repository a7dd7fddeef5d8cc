"""Reading what Stoa holds about companies: the office's register, and where a document is used."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from catalog.admissions.models import Admission, Declaration
from catalog.offerings.models import Offering
from catalog.question_sets.models import EvidenceFile
from marketplace.organisations.models import Organisation, Sanction


def vendors_in_register(*, at: datetime.datetime) -> QuerySet:
    """Every vendor with its size, the end of its declaration, its lots and whether it is barred; two statements."""
    accepted = Q(declarations__status=Declaration.Status.PASSED)
    in_review = Declaration.objects.filter(vendor=OuterRef("pk"), status=Declaration.Status.IN_REVIEW)
    barred = Sanction.objects.in_force(at=at).filter(vendor=OuterRef("pk"))
    standing = Admission.objects.filter(status=Admission.Status.ADMITTED).select_related("lot")
    return (
        Organisation.objects.vendors()
        .select_related("company")
        .annotate(
            declared_until=Max("declarations__valid_until", filter=accepted),
            in_review=Exists(in_review),
            barred=Exists(barred),
        )
        .prefetch_related(Prefetch("admissions", queryset=standing, to_attr="admitted_to"))
        .order_by("sort_name", "pk")
    )


@dataclass(frozen=True)
class Use:
    """Where a document is named."""

    words: str
    url: str


@dataclass(frozen=True)
class Document:
    """A file of a company with every place that rests on it."""

    file: EvidenceFile
    uses: list[Use]
    lapsed: bool


def documents_of(vendor: Organisation, *, reader: Any, on: datetime.date) -> list[Document]:
    """The files that a company gave, and where each is used; those without an end last. Three statements."""
    files = EvidenceFile.objects.visible_to(reader).filter(organisation=vendor)
    named: dict[str, list[Use]] = {}
    declared = Declaration.objects.visible_to(reader).filter(vendor=vendor).select_related("vendor")
    for declaration in declared.defer("reason"):
        _note(named, declaration.answers, Use(_words_of(declaration), declaration.get_absolute_url()))
    offered = Offering.objects.visible_to(reader).filter(vendor=vendor).exclude(answers={})
    for offering in offered.only("name", "slug", "answers").order_by("sort_name"):
        _note(named, offering.answers, Use(offering.name, offering.get_absolute_url()))
    found = [Document(file, named.get(str(file.pk), []), file.has_lapsed(on=on)) for file in files]
    return sorted(found, key=lambda one: (one.file.expires_on is None, one.file.expires_on or on, one.file.name))


def _words_of(declaration: Declaration) -> str:
    if declaration.signed_at is None:
        return "Declaration being filled in"
    return f"Declaration of {declaration.signed_at:%Y}"


def _note(named: dict[str, list[Use]], answers: Mapping[str, Any], use: Use) -> None:
    for value in _texts(answers.values()):
        uses = named.setdefault(value, [])
        if use not in uses:
            uses.append(use)


def _texts(values: Iterable[Any]) -> Iterable[str]:
    return (value for value in values if isinstance(value, str) and len(value) == 36)
