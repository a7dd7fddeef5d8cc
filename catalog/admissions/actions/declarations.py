"""A vendor declares: begun with last year's answers, saved section by section, signed; the rules or a person decide."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.question_sets.answers import check_answers, is_gap, without_unasked
from catalog.question_sets.models import EvidenceFile, QuestionSetVersion
from catalog.question_sets.questions import Section
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Declaration
from ..models.declaration import VALID_FOR
from ..outcome import Verdict, verdict_of
from ..queries import officers, questions_in_force, section_states, signatories_of
from .lots import settle_asks


class NotVerifiedYet(DomainError):
    sentence = (
        "The broker office has not verified this company yet. Nothing was begun. You hear from it once that is done; "
        "then you can declare."
    )


class NothingAsked(DomainError):
    sentence = "The broker office has published no declaration yet. Nothing was begun. Ask the broker office."


class AlreadySigned(DomainError):
    sentence = "This declaration is signed, so its answers stay as they are. To change one, begin a new declaration."


class SectionChanged(DomainError):
    sentence = (
        "Somebody else saved this section after you opened it. Your answers are below and not saved. Compare them with "
        "what is kept now, then save again."
    )


class QuestionsChanged(DomainError):
    sentence = (
        "The questions have changed since this declaration was begun. Nothing was sent. Press “Take in the new "
        "questions”: your answers stay, and you look at what is new."
    )


class DeclarationIncomplete(DomainError):
    """Something is missing. `sentences` say where."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(f"The declaration was not sent. {' '.join(sentences)}")


class AlreadyDecided(DomainError):
    sentence = "This declaration was decided already. Load the page again to see how."


@transaction.atomic
def begin_declaration(*, vendor: Organisation, by: Any, now: Clock = database_now) -> Declaration:
    """The vendor's open declaration, begun where there is none, with the answers and documents it gave last.

    One that is being filled in takes in newer questions. Raises PermissionDenied, NotVerifiedYet, NothingAsked.
    """
    require(by, "catalog.declare", Declaration(vendor=vendor))
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    if vendor.kind != Organisation.Kind.VENDOR or vendor.status != Organisation.Status.VERIFIED:
        raise NotVerifiedYet
    version = questions_in_force()
    if version is None:
        raise NothingAsked
    held = vendor.declarations.open().select_related("question_set_version").first()
    if held:
        return _take_in(held, version, by, now())
    last = vendor.declarations.signed().order_by("-signed_at").first()
    at = now()
    begun = Declaration.objects.create(
        vendor=vendor,
        question_set_version=version,
        answers=_carried_over(version, last.answers if last else {}, vendor),
        begun_at=at,
    )
    data = {"version": version.number, "from": last.pk if last else None}
    record(action="catalog.declaration.begun", obj=begun, by=by, at=at, data=data)
    return begun


def _take_in(held: Declaration, version: QuestionSetVersion, by: Any, at: datetime.datetime) -> Declaration:
    """A draft moves on to newer questions; sections that are as they were stay confirmed."""
    if held.status != Declaration.Status.DRAFT or held.question_set_version_id == version.pk:
        return held
    same = {section.code for section in version.sections if section in held.question_set_version.sections}
    held.answers = _carried_over(version, held.answers, held.vendor)
    held.confirmed_sections = [code for code in held.confirmed_sections if code in same]
    held.question_set_version = version
    held.save(update_fields=["answers", "confirmed_sections", "question_set_version"])
    record(action="catalog.declaration.renewed", obj=held, by=by, at=at, data={"version": version.number})
    return held


def _carried_over(version: QuestionSetVersion, answers: Mapping[str, Any], vendor: Organisation) -> dict[str, Any]:
    """Of earlier answers those that the questions still ask for and that still fit."""
    kept = {key: answer for key, answer in answers.items() if key in version.questions}
    evidence = EvidenceFile.objects.filter(organisation=vendor).named_in(kept).by_id()
    wrong = check_answers(version, kept, on=timezone.localdate(), evidence=evidence, complete=False)
    return without_unasked(version, {key: answer for key, answer in kept.items() if key not in wrong})


