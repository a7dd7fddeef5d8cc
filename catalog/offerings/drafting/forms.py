"""Forms of an offering's parts: shapes only; limits come from the model, the rules stand in the actions."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from catalog.offerings.models import LONGEST_DESCRIPTION, Offering
from catalog.taxonomy.models import Assessor, Certification, Deployment, ImpactLevel, ServiceModel, Topic
from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

from .queries import may_offer

NO_DAY = "Enter a day that the calendar has, such as 11/23/2026"
LONGEST_EXIT = 4_000


def model_field(name: str, label: str, **changes: Any) -> forms.Field:
    """A field of the model with its limits, under words of this page."""
    return Offering._meta.get_field(name).formfield(label=label, **changes)


def day_field(name: str, label: str, **changes: Any) -> forms.Field:
    return model_field(name, label, widget=DateInput, error_messages={"invalid": NO_DAY}, **changes)


def _name() -> forms.Field:
    return model_field(
        "name", "What is it called?", error_messages={"required": "Enter the name under which agencies will find it"}
    )


def _service_models() -> forms.Field:
    return forms.MultipleChoiceField(
        label="What kind of service is it?",
        help_text="Tick all that it is. It decides which questions you are asked.",
        choices=[(model.value, model.in_words) for model in ServiceModel],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one"},
    )


def _deployment() -> forms.Field:
    return forms.ChoiceField(
        label="Where does it run?",
        choices=Deployment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it runs"},
    )


class NewOfferingForm(forms.Form):
    """The least that an offering needs to be a draft."""

    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="Who offers it?", empty_label=None)
    name = _name()
    service_models = _service_models()
    deployment = _deployment()

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vendors = may_offer(reader)
        self.fields["vendor"].queryset = vendors  # type: ignore[attr-defined]
        if len(vendors) == 1:
            self.fields["vendor"].initial = vendors[0].pk
            self.fields["vendor"].widget = forms.HiddenInput()


class PartForm(forms.Form):
    """Some fields of an offering, filled in from a version of it."""

    use_required_attribute = False

    @classmethod
    def standing(cls, version: Offering) -> dict[str, Any]:
        """What the fields hold in that version."""
        return {name: getattr(version, name) for name in cls.base_fields}

    def fields_given(self) -> dict[str, Any]:
        """The values to save, by the names of the model."""
        return dict(self.cleaned_data)


class BasicsForm(PartForm):
    """The basics."""

    name = _name()
    summary = model_field("summary", "What does it do, in one sentence?")
    service_models = _service_models()
    deployment = _deployment()
    website = model_field("website", "Website", widget=forms.TextInput(attrs={"inputmode": "url"}))


class DescriptionForm(PartForm):
    """Description and topics. Topics travel beside the fields."""

    description = forms.CharField(
        label="Describe it",
        help_text=f"Plain text, at most {LONGEST_DESCRIPTION:,} characters. The first sentence stands in lists.",
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="What is it for?",
        help_text="Agencies filter by these words. Choose those that somebody would look under.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def standing(cls, version: Offering) -> dict[str, Any]:
        return {"description": version.description, "topics": [topic.pk for topic in version.topics.all()]}


class SecurityForm(PartForm):
    """Security and certification."""

    impact_level = forms.ChoiceField(
        label="How sensitive may the data be?",
        required=False,
        choices=[("", "Not stated"), *ImpactLevel.choices],
    )
    certification = forms.ChoiceField(
        label="Who has examined its security?", choices=Certification.choices, widget=forms.RadioSelect
    )
    authorisation_path = forms.ChoiceField(
        label="Which way was it authorised?",
        required=False,
        choices=[("", "None, or not stated"), *Offering.AuthorisationPath.choices],
    )
    assessor = forms.ModelChoiceField(
        Assessor.objects.all(), label="Assessor", required=False, empty_label="None, or not in this list"
    )
    ready_on = day_field("ready_on", "Ready since")
    authorised_on = day_field("authorised_on", "Authorised or assessed on")
    authorised_until = day_field("authorised_until", "Authorisation ends on")
    annual_assessment = forms.CharField(
        label="Day of the yearly assessment",
        help_text="Month and day, such as 12/22.",
        required=False,
        max_length=5,
        validators=[
            RegexValidator(r"\A(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])\Z", "Enter month and day, such as 12/22")
        ],
        widget=forms.TextInput(attrs={"class": "usa-input--small"}),
    )

    @classmethod
    def standing(cls, version: Offering) -> dict[str, Any]:
        return super().standing(version) | {"assessor": version.assessor_id}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begun, ends = given.get("authorised_on"), given.get("authorised_until")
        if begun and ends and ends < begun:
            self.add_error("authorised_until", "It ends before it begins. Change one of the two days")
        return given


OPEN_API = {"yes": True, "no": False, "": None}


class TermsForm(PartForm):
    """Data, support and how an agency gets out."""

    data_location = model_field("data_location", "Where is the data kept?", help_text="Such as Ohio, United States.")
    sign_in = model_field("sign_in", "How do users sign in?")
    open_api = forms.ChoiceField(
        label="Does it have an open API?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not stated")],
        widget=forms.RadioSelect,
    )
    support_hours = model_field("support_hours", "When do you give support?")
    support_channels = model_field("support_channels", "How can users reach your support?")
    exit_terms = forms.CharField(
        label="How does an agency get out?",
        help_text="One term a line: notice, how the data comes back, in which format, by when it is deleted.",
        required=False,
        max_length=LONGEST_EXIT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @classmethod
    def standing(cls, version: Offering) -> dict[str, Any]:
        words = {value: text for text, value in OPEN_API.items()}
        return super().standing(version) | {"open_api": words[version.open_api]}

    def fields_given(self) -> dict[str, Any]:
        return super().fields_given() | {"open_api": OPEN_API[self.cleaned_data["open_api"]]}
