"""Forms about organisations and their people. What is wrong is said at the field."""

import datetime

from django import forms
from django.utils import timezone

from marketplace.errors import InvalidInput
from marketplace.permissions import Role

from .companies import STATES, ZIP, Company, read_tax_number
from .models import ApiToken, CompanyDetails, Membership, Organisation
from .roles import ADMIN_OF, ROLES_OF

DOLLARS = "Approvers only: the highest total value of an order, options and one-off charges included. In dollars."


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"


def _role_choices(organisation: Organisation) -> list:
    roles = ROLES_OF[organisation.kind]
    return [(role.value, role.label) for role in Role if role in roles]


class LimitMixin(forms.Form):
    """A role with the delegation limit that approvers need."""

    role = forms.ChoiceField(label="Role")
    delegation_limit = forms.DecimalField(
        max_digits=14, decimal_places=2, min_value=0, required=False, label="Delegation limit", help_text=DOLLARS
    )

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices(organisation)

    def clean(self):
        cleaned = super().clean()
        approver, limit = cleaned.get("role") == Role.APPROVER, cleaned.get("delegation_limit")
        if approver and limit is None and "delegation_limit" not in self.errors:
            self.add_error("delegation_limit", "Enter up to which total value this person may approve.")
        if not approver and limit is not None:
            self.add_error("delegation_limit", "Only approvers have a limit. Clear it, or choose the role approver.")
        return cleaned


class InvitationForm(LimitMixin):
    """Who is invited into which role."""

    email = forms.EmailField(
        max_length=254, label="E-mail address", help_text="The link is sent there and works for 14 days."
    )
    field_order = ["email", "role", "delegation_limit"]

    def __init__(self, *args, administrator_only: bool = False, organisation: Organisation, **kwargs):
        super().__init__(*args, organisation=organisation, **kwargs)
        if administrator_only:
            admin = ADMIN_OF[organisation.kind]
            self.fields["role"].choices = [(admin.value, admin.label)]