@transaction.atomic
def save_section(
    *,
    declaration: Declaration,
    section: Section,
    answers: Mapping[str, Any],
    imprint: str,
    by: Any,
    now: Clock = database_now,
) -> Declaration:
    """Keeps the answers of one section, gaps allowed. `imprint` is that of the section as the writer saw it.

    Raises PermissionDenied, AlreadySigned, SectionChanged, InvalidInput for answers that do not fit.
    """
    require(by, "catalog.declare", declaration)
    held = _lock(declaration)
    if held.status != Declaration.Status.DRAFT:
        raise AlreadySigned
    if held.imprint_of(section) != imprint:
        raise SectionChanged
    keys = [question.key for question in section.questions]
    given = {key: answers.get(key) for key in keys if not is_gap(answers.get(key))}
    others = {key: answer for key, answer in held.answers.items() if key not in keys}
    held.answers = without_unasked(held.question_set_version, others | given)
    errors = check_answers(
        held.question_set_version, held.answers, on=timezone.localdate(), evidence=held.evidence(), complete=False
    )
    if errors:
        raise InvalidInput(" ".join(f"{sentence}." for sentence in errors.values()))
    held.confirmed_sections = sorted({*held.confirmed_sections, section.code})
    held.save(update_fields=["answers", "confirmed_sections"])
    record(action="catalog.declaration.saved", obj=held, by=by, at=now(), data={"section": section.code})
    return held


def _lock(declaration: Declaration) -> Declaration:
    held = Declaration.objects.select_for_update(of=["self"]).select_related("vendor", "question_set_version")
    return held.get(pk=declaration.pk)


@transaction.atomic
def sign_declaration(*, declaration: Declaration, by: Any, now: Clock = database_now) -> Declaration:
    """Signs and sends a declaration; it passes or fails at once, or waits for a person where an answer asks for one.

    Raises PermissionDenied, AlreadySigned, QuestionsChanged, DeclarationIncomplete.
    """
    require(by, "catalog.sign_declaration", declaration)
    held = _lock(declaration)
    if held.status != Declaration.Status.DRAFT:
        raise AlreadySigned
    if questions_in_force() != held.question_set_version:
        raise QuestionsChanged
    missing = [state for state in section_states(held, on=timezone.localdate()) if not state.is_done]
    if missing:
        raise DeclarationIncomplete([f"“{state.section.title}” is not done yet." for state in missing])
    at = now()
    held.signed_by, held.signed_at = by, at
    verdict = verdict_of(held.findings)
    data = {"flagged": [finding.question.key for finding in held.findings]}
    if verdict == Verdict.REVIEW:
        move(held, Declaration.Status.IN_REVIEW, by=by, at=at, fields=["signed_by", "signed_at"], data=data)
        _tell_officers(held, at)
    else:
        _decide(held, verdict == Verdict.PASSES, _reason_of_the_rules(held), None, by, at, data)
    return held


def _reason_of_the_rules(held: Declaration) -> str:
    failing = [finding for finding in held.findings if finding.verdict == Verdict.FAILS]
    if not failing:
        return "Every answer passes."
    return " ".join(f"{finding.question.label} {finding.answer}. {finding.reason}" for finding in failing)[:2_000]


def _decide(
    held: Declaration,
    passed: bool,
    reason: str,
    officer: Any,
    by: Any,
    at: datetime.datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    held.decided_by, held.decided_at, held.reason = officer, at, reason
    held.valid_until = held.signed_at + VALID_FOR if passed else None
    fields = ["signed_by", "signed_at", "decided_by", "decided_at", "reason", "valid_until"]
    to = Declaration.Status.PASSED if passed else Declaration.Status.FAILED
    move(held, to, by=by, at=at, fields=fields, reason=reason, data=data)
    if passed:
        settle_asks(vendor=held.vendor, by=by, at=at)
    words = "was accepted: ask for the lots you want to offer in" if passed else "was not accepted"
    notify(
        recipients=signatories_of(held.vendor, at=at),
        key=f"catalog.declaration.{held.pk}.{to}",
        subject=f"The declaration of {held.vendor} {words}",
        body=reason,
        address=held.get_absolute_url(),
        at=at,
    )


@transaction.atomic
def decide_declaration(
    *, declaration: Declaration, passed: bool, reason: str, by: Any, now: Clock = database_now
) -> Declaration:
    """A person accepts a declaration in review, or does not; the vendor reads the reason. Never one's own company's.

    Raises PermissionDenied, AlreadyDecided, InvalidInput without a reason.
    """
    require(by, "catalog.review_declaration", declaration)
    held = _lock(declaration)
    if held.status != Declaration.Status.IN_REVIEW:
        raise AlreadyDecided
    if not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    _decide(held, passed, reason.strip(), by, by, now())
    return held


def _tell_officers(held: Declaration, at: datetime.datetime) -> None:
    notify(
        recipients=officers(action="catalog.review_declaration", at=at),
        key=f"catalog.declaration.{held.pk}.in_review",
        subject=f"The declaration of {held.vendor} waits for review",
        body=f"{len(held.findings)} of its answers need a person.",
        address=held.get_absolute_url(),
        at=at,
    )
