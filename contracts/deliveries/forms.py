"""Forms of milestones, deliveries, documents and certificates: shapes only; the rules are in actions/."""

from decimal import Decimal

from django import forms

from marketplace.components.widgets import DateInput, WholeNumberInput

from .actions import MilestoneTerms
from .models import ContractDocument, Milestone

NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}
A_FILE = "PDF, PNG or JPEG, at most 10 MB."


def words_field(label: str, *, longest: int = 500, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say it in a sentence or two"},
    )  # fmt: skip


class MilestoneForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of milestone is it?", choices=Milestone.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    title = forms.CharField(label="What is delivered?", max_length=150, error_messages={"required": "Name it"})
    criteria = words_field("What is accepted, and how is that seen?", longest=1000)
    due_on = forms.DateField(
        label="By which day?", widget=DateInput, error_messages=NO_DAY,
        help_text="Until the agency closes on that day; where it is closed, on the next working day.",
    )  # fmt: skip
    accept_days = forms.IntegerField(
        label="After how many working days does silence accept it?", required=False, min_value=1, max_value=90,
        help_text="Leave it empty where silence says nothing.", widget=WholeNumberInput,
    )  # fmt: skip
    amount = forms.DecimalField(
        label="What is paid once it is accepted?", required=False, min_value=Decimal("0.01"), max_digits=14,
        decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="On the invoice of the month of its acceptance. Leave it empty where nothing is paid for it.",
    )  # fmt: skip

    @property
    def terms(self) -> MilestoneTerms:
        return MilestoneTerms(**self.cleaned_data)


class DeliveryForm(forms.Form):
    note = words_field("What is delivered, and where is it seen?", longest=1000)
    file = forms.FileField(label="A file with it", required=False, help_text=A_FILE)


class RejectionForm(forms.Form):
    reason = words_field("What is missing? Who provides reads it", longest=1000)


class DropForm(forms.Form):
    reason = words_field("Why? Both sides read it")


class CertificateForm(forms.Form):
    title = forms.CharField(
        label="Which insurance or certificate?", max_length=150, help_text="Such as: Liability insurance, 2 million",
        error_messages={"required": "Name it"},
    )  # fmt: skip


class PaperForm(forms.Form):
    """The next document of a certificate."""

    file = forms.FileField(label="The document", help_text=A_FILE, error_messages={"required": "Choose a file"})
    expires_on = forms.DateField(label="Its last day", widget=DateInput, error_messages=NO_DAY)


class DocumentForm(forms.Form):
    title = forms.CharField(
        label="What is it?", max_length=150, help_text="The same title again makes the next version.",
        error_messages={"required": "Name it"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind of document is it?", widget=forms.RadioSelect, error_messages={"required": "Choose one"},
        choices=[choice for choice in ContractDocument.Kind.choices if choice[0] not in ("certificate", "deliverable")],
    )  # fmt: skip
    readers = forms.ChoiceField(
        label="Who may read it?", choices=ContractDocument.Readers.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    file = forms.FileField(label="The document", help_text=A_FILE, error_messages={"required": "Choose a file"})
