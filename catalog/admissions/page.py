"""What the pages of declarations show."""

import datetime
from typing import Any

from django.utils import timezone

from catalog.question_sets.answer_words import Answered, shown_answers
from catalog.question_sets.questions import Section
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed

from .models import Admission, Declaration
from .queries import admissions_in_force, declaration_in_force, open_declaration, questions_in_force, section_states

EARLIER_SHOWN = 10
ASKED_AGAIN_BEFORE = datetime.timedelta(days=90)


def answers_by_section(declaration: Declaration) -> list[tuple[Section, list[Answered]]]:
    """All answers in words. One statement."""
    version, evidence = declaration.question_set_version, declaration.evidence()
    return list(shown_answers(version, declaration.answers, on=timezone.localdate(), evidence=evidence))


def explanations_of(declaration: Declaration) -> list[Answered]:
    """What the vendor wrote to explain the answers that were flagged."""
    flagged = {finding.question.key for finding in declaration.findings}
    rows = (row for _, rows in answers_by_section(declaration) for row in rows)
    return [row for row in rows if row.question.asked_when in flagged]


def home_context(vendor: Organisation, *, reader: Any, at: datetime.datetime) -> dict[str, Any]:
    """Where a company stands: what holds, what is open, what came before."""
    in_force, held = declaration_in_force(vendor, at=at), open_declaration(vendor)
    last_second = in_force.valid_until if in_force else None
    lapses_soon = last_second is not None and last_second - ASKED_AGAIN_BEFORE <= at
    may_begin = allowed(reader, "catalog.declare", Declaration(vendor=vendor))
    earlier = vendor.declarations.visible_to(reader).signed().select_related("signed_by")
    return {
        "vendor": vendor,
        "in_force": in_force,
        "held": held if held and (may_begin or held.signed_at) else None,
        "lapses_soon": lapses_soon,
        "may_begin": may_begin and vendor.status == Organisation.Status.VERIFIED,
        "version": questions_in_force(),
        "lots": [row.lot.name for row in admissions_in_force(vendor, at=at)],
        "earlier": earlier.order_by("-signed_at")[:EARLIER_SHOWN],
    }


def declaration_context(declaration: Declaration, *, reader: Any, at: datetime.datetime) -> dict[str, Any]:
    """One declaration: its tasks while it is filled in, else its outcome with reasons and answers."""
    context: dict[str, Any] = {
        "declaration": declaration,
        "in_force": declaration.is_in_force(at=at),
        "may_review": allowed(reader, "catalog.review_declaration", declaration),
        "may_declare": allowed(reader, "catalog.declare", declaration),
    }
    if declaration.status == Declaration.Status.DRAFT:
        states = section_states(declaration, on=timezone.localdate(at))
        context |= {
            "states": states,
            "to_do": sum(not state.is_done for state in states),
            "overtaken": questions_in_force() != declaration.question_set_version,
        }
    else:
        context |= {"findings": declaration.findings, "answers": answers_by_section(declaration)}
    return context


def lots_context(vendor: Organisation, *, reader: Any, at: datetime.datetime) -> dict[str, Any]:
    """Where a company is admitted and since when, what it asks for, what was refused or ended."""
    rows = list(vendor.admissions.visible_to(reader).select_related("lot", "asked_by", "decided_by"))
    in_force, sanction = declaration_in_force(vendor, at=at), vendor.sanctions.in_force(at=at).first()
    may_ask = allowed(reader, "catalog.ask_admission", Admission(vendor=vendor))
    waiting = vendor.declarations.filter(status=Declaration.Status.IN_REVIEW).exists()
    return {
        "vendor": vendor,
        "standing": [row for row in rows if row.status in {Admission.Status.ASKED, Admission.Status.ADMITTED}],
        "past": [row for row in rows if row.status in {Admission.Status.REFUSED, Admission.Status.ENDED}],
        "in_force": in_force,
        "in_review": waiting,
        "sanction": sanction,
        "may_ask": may_ask and bool(in_force or waiting) and not sanction,
        "may_decide": allowed(reader, "catalog.decide_admission", Admission(vendor=vendor)),
    }
