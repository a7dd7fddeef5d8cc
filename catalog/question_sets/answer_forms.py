"""A form made from the questions of a version. It reads what was typed; answers.py alone judges it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.files import File
from django.utils import timezone
from django.utils.formats import sanitize_separators

from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.errors import InvalidInput

from .actions import keep_evidence, kind_of
from .answers import check_answers, date_of, decimal_of, is_gap, without_unasked
from .models import EvidenceFile
from .questions import Kind, Question, Section, asked_questions

US_DAYS = ("%m/%d/%Y", "%m/%d/%y", "%d %b %Y", "%b %d, %Y")
YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class Upload(NamedTuple):
    """A new document for a question."""

    file: File
    expires_on: datetime.date | None


class _Unjudged:
    """Takes what was sent as it is: gaps are allowed in a draft, and what is wrong is said by check_answers."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here."""


class WordsField(_Unjudged, forms.CharField):
    pass


class ChoiceField(_Unjudged, forms.ChoiceField):
    pass


class ChoicesField(_Unjudged, forms.MultipleChoiceField):
    pass


class DocumentField(_Unjudged, forms.FileField):
    pass


class AnswersForm(forms.Form):
    """The questions of `sections` of a version, filled in with the `answers` there are.

    `evidence` are the organisation's own files. `answers_given` is what to store once the form is valid. With
    `complete` gaps are errors too; without, a draft may have them.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        version: Any,
        answers: Mapping[str, Any],
        evidence: Iterable[EvidenceFile] = (),
        section: Section | None = None,
        complete: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.version, self.complete, self.before = version, complete, dict(answers)
        self.evidence = {str(file.pk): file for file in evidence}
        self.questions = [one for part in version.sections for one in part.questions if section in (None, part)]
        self.uploads: dict[str, Upload] = {}
        for question in self.questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        answer = self.before.get(question.key)
        if question.kind == Kind.EVIDENCE:
            self._add_evidence(question, answer)
            return
        self.fields[question.key] = FIELDS[question.kind](question)
        self.initial.setdefault(question.key, _as_typed(question, answer))

    def _add_evidence(self, question: Question, answer: Any) -> None:
        own = [(key, file.label) for key, file in self.evidence.items()]
        first = ChoiceField(
            label=question.label,
            help_text=_hint(question),
            required=question.required,
            choices=[("", "None of those given before" if own else "None was given before"), *own],
        )
        self.fields[question.key] = first
        self.initial.setdefault(question.key, answer or "")
        self.fields[f"{question.key}_file"] = DocumentField(
            label="Or add a new file", help_text="PDF, PNG or JPEG, at most 10 MB.", required=question.required
        )
        if question.expires:
            self.fields[f"{question.key}_until"] = WordsField(
                label="Last day on which the new file is valid",
                help_text="Needed where you add a new file.",
                widget=DateInput,
            )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        typed = {question.key: self._read(question, sent) for question in self.questions}
        merged = without_unasked(self.version, self.before | typed)
        asked = {question.key for question in asked_questions(self.version.sections, self.before | typed)}
        self.uploads = {key: upload for key, upload in self.uploads.items() if key in asked}
        self.answers_given = merged
        here = {question.key for question in self.questions}
        errors = check_answers(
            self.version, merged, on=timezone.localdate(), evidence=self.evidence, complete=self.complete
        )
        for key, sentence in errors.items():
            if key in here and key not in self.uploads and key not in self.errors:
                self.add_error(key, sentence)
        return sent

    def _read(self, question: Question, sent: Mapping[str, Any]) -> Any:
        """What was typed as an answer in plain values; what cannot be understood stays as typed, for the check."""
        value: Any = sent.get(question.key)
        if question.kind == Kind.EVIDENCE:
            self._read_evidence(question, sent)
            return value
        if question.kind == Kind.YES_NO:
            return {"yes": True, "no": False}.get(value, value)
        if question.kind in {Kind.NUMBER, Kind.MONEY} and isinstance(value, str):
            bare = value.replace("$", "").replace(" ", "").replace(",", "")
            number = decimal_of(sanitize_separators(bare))
            return f"{number:f}" if number is not None else value
        if question.kind == Kind.DATE and isinstance(value, str):
            day = _day(value)
            return day.isoformat() if day else value
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def _read_evidence(self, question: Question, sent: Mapping[str, Any]) -> None:
        file = sent.get(f"{question.key}_file")
        if not file:
            return
        until = sent.get(f"{question.key}_until") or ""
        expires_on = _day(until)
        if question.expires and expires_on is None:
            sentence = "Enter the last day on which the document is valid, and choose the document again"
            self.add_error(f"{question.key}_until", sentence)
        elif expires_on and expires_on < timezone.localdate():
            self.add_error(f"{question.key}_until", "This day is past. Add a document that is valid today")
        try:
            kind_of(file)
        except InvalidInput as refusal:
            self.add_error(f"{question.key}_file", str(refusal))
        self.uploads[question.key] = Upload(file, expires_on)

    def keep(self, *, organisation: Any, by: Any) -> dict[str, Any]:
        """The answers to store, with new documents taken in under their ids. Call it inside the saving transaction."""
        kept = {
            key: str(keep_evidence(organisation=organisation, file=upload.file, expires_on=upload.expires_on, by=by).pk)
            for key, upload in self.uploads.items()
        }
        return self.answers_given | kept


def _hint(question: Question) -> str:
    limits = []
    if question.most_words:
        limits.append(f"At most {question.most_words} words.")
    if question.most_lines:
        limits.append(f"One a line, at most {question.most_lines}.")
    return " ".join(part for part in (question.hint, *limits) if part)


def _day(text: str) -> datetime.date | None:
    text = text.strip()
    if found := date_of(text):
        return found
    for pattern in US_DAYS:
        try:
            return date_of(datetime.datetime.strptime(text, pattern).date().isoformat())  # noqa: DTZ007 a day alone
        except ValueError:
            continue
    return None


def _as_typed(question: Question, answer: Any) -> Any:
    """A stored answer as its field shows it."""
    if question.kind == Kind.YES_NO:
        return "" if is_gap(answer) else ("yes" if answer is True else "no")
    return answer if not is_gap(answer) else ([] if question.kind == Kind.CHOICES else "")


def _words(question: Question) -> dict[str, Any]:
    return {"label": question.label, "help_text": _hint(question), "required": question.required}


def _yes_no(question: Question) -> forms.Field:
    return ChoiceField(choices=YES_OR_NO, widget=forms.RadioSelect, **_words(question))


def _choice(question: Question) -> forms.Field:
    choices = [(choice.value, choice.label) for choice in question.choices]
    return ChoiceField(choices=choices, widget=forms.RadioSelect, **_words(question))


def _choices(question: Question) -> forms.Field:
    choices = [(choice.value, choice.label) for choice in question.choices]
    return ChoicesField(choices=choices, widget=forms.CheckboxSelectMultiple, **_words(question))


def _number(question: Question) -> forms.Field:
    words = _words(question)
    if question.unit:
        words["label"] = f"{question.label} ({question.unit})"
    return WordsField(widget=WholeNumberInput(attrs={"inputmode": "decimal"}), **words)


def _money(question: Question) -> forms.Field:
    return WordsField(widget=MoneyInput, **_words(question))


def _date(question: Question) -> forms.Field:
    return WordsField(widget=DateInput, **_words(question))


def _text(question: Question) -> forms.Field:
    long = question.longest > 200 or question.most_lines
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    return WordsField(widget=widget, **_words(question))


FIELDS = {
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.TEXT: _text,
}
