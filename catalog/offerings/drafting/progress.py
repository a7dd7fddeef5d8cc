"""How far an offering has come: each part of its task list with its state, and what keeps it from publication."""

import copy
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.question_sets.answers import check_answers, is_gap
from catalog.question_sets.models import EvidenceFile
from catalog.question_sets.questions import asked_questions

from .parts import ABOUT_IT, FieldsPart, QuestionsPart, question_parts
from .questions import evidence_for, questions_of
from .row_parts import LEVELS, PRICES, TERMS_OF_TRADE

DONE, UNDER_WAY, NOT_STARTED = ("ok", "Done"), ("info", "In progress"), ("", "Not started")


@dataclass(frozen=True)
class Task:
    """One line of the task list. `tone` and `state` are its tag."""

    key: str
    title: str
    hint: str
    tone: str
    state: str

    @property
    def is_done(self) -> bool:
        return (self.tone, self.state) == DONE


@dataclass(frozen=True)
class Group:
    """Tasks under one heading."""

    title: str
    tasks: Sequence[Task]

    @property
    def done(self) -> str:
        """ "2 of 4 done"."""
        return f"{sum(task.is_done for task in self.tasks)} of {len(self.tasks)} done"


def groups_of(version: Offering) -> list[Group]:
    """The task list of a version."""
    groups = [
        Group("What it is", [_fields_task(part, version) for part in ABOUT_IT]),
        Group("What it costs and promises", [_prices_task(version), _levels_task(version)]),
    ]
    if parts := question_parts(version):
        groups.append(Group("Questions of its lot", _question_tasks(parts, version)))
    return groups


def _fields_task(part: FieldsPart, version: Offering) -> Task:
    gaps = [words for name, words in part.wanted if not _held(version, name)]
    if not gaps:
        return Task(part.key, part.title, part.about, *DONE)
    begun = NOT_STARTED if len(gaps) == len(part.wanted) and part.key != "basics" else UNDER_WAY
    return Task(part.key, part.title, f"Still open: {', '.join(gaps)}.", *begun)


def _prices_task(version: Offering) -> Task:
    plans = len(version.plans.all())
    hint = f"{plans} plan{'' if plans == 1 else 's'}"
    if not version.on_standard_terms:
        return Task(PRICES.key, PRICES.title, f"{hint}. Agencies cannot order it directly yet.", "", "Optional")
    done = plans and version.delivery_mode
    return Task(PRICES.key, PRICES.title, hint, *(DONE if done else UNDER_WAY))


def _levels_task(version: Offering) -> Task:
    levels = [level.title for level in version.service_levels.all()]
    if levels:
        return Task(LEVELS.key, LEVELS.title, ", ".join(levels), *DONE)
    if version.no_service_level_promised:
        return Task(LEVELS.key, LEVELS.title, "None promised", *DONE)
    return Task(
        LEVELS.key, LEVELS.title, LEVELS.about, *(NOT_STARTED if version.on_standard_terms else ("", "Optional"))
    )


def _held(version: Offering, name: str) -> bool:
    value = getattr(version, name)
    return bool(value.all() if hasattr(value, "all") else value)


def _question_tasks(parts: Sequence[QuestionsPart], version: Offering) -> list[Task]:
    files, today = evidence_for(version), timezone.localdate()
    errors, asked = judged(version, files, today)
    return [_question_task(part, version.answers, errors, asked) for part in parts]


def judged(
    version: Offering, files: Mapping[str, EvidenceFile], today: datetime.date
) -> tuple[Mapping[str, str], set[str]]:
    """What is wrong or missing among the answers, by key, and the keys of all questions that are asked."""
    questions = questions_of(version)
    if questions is None:
        return {}, set()
    errors = check_answers(questions, version.answers, on=today, evidence=files, complete=True)
    return errors, {question.key for question in asked_questions(questions.sections, version.answers)}


def _question_task(part: QuestionsPart, answers: Mapping[str, Any], errors: Mapping[str, str], asked: set[str]) -> Task:
    here = [question for question in part.section.questions if question.key in asked]
    given = sum(not is_gap(answers.get(question.key)) for question in here)
    wrong = [question for question in here if question.key in errors]
    hint = f"{given} of {len(here)} answered"
    if lapsed := [question.label for question in wrong if not is_gap(answers.get(question.key))]:
        return Task(part.key, part.title, f"{hint}. Look again at: {lapsed[0]}", "warn", "Look again")
    if not wrong:
        return Task(part.key, part.title, hint, *DONE)
    return Task(part.key, part.title, hint, *(UNDER_WAY if given else NOT_STARTED))


@dataclass(frozen=True)
class Missing:
    """A sentence of the gate of publication, and the part where it is put right; "" where no part can."""

    sentence: str
    part: str = ""


# What the sentences of the gate speak of, and where that is written.
WORDS = (
    ("service model", "basics"),
    ("service level", "levels"),
    ("none is promised", "levels"),
    ("no plan", "prices"),
    ("delivery mode", "prices"),
    ("standard terms", "prices"),
    ("data location", "terms"),
    ("exit terms", "terms"),
)
FIELDS = {name: part.key for part in (*ABOUT_IT, *TERMS_OF_TRADE) for name in part.form_class.base_fields}


def missing_of(version: Offering) -> list[Missing]:
    """Everything that the gate would say of it as it is sent for review, each with the part that mends it."""
    sections = {f"“{part.title}”": part.key for part in question_parts(version)}
    plans = {str(row): "prices" for row in version.plans.all()}
    levels = {str(row): "levels" for row in version.service_levels.all()}
    sent = copy.copy(version)
    sent.pin_questions_in_force(on=timezone.localdate())
    return [Missing(one, _part_for(one, sections, levels | plans)) for one in sent.missing_for_publication()]


def _part_for(sentence: str, sections: Mapping[str, str], rows: Mapping[str, str]) -> str:
    for beginning, key in sections.items():
        if sentence.startswith(beginning):
            return key
    head, _, _ = sentence.partition("): ")
    owner, _, field = head.rpartition(" (")
    if owner in rows:
        return rows[owner]
    if field.replace(" ", "_") in FIELDS:
        return FIELDS[field.replace(" ", "_")]
    return next((key for words, key in WORDS if words in sentence), "")
