"""Forms of bids: shapes only; what is missing or wrong is told by contents.py, for the whole bid alike."""

from django import forms

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import PERMISSIONS, organisations_for
from rfp.solicitations.models import Requirement, Solicitation

from .contents import BidPart, Contents, Texts, price_in, words_in

LONGEST = 60_000
YES_NO = (("yes", "Yes"), ("no", "No"))


def area(label: str, *, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST, widget=forms.Textarea({"rows": rows})
    )


class Wanted:
    """A field that is asked for in the end, and may be empty in a draft."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class WantedText(Wanted, forms.CharField):
    """A text."""


class WantedChoice(Wanted, forms.ChoiceField):
    """One of several."""


class WantedFile(Wanted, forms.FileField):
    """A document."""


class StartForm(forms.Form):
    """For which vendor."""

    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="For which vendor?", empty_label=None)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "rfp.start_bid")
        self.fields["vendor"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["vendor"].initial = next(iter(own))
            self.fields["vendor"].widget = forms.HiddenInput()


class AnswerForm(forms.Form):
    """The answer to one requirement, and whether a part of it is confidential."""

    confidential = forms.BooleanField(
        label="This answer is confidential",
        required=False,
        help_text="Prices never are, nor is a bid as a whole.",
    )
    reason = forms.CharField(label="Why is it confidential?", required=False, max_length=500)

    def __init__(self, *args, part: BidPart, contents: Contents, **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.contents = part, contents
        requirement, kind = part.requirement, part.requirement.answer_kind
        if kind == Requirement.Answer.TEXT:
            limit = requirement.word_limit
            most = f"At most {limit} words, the same for everybody; more is not read." if limit else ""
            answer = WantedText(
                label="Your answer", help_text=most, max_length=LONGEST, widget=forms.Textarea({"rows": 10})
            )
        elif kind == Requirement.Answer.YES_NO:
            must = "It must be met: a bid that says “No” cannot be submitted." if requirement.must else ""
            answer = WantedChoice(label="Is it met?", choices=YES_NO, widget=forms.RadioSelect, help_text=must)
        else:
            answer = WantedFile(label="Your document", help_text=_kept(self._stored("file")))
        answer.required = requirement.must
        fields = {kind: answer, **self.fields}
        if kind == Requirement.Answer.FILE:
            name = _kept(self._stored("redacted_file"))
            fields["redacted_file"] = forms.FileField(label="Redacted copy", required=False, help_text=name)
        else:
            fields["redacted"] = area("What may be shown instead", rows=3)
        self.fields = fields

    def _stored(self, name: str) -> str:
        code = self.contents.text(self.part.key, name)
        return self.contents.files.get(code, {}).get("name", "")

    @property
    def texts(self) -> Texts:
        """What was sent, as the draft keeps it; uploads are taken in by the view and named here by their codes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "redacted_file")}
        given["confidential"] = "yes" if given["confidential"] else ""
        for name in ("file", "redacted_file"):
            if name in self.fields:
                given[name] = self.contents.text(self.part.key, name)
        return given

    @property
    def words(self) -> int:
        return words_in(self["text"].value() or "") if "text" in self.fields else 0


def _kept(name: str) -> str:
    kinds = "PDF, PNG, JPEG, Word, Excel, PowerPoint or OpenDocument; at most 20 MB."
    return f"“{name}” is kept; choose another to replace it. {kinds}" if name else kinds


class PricesForm(forms.Form):
    """A unit price for each line of the lot's schedule."""

    def __init__(self, *args, part: BidPart, contents: Contents, lot, **kwargs):
        super().__init__(*args, **kwargs)
        for line in lot.price_lines.all():
            amount = f"{line.quantity.normalize():f}"
            self.fields[line.code] = WantedText(
                label=line.title, max_length=20,
                help_text=f"{lot.currency} for one {line.unit}; {amount} are asked for.",
                widget=forms.TextInput({"inputmode": "decimal"}),
            )  # fmt: skip

    def clean(self):
        told = super().clean()
        for name in self.fields:
            if told.get(name) and price_in(told[name]) is None:
                self.add_error(name, "Enter an amount such as 19.50, without a currency")
        return told

    @property
    def texts(self) -> Texts:
        return dict(self.cleaned_data)


def form_of(part: BidPart, contents: Contents, *, lot, data=None, files=None, texts: Texts | None = None):
    """The form of a part, filled in with what is saved, or with `texts`."""
    stored = dict(contents.parts.get(part.key, {})) if texts is None else dict(texts)
    if part.requirement is None:
        return PricesForm(data, initial=stored, part=part, contents=contents, lot=lot)
    for name in ("file", "redacted_file"):
        stored.pop(name, None)
    stored["confidential"] = stored.get("confidential") == "yes"
    return AnswerForm(data, files, initial=stored, part=part, contents=contents)


class VersionForm(forms.Form):
    """A press that says what its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SubmitForm(VersionForm):
    """What whoever submits says with it."""

    declared = forms.BooleanField(error_messages={"required": "Tick the box to say that you may bind the company"})

    def __init__(self, *args, declaration: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared"].label = declaration


class PassphraseForm(forms.Form):
    """Only its officer knows it; it is kept nowhere."""

    passphrase = forms.CharField(
        label="Your passphrase", max_length=200, strip=True,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        error_messages={"required": "Type your passphrase"},
    )  # fmt: skip


class NewPassphraseForm(PassphraseForm):
    """Chosen once."""

    again = forms.CharField(
        label="The same again", max_length=200, widget=forms.PasswordInput({"autocomplete": "off"}),
        error_messages={"required": "Type it once more"},
    )  # fmt: skip

    def clean(self):
        told = super().clean()
        if told.get("passphrase") and told.get("again") and told["passphrase"] != told["again"]:
            self.add_error("again", "The two do not agree. Type both again")
        return told


class ChangePassphraseForm(NewPassphraseForm):
    """The one that the officer has, and another."""

    old = forms.CharField(
        label="The passphrase that you have", max_length=200, widget=forms.PasswordInput({"autocomplete": "off"}),
        error_messages={"required": "Type the passphrase that you have"},
    )  # fmt: skip
    field_order = ("old", "passphrase", "again")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passphrase"].label = "Your new passphrase"


class SplitForm(forms.Form):
    """Who holds a piece of the key, and how many open together."""

    officers = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who holds a piece of the key?", widget=forms.CheckboxSelectMultiple,
        help_text="Officers who have chosen a passphrase.",
        error_messages={"required": "Choose at least two"},
    )  # fmt: skip
    needed = forms.IntegerField(
        label="How many of them open together?", min_value=2, max_value=9, initial=2,
        help_text="Fewer open nothing; choose fewer than hold a piece, so that one may be away.",
    )  # fmt: skip

    def __init__(self, *args, solicitation: Solicitation, at, **kwargs):
        super().__init__(*args, **kwargs)
        roles = {role for row in PERMISSIONS["rfp.open_bids"] for role in row.roles}
        held = Membership.objects.in_force(at=at).filter(role__in=roles).values("user_id")
        chosen = User.objects.filter(pk__in=held, bid_key__isnull=False, is_active=True)
        self.fields["officers"].queryset = chosen.order_by("name", "pk")
