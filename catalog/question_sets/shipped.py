"""The question sets that come with Stoa, in its own words; editors take them further in Wagtail."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from catalog.taxonomy.models import Lot
from marketplace.clock import Clock, database_now

from .actions import adopt_question_set
from .models import QuestionSet

CONTENT = Path(__file__).parent / "content"
OFFERINGS, DECLARATION = CONTENT / "offerings.json", CONTENT / "declaration.json"


def publish_shipped_sets(*, by: Any, now: Clock = database_now) -> int:
    """Puts the declaration and the questions about offerings of each lot in force; returns how many sets were new."""
    sections = json.loads(OFFERINGS.read_text())["sections"]
    return publish_declaration(by=by, now=now) + sum(
        adopt_question_set(
            purpose=QuestionSet.Purpose.OFFERING,
            lot=lot,
            title=f"{lot.name}: what an offering states",
            content=content_for(lot.code, sections),
            by=by,
            now=now,
        )
        for lot in Lot.objects.all()
    )


def publish_declaration(*, by: Any, now: Clock = database_now) -> bool:
    """Puts the questions to every vendor about itself in force; False where they are already."""
    return adopt_question_set(
        purpose=QuestionSet.Purpose.DECLARATION,
        lot=None,
        title="What a vendor declares about itself",
        content=content_for("", json.loads(DECLARATION.read_text())["sections"]),
        by=by,
        now=now,
    )


def content_for(lot: str, sections: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sections and questions of one lot, as the editors' blocks hold them."""
    return [
        {
            "type": "section",
            "value": {
                "code": section["code"],
                "title": section["title"],
                "about": section.get("about", ""),
                "questions": [_block(question) for question in section["questions"] if _is_of(lot, question)],
            },
        }
        for section in sections
        if _is_of(lot, section)
    ]


def _is_of(lot: str, part: Mapping[str, Any]) -> bool:
    return lot in part.get("lots", [lot])


def _block(question: Mapping[str, Any]) -> dict[str, Any]:
    value = {name: held for name, held in question.items() if name not in {"kind", "lots"}}
    if "choices" in value:
        value["choices"] = [{"value": slugify(label), "label": label} for label in value["choices"]]
    return {"type": question["kind"], "value": value}
