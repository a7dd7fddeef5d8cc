"""Question sets small enough to read, and documents to answer with."""

import datetime
from typing import Any

from django.core.files.base import ContentFile

from catalog.models import EvidenceFile, QuestionSetVersion
from catalog.question_sets.actions import adopt_question_set, draft_version, keep_evidence
from catalog.question_sets.models import QuestionSet
from catalog.taxonomy.models import Lot
from marketplace.permissions import SYSTEM, Role

from .marketplace import person

ONE_OF_EACH = (
    (
        "service",
        "The service",
        (
            ("yes_no", {"key": "support", "label": "Do you give support?"}),
            (
                "choices",
                {
                    "key": "channels",
                    "label": "How can users reach it?",
                    "choices": [{"value": "mail", "label": "E-mail"}, {"value": "phone", "label": "Telephone"}],
                    "asked_when": "support",
                    "asked_answers": ["yes"],
                },
            ),
            (
                "number",
                {
                    "key": "answer_hours",
                    "label": "How soon do you answer?",
                    "unit": "hours",
                    "lowest": "0.5",
                    "highest": "72",
                    "places": 1,
                    "asked_when": "channels",
                    "asked_answers": ["phone"],
                },
            ),
            ("text", {"key": "features", "label": "Features", "most_words": 6, "most_lines": 2, "required": False}),
        ),
    ),
    (
        "proof",
        "Proof",
        (
            (
                "choice",
                {
                    "key": "tested",
                    "label": "How often is it tested?",
                    "choices": [{"value": "yearly", "label": "Every year"}, {"value": "never", "label": "Never"}],
                },
            ),
            ("evidence", {"key": "report", "label": "The report", "asked_when": "tested", "asked_answers": ["yearly"]}),
            ("money", {"key": "insured", "label": "For how much are you insured?", "public": False}),
            ("date", {"key": "since", "label": "Since when?", "required": False}),
        ),
    ),
)


def content(sections: Any = ONE_OF_EACH) -> list[dict[str, Any]]:
    """Sections as the editors' blocks hold them."""
    return [
        {
            "type": "section",
            "value": {
                "code": code,
                "title": title,
                "about": "",
                "questions": [{"type": kind, "value": value} for kind, value in questions],
            },
        }
        for code, title, questions in sections
    ]


def published_version(
    sections: Any = ONE_OF_EACH, *, lot: str | None = "cloud-software", purpose: str = QuestionSet.Purpose.OFFERING
) -> QuestionSetVersion:
    """The version in force for a purpose and lot."""
    found = Lot.objects.get(pk=lot) if lot else None
    adopt_question_set(purpose=purpose, lot=found, title="Questions", content=content(sections), by=SYSTEM)
    return QuestionSetVersion.objects.in_force(purpose=purpose, lot=found).get()


def drafted_questions(sections: Any = ONE_OF_EACH) -> QuestionSetVersion:
    """A draft that nobody has published, about vendors, so that no offering is asked it."""
    question_set, _ = QuestionSet.objects.get_or_create(
        purpose=QuestionSet.Purpose.DECLARATION, lot=None, defaults={"title": "About vendors"}
    )
    return draft_version(question_set=question_set, content=content(sections), by=SYSTEM)


def document(text: str = "report", name: str = "report.pdf") -> ContentFile:
    """A small file that begins as a PDF does."""
    return ContentFile(f"%PDF-1.7 {text}".encode(), name=name)


def evidence_of(organisation: Any, *, expires_on: datetime.date | None = None, by: Any = None, **file) -> EvidenceFile:
    """A document that the organisation gave."""
    giver = by or person(Role.VENDOR_EDITOR, of=organisation)
    return keep_evidence(organisation=organisation, file=document(**file), expires_on=expires_on, by=giver)
