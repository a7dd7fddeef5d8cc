"""Two editors changed the same sections of a draft: both versions on one page, and a choice by section."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed

from .actions import SectionsConflict, edit_version
from .blocks import SectionsBlock
from .comparing import in_words
from .merging import Marks, marks_of, settle
from .models import QuestionSetVersion
from .questions import Section, read_sections

UNREADABLE = "The form does not say which version it was filled in from. Open it again."


class OpenedField(forms.JSONField):
    """The marks of sections by their code, as merging.marks_of makes them."""

    default_error_messages = {"invalid": UNREADABLE, "required": UNREADABLE}
    empty_values = [None, ""]

    def validate(self, value: Any) -> None:
        super().validate(value)
        texts = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        if not texts:
            raise ValidationError(UNREADABLE)


class SectionsField(forms.JSONField):
    """Whole sections, as an editor's blocks hold them."""

    default_error_messages = {"invalid": UNREADABLE, "required": UNREADABLE}

    def clean(self, value: Any) -> Sequence[Mapping[str, Any]]:
        block = SectionsBlock()
        sent = super().clean(value)
        try:
            return block.clean(block.to_python(sent)).get_prep_value()
        except (ValueError, TypeError, KeyError, AttributeError) as unreadable:
            raise ValidationError(UNREADABLE) from unreadable


class ChosenForm(forms.Form):
    """What an editor had typed, what it was opened with, what was shown beside it."""

    mine = SectionsField()
    opened = OpenedField()
    seen = OpenedField()


def show_conflict(
    request: HttpRequest, version: QuestionSetVersion, conflict: SectionsConflict, kept: Mapping[str, str] | None = None
) -> HttpResponse:
    """Both versions of every section that both changed; nothing is saved yet and nothing is lost."""
    last = AuditEvent.objects.about(version).filter(action="catalog.question_set.edited").last()
    mine, theirs = ({part.code: part for part in read_sections(stream)} for stream in (conflict.mine, conflict.theirs))
    rows = [
        {
            "code": code,
            "title": (mine.get(code) or theirs[code]).title,
            "chosen": (kept or {}).get(code, ""),
            "heads_differ": _head(mine.get(code)) != _head(theirs.get(code)),
            "sides": (
                ("mine", "Yours", _only_other(mine.get(code), theirs.get(code))),
                ("theirs", last.actor_label if last else "Stoa", _only_other(theirs.get(code), mine.get(code))),
            ),
        }
        for code in conflict.codes
    ]
    context = {
        "version": version,
        "rows": rows,
        "last": last,
        "chosen_before": kept is not None,
        "sent": {
            "mine": json.dumps(conflict.mine),
            "opened": json.dumps(conflict.opened),
            "seen": json.dumps(marks_of(conflict.theirs)),
        },
    }
    return render(request, "catalog/question_sets/question_version_conflict.html", context, status=409)


def _head(section: Section | None) -> tuple[str, str]:
    return (section.title, section.about) if section else ("", "")


def _only_other(section: Section | None, beside: Section | None) -> dict[str, Any] | None:
    """A side of the page: the section's words and its questions that the other side has otherwise."""
    if section is None:
        return None
    same = set(beside.questions) if beside else set()
    return {
        "title": section.title,
        "about": section.about,
        "questions": [in_words(question) for question in section.questions if question not in same],
        "same": sum(question in same for question in section.questions),
    }


@login_required
@require_POST
def question_version_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves the draft with the version chosen for each section; asks again where a choice is missing or too old."""
    if not allowed(request.user, "catalog.edit_question_sets"):
        raise PermissionDenied("catalog.edit_question_sets")
    version = get_object_or_404(QuestionSetVersion.objects.select_related("question_set"), pk=pk)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(UNREADABLE)
    sent, kept = form.cleaned_data, _kept(request.POST)
    opened: Marks = settle(sent["opened"], sent["mine"], kept, sent["seen"])
    try:
        edit_version(version=version, content=sent["mine"], opened=opened, by=request.user)
    except SectionsConflict as conflict:
        return show_conflict(request, version, conflict, kept)
    messages.success(request, "Saved, with the version that you chose of each section.")
    return redirect(version)


def _kept(sent: Any) -> dict[str, str]:
    named = ((name.removeprefix("keep:"), sent[name]) for name in sent if name.startswith("keep:"))
    return {code: whose for code, whose in named if whose in {"mine", "theirs"}}
