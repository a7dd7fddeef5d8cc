"""Forms of invoices, payments and questioned lines: shapes only; the rules are in actions/."""

import uuid
from decimal import Decimal

from django import forms

from marketplace.components.widgets import DateInput

from .models import Payment

NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}
NO_AMOUNT = {"required": "Enter an amount", "invalid": "Enter an amount such as 1692.00"}


def amount_field(label: str, *, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=14, decimal_places=2, min_value=Decimal("0.01"), help_text=help_text,
        error_messages=NO_AMOUNT, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip


def words_field(label: str, *, longest: int = 1000, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say it in a sentence or two"},
    )  # fmt: skip


class OnceForm(forms.Form):
    """A form that does its work once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Load the page again"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4()

    def key(self, what: str) -> str:
        return f"{what}:{self.cleaned_data['token']}"


class PaymentForm(OnceForm):
    amount = amount_field("How much arrived?", help_text="What is too much pays the next invoice.")
    received_on = forms.DateField(label="On which day?", widget=DateInput, error_messages=NO_DAY)
    method = forms.ChoiceField(
        label="How?", widget=forms.RadioSelect,
        choices=[choice for choice in Payment.Method.choices if choice[0] != Payment.Method.ONLINE],
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    bank_reference = forms.CharField(label="The bank’s reference", max_length=100, required=False)


class RefundForm(OnceForm):
    amount = amount_field("How much is paid back?")
    reason = words_field("Why? Both sides read it", longest=500)


class VoidForm(forms.Form):
    reason = words_field("Why is it taken back? Its payer reads it", longest=500)


class QuestionForm(forms.Form):
    amount = amount_field("How much of the line do you question?", help_text="The rest stays to be paid.")
    reason = words_field("What is wrong with it? The other side reads it")


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label="Is it taken off?", widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", "Yes, a credit note takes it off"), ("no", "No, it is owed")],
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    answer = words_field("What does the answer rest on? The payer reads it")


class PurchaseOrderForm(forms.Form):
    number = forms.CharField(
        label="Number of your purchase order", max_length=60, error_messages={"required": "Enter the number"}
    )
    cost_centre = forms.CharField(label="Cost centre", max_length=60, required=False)


class TaxExemptionForm(forms.Form):
    number = forms.CharField(
        label="Number of the certificate", max_length=60, error_messages={"required": "Enter the number"}
    )
    issued_by = forms.CharField(label="Who gave it?", max_length=120, error_messages={"required": "Name them"})
    valid_from = forms.DateField(label="Its first day", widget=DateInput, error_messages=NO_DAY)
    valid_until = forms.DateField(
        label="Its last day", widget=DateInput, error_messages=NO_DAY, required=False,
        help_text="Leave it empty where it has none.",
    )  # fmt: skip
