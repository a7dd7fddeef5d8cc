"""The parts that an offering is written in: one form each, filled in from a version and saved as one revision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from catalog.offerings.actions import Contents
from catalog.offerings.models import Offering
from catalog.question_sets.answer_forms import AnswersForm
from catalog.question_sets.questions import Section

from .forms import BasicsForm, DescriptionForm, PartForm, SecurityForm, TermsForm
from .questions import answers_to, evidence_for, pinned_anew, questions_of
from .typed import Typed, as_sent

QUESTIONS = "questions-"


@dataclass(frozen=True)
class Change:
    """What an edit saves."""

    fields: dict[str, Any]
    contents: Contents = field(default_factory=Contents)


class Part:
    """One form. `key` names it in addresses."""

    key: str
    title: str
    about: str = ""

    def form(self, version: Offering, typed: Typed | None = None, files: Any = None) -> forms.Form:
        """Filled in from the version, or with what was typed."""
        raise NotImplementedError

    def change(self, form: Any, version: Offering) -> Change:
        """What a valid form makes of the version."""
        raise NotImplementedError


@dataclass(frozen=True)
class FieldsPart(Part):
    """Fields of the offering itself."""

    key: str
    title: str
    form_class: type[PartForm]
    about: str = ""
    # What the part should hold before it counts as done, with the words for a gap.
    wanted: tuple[tuple[str, str], ...] = ()

    def form(self, version: Offering, typed: Typed | None = None, files: Any = None) -> forms.Form:
        return self.form_class(as_sent(typed) if typed is not None else None, initial=self.form_class.standing(version))

    def change(self, form: Any, version: Offering) -> Change:
        given = form.fields_given()
        topics = list(given.pop("topics")) if "topics" in given else None
        if "service_models" in given:
            given |= pinned_anew(version, given["service_models"])
        return Change(given, Contents() if topics is None else Contents(topics=topics))


@dataclass(frozen=True)
class QuestionsPart(Part):
    """One section of the questions that its lot is asked."""

    section: Section

    @property
    def key(self) -> str:  # type: ignore[override]
        return f"{QUESTIONS}{self.section.code}"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.section.title

    @property
    def about(self) -> str:  # type: ignore[override]
        return self.section.about

    def form(self, version: Offering, typed: Typed | None = None, files: Any = None) -> forms.Form:
        questions = questions_of(version)
        return AnswersForm(
            as_sent(typed) if typed is not None else None,
            files,
            version=questions,
            answers=answers_to(questions, version),
            evidence=evidence_for(version).values(),
            section=self.section,
        )

    def change(self, form: Any, version: Offering) -> Change:
        return Change({"question_set_version": form.version, "answers": form.answers_given})


BASICS = FieldsPart(
    "basics",
    "The basics",
    BasicsForm,
    "Name, kind of service and where it runs.",
    wanted=(("summary", "one sentence about it"),),
)
DESCRIPTION = FieldsPart(
    "description",
    "Description and topics",
    DescriptionForm,
    "What agencies read first, and the words they filter by.",
    wanted=(("description", "a description"), ("topics", "topics")),
)
SECURITY = FieldsPart(
    "security",
    "Security and certification",
    SecurityForm,
    "Who has examined it, and for which data.",
    wanted=(("impact_level", "how sensitive the data may be"),),
)
TERMS = FieldsPart(
    "terms",
    "Data, support and exit",
    TermsForm,
    "Where data is kept, how users are helped, how an agency gets out.",
    wanted=(
        ("data_location", "where the data is kept"),
        ("support_hours", "when you give support"),
        ("exit_terms", "how an agency gets out"),
    ),
)
ABOUT_IT: tuple[FieldsPart, ...] = (BASICS, DESCRIPTION, SECURITY, TERMS)


def question_parts(version: Offering) -> Sequence[QuestionsPart]:
    """One part for each section of its lot's questions."""
    questions = questions_of(version)
    return [QuestionsPart(section) for section in questions.sections] if questions else []


def with_texts(form: forms.Form, typed: Typed) -> forms.Form:
    """The form not sent yet, showing what was typed before instead of what stands in the version."""
    for name, field_ in form.fields.items():
        texts = typed.get(name, [])
        if isinstance(field_, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            form.initial[name] = texts
        else:
            form.initial[name] = texts[0] if texts else ""
    return form