class SuccessorMixin(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(queryset=None, required=False, label="Who takes over", empty_label="Nobody")

    def __init__(self, *args, colleagues, alone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = colleagues
        if alone:
            self.fields["successor"].required = True
            self.fields["successor"].empty_label = "Choose a colleague"
            self.fields["successor"].error_messages["required"] = "Nobody else holds this role: name who takes over."


class EndMembershipForm(SuccessorMixin):
    """Ending a role."""


class ChangeRoleForm(SuccessorMixin, LimitMixin):
    """Another role, or another limit in the same one."""

    field_order = ["role", "delegation_limit", "successor"]

    def __init__(self, *args, membership: Membership, **kwargs):
        self.membership = membership
        super().__init__(*args, organisation=membership.organisation, **kwargs)
        self.fields["successor"].required = False
        self.fields["successor"].help_text = "Takes over the present role. Needed where nobody else holds it."


class SubstituteForm(forms.Form):
    """Who stands in from which to which day, both included."""

    substitute = forms.ModelChoiceField(queryset=None, label="Who stands in", empty_label="Choose a colleague")
    starts_on = forms.DateField(label="First day", widget=DayInput)
    ends_on = forms.DateField(label="Last day", widget=DayInput, help_text="Half a year at most.")

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = colleagues

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day comes before the first. Choose a later one.")
        elif last and last < timezone.localdate():
            self.add_error("ends_on", "This day is over. Choose a later one.")
        return cleaned

    def window(self) -> dict[str, datetime.datetime]:
        """The days as a half-open window in the reader's zone."""
        return {
            "starts_at": start_of(self.cleaned_data["starts_on"]),
            "ends_at": start_of(self.cleaned_data["ends_on"] + datetime.timedelta(days=1)),
        }


def start_of(day: datetime.date) -> datetime.datetime:
    """Midnight of a day in the reader's zone."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _wanted(words: str) -> dict[str, str]:
    return {"required": words}


class VendorForm(forms.Form):
    """What a vendor says of itself; the broker office checks it."""

    name = forms.CharField(
        max_length=200,
        label="Company name",
        help_text="As agencies know it.",
        error_messages=_wanted("Enter the name of your company"),
    )
    legal_name = forms.CharField(
        max_length=200,
        label="Legal name",
        help_text="As in the register of companies.",
        error_messages=_wanted("Enter the name under which it is registered"),
    )
    registration_number = forms.CharField(
        max_length=40,
        label="Registration number",
        help_text="The UEI of SAM.gov, or the state's number.",
        error_messages=_wanted("Enter the number, so that the broker office can look it up"),
    )
    tax_number = forms.CharField(
        max_length=20,
        label="Tax number (EIN)",
        help_text="Nine digits, such as 31-4159265. Screens show the last four only.",
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=_wanted("Enter nine digits, such as 31-4159265"),
    )
    street = forms.CharField(
        max_length=200, label="Street and number", error_messages=_wanted("Enter street and number of its seat")
    )
    city = forms.CharField(max_length=100, label="City", error_messages=_wanted("Enter the city of its seat"))
    state = forms.ChoiceField(
        choices=[("", "Choose a state"), *STATES.items()],
        label="State",
        error_messages=_wanted("Choose the state of its seat"),
    )
    postal_code = forms.RegexField(
        ZIP,
        max_length=10,
        label="ZIP code",
        error_messages={"invalid": "Enter five digits, or nine: 20500-0003.", **_wanted("Enter five digits, or nine")},
    )
    website = forms.URLField(max_length=300, required=False, label="Website", assume_scheme="https")
    size = forms.ChoiceField(
        choices=CompanyDetails.Size.choices,
        label="How many people work for you",
        widget=forms.RadioSelect,
        error_messages=_wanted("Choose how many"),
    )
    small_business = forms.NullBooleanField(
        required=False,
        label="Small business",
        help_text="By the size standard of the Small Business Administration for your industry.",
        widget=forms.RadioSelect(choices=[("true", "Yes"), ("false", "No"), ("unknown", "Not stated")]),
    )

    def clean_tax_number(self):
        try:
            return read_tax_number(self.cleaned_data["tax_number"])
        except InvalidInput as fault:
            raise forms.ValidationError(str(fault)) from fault

    def facts(self):
        """What the action takes."""
        given = dict(self.cleaned_data)
        names = ("legal_name", "tax_number", "street", "city", "state", "postal_code", "size")
        return {"company": Company(**{name: given.pop(name) for name in names}), **given}


class ReasonForm(forms.Form):
    """Why something is refused."""

    reason = forms.CharField(
        max_length=1000, label="Reason", widget=forms.Textarea, help_text="The vendor reads it. Say what to correct."
    )


class VerificationForm(forms.Form):
    """Who the vendor is, or is not, and why."""

    reason = forms.CharField(
        max_length=1000,
        label="Reason",
        required=False,
        widget=forms.Textarea,
        help_text="The vendor reads it. Needed to refuse, and where another vendor looks like this one.",
    )


class SanctionForm(forms.Form):
    """Suspension or debarment, until when, and why."""

    kind = forms.ChoiceField(
        choices=[("suspension", "Suspend: while something is looked into"), ("debarment", "Debar: it is established")],
        label="What is decided",
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label="Last day", widget=DayInput, help_text="It ends by itself when this day is over.")
    reason = forms.CharField(
        max_length=2_000, label="Reason", widget=forms.Textarea, help_text="The vendor and the public read it."
    )

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if not timezone.localdate() <= day < datetime.date(2100, 1, 1):
            raise forms.ValidationError("Choose a day from today on, before the year 2100.")
        return day


class AppealForm(forms.Form):
    """Why the decision is wrong."""

    grounds = forms.CharField(max_length=4_000, label="What is wrong with the decision", widget=forms.Textarea)


class AppealDecisionForm(forms.Form):
    """How an appeal ends, and why."""

    granted = forms.TypedChoiceField(
        choices=[("True", "Grant it: the decision is lifted"), ("False", "Turn it down: the decision holds")],
        coerce=lambda value: value == "True",
        label="Decision",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(max_length=2_000, label="Reason", widget=forms.Textarea, help_text="The vendor reads it.")


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(max_length=100, label="What uses it", help_text="For example: Monitor of the data centre.")
    scopes = forms.MultipleChoiceField(
        choices=ApiToken.Scope.choices, label="What it may do", widget=forms.CheckboxSelectMultiple
    )
    ends_on = forms.DateField(label="Last day", widget=DayInput, help_text="Within a year.")

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if not today <= day < today + datetime.timedelta(days=365):
            raise forms.ValidationError("Choose a day from today on, within a year.")
        return day
