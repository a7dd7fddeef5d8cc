"""A declaration small enough to read, filled in and sent the real way."""

from typing import Any

from catalog.admissions.actions.declarations import begin_declaration, save_section, sign_declaration
from catalog.models import Declaration, QuestionSet, QuestionSetVersion
from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role

from .marketplace import OrganisationFactory, person
from .question_sets import published_version

PASSING = {"convicted": False, "conflict": False, "contact": "Dana Whitcomb"}
TO_REVIEW = {"convicted": False, "conflict": True, "conflict_how": "A partner sits on a board.", "contact": "Dana"}
FAILING = {"convicted": True, "conflict": False, "contact": "Dana Whitcomb"}
DECLARATION = (
    (
        "conduct",
        "Conduct",
        (
            (
                "yes_no",
                {
                    "key": "convicted",
                    "label": "Convicted of fraud?",
                    "failing_answers": ["yes"],
                    "why": "It is the law.",
                },
            ),
            (
                "yes_no",
                {
                    "key": "conflict",
                    "label": "Any conflict?",
                    "review_answers": ["yes"],
                    "why": "We weigh it.",
                },
            ),
            (
                "text",
                {"key": "conflict_how", "label": "Which?", "asked_when": "conflict", "asked_answers": ["yes"]},
            ),
        ),
    ),
    (
        "contact",
        "Whom to ask",
        (
            ("text", {"key": "contact", "label": "Who answers questions?"}),
            ("evidence", {"key": "insurance", "label": "Certificate of insurance", "required": False}),
        ),
    ),
)


def asked_of_vendors(sections: Any = DECLARATION) -> QuestionSetVersion:
    """The declaration in force."""
    return published_version(sections, lot=None, purpose=QuestionSet.Purpose.DECLARATION)


def signatory_of(vendor: Organisation) -> User:
    return person(Role.SIGNATORY, of=vendor)


def filled_in(vendor: Organisation | None = None, *, by: User | None = None, **answers: Any) -> Declaration:
    """A draft with every section saved, ready to be signed."""
    vendor = vendor or OrganisationFactory(vendor=True, admitted=False)
    by = by or signatory_of(vendor)
    in_force = QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.DECLARATION).first()
    if in_force is None or not in_force.sections:
        asked_of_vendors()
    draft = begin_declaration(vendor=vendor, by=by)
    for section in draft.question_set_version.sections:
        imprint = draft.imprint_of(section)
        given = {**PASSING, **answers}
        draft = save_section(declaration=draft, section=section, answers=given, imprint=imprint, by=by)
    return draft


def sent(vendor: Organisation | None = None, *, by: User | None = None, now: Any = None, **answers: Any) -> Declaration:
    """A declaration signed the real way; its answers decide what it comes to."""
    vendor = vendor or OrganisationFactory(vendor=True, admitted=False)
    by = by or signatory_of(vendor)
    draft = filled_in(vendor, by=by, **answers)
    return sign_declaration(declaration=draft, by=by, **({"now": now} if now else {}))
