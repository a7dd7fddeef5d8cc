"""Forms of the library: shapes only; the rules are in actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from marketplace.components.widgets import DateInput

from .models import LibraryDocument
from .models.document import LONGEST_TEXT, Kind, Licence, Readers
from .queries.found import SORTS, Asked

A_FILE = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG or JPEG, at most 20 MB. It is checked for malware."
NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}


def area(label: str, *, most: int = 2000, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class SearchForm(forms.Form):
    """What the address may say."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.MultipleChoiceField(required=False, choices=Kind.choices)
    owner = forms.CharField(required=False, max_length=100)
    sort = forms.ChoiceField(required=False, choices=[("", ""), *SORTS.items()])

    @property
    def asked(self) -> Asked:
        """Owners are read as they stand: an unknown one finds nothing."""
        said = self.cleaned_data
        owners = tuple(one[:100] for one in self.data.getlist("owner") if one)  # type: ignore[union-attr]
        return Asked(said["q"].strip(), tuple(said["kind"]), owners, said["sort"])


class InNameOf(forms.Form):
    """Asks in whose name, where there is more than one answer."""

    organisation = forms.ModelChoiceField(
        queryset=None, label="In whose name?", empty_label=None, error_messages={"required": "Choose one"}
    )

    def __init__(self, *args: Any, bodies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(bodies[:2])
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        if len(found) == 1:
            self.fields["organisation"].required = False
            self.fields["organisation"].widget = forms.HiddenInput()
            self.only = found[0]
        self.order_fields([*(name for name in self.fields if name != "organisation"), "organisation"])

    def clean_organisation(self) -> Any:
        return self.cleaned_data["organisation"] or getattr(self, "only", None)


class DocumentForm(forms.Form):
    """A document with its file and whom it is for."""

    kind = forms.ChoiceField(
        label="What kind of document is it?", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    title = forms.CharField(label="What is it called?", max_length=150, error_messages={"required": "Name it"})
    summary = forms.CharField(
        label="For whom is it, and for what?", max_length=300, required=False, help_text="One sentence."
    )
    text = area(
        "The text", most=LONGEST_TEXT, rows=18, required=False,
        help_text="A blank line ends a paragraph. A line that begins with ## is a heading.",
    )  # fmt: skip
    upload = forms.FileField(label="A file with it", required=False, help_text=A_FILE)
    drop_file = forms.BooleanField(label="Leave the present file out", required=False)
    licence = forms.ChoiceField(
        label="How may others use it?", choices=Licence.choices, widget=forms.RadioSelect, required=False
    )
    readers = forms.ChoiceField(
        label="Who may read it?", choices=Readers.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    review_on = forms.DateField(
        label="Until when is it good, before you look at it again?", widget=DateInput, required=False,
        error_messages=NO_DAY,
    )  # fmt: skip
    note = forms.CharField(
        label="What is new in this version?", max_length=300, required=False,
        help_text="Those who adopted it are told.",
    )  # fmt: skip

    def __init__(self, *args: Any, document: LibraryDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if document is None or document.file is None:
            del self.fields["drop_file"]
        else:
            self.fields["upload"].label = f"Another file in place of {document.file.name}"
        if document is not None:
            self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
            for name in document.WRITTEN:
                if name != "file":
                    self.initial.setdefault(name, getattr(document, name))
            self.initial.setdefault("revision", document.latest_revision_id)
            if document.live and not document.has_unpublished_changes:
                self.initial["note"] = ""  # of the version that is public already

    @property
    def written(self) -> dict[str, Any]:
        """The fields of the document alone."""
        return {name: self.cleaned_data[name] for name in LibraryDocument.WRITTEN if name in self.cleaned_data}


class NewDocumentForm(InNameOf, DocumentForm):
    pass


class RevisionForm(forms.Form):
    """Which draft was read before it is published."""

    latest_revision_id = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AdoptForm(InNameOf):
    note = forms.CharField(label="What do you use it for, or what do you do otherwise?", max_length=300, required=False)


class RateForm(InNameOf):
    stars = forms.TypedChoiceField(
        label="How well did it serve you?", coerce=int, widget=forms.RadioSelect,
        choices=[(5, "5, very well"), (4, "4, well"), (3, "3, partly"), (2, "2, badly"), (1, "1, not at all")],
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    comment = area("What should others know?", most=1000, rows=3, required=False)


class QuestionForm(InNameOf):
    words = area("Your question", most=1000, error_messages={"required": "Write your question"})


class AnswerForm(forms.Form):
    answer = area("Your answer", error_messages={"required": "Write an answer"})


class RequestForm(InNameOf):
    title = forms.CharField(
        label="Which document is missing?", max_length=150, error_messages={"required": "Name it"},
        help_text="A few telling words: what is new in the library is compared with them.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind would it be?", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    words = area("What do you need it for?", error_messages={"required": "Say it in a sentence or two"})


class RequestAnswerForm(InNameOf):
    words = area("What do you have, or how could it be made?", error_messages={"required": "Write an answer"})
    document = forms.ModelChoiceField(
        queryset=None, label="A document of the library that helps", required=False, empty_label="None yet"
    )

    def __init__(self, *args: Any, documents: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    met = forms.TypedChoiceField(
        label="What came of it?", coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", "We have what we need"), ("no", "We need it no more")],
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    document = forms.ModelChoiceField(
        queryset=None, label="Which document is it?", required=False, empty_label="None of the library"
    )

    def __init__(self, *args: Any, documents: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
