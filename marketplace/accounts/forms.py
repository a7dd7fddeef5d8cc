"""Forms about the person: signing up asks for a name beside what allauth asks for; the own profile."""

from allauth.account import forms as allauth_forms
from django import forms

from .zones import ZONES

ADDRESS = "E-mail address"


class PlainWords(forms.Form):
    """Labels in the words of the house, and none inside the inputs, where they vanish with the first letter."""

    labels: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class LoginForm(PlainWords, allauth_forms.LoginForm):
    """Address and password."""

    labels = {"login": ADDRESS}


class AddEmailForm(PlainWords, allauth_forms.AddEmailForm):
    """One more address."""

    labels = {"email": ADDRESS}


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    """Where the link goes."""

    labels = {"email": ADDRESS}


class ResetPasswordKeyForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    """The new password, after the link."""

    labels = {"password1": "New password", "password2": "The new password once more"}


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    """The old and the new password."""

    labels = {
        "oldpassword": "Present password",
        "password1": "New password",
        "password2": "The new password once more",
    }


class SignupForm(PlainWords, allauth_forms.SignupForm):
    """Adds the person's name."""

    labels = {"email": "E-mail address at work", "password2": "The password once more"}
    name = forms.CharField(max_length=150, label="Your name")
    field_order = ["name", "email", "password1", "password2"]

    def save(self, request):
        user = super().save(request)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        return user


# The zones in which the bodies and vendors of the country work come first; any other can be chosen below them.
NEAR_ZONES = (
    ("America/New_York", "Eastern (New York)"),
    ("America/Chicago", "Central (Chicago)"),
    ("America/Denver", "Mountain (Denver)"),
    ("America/Phoenix", "Arizona (Phoenix)"),
    ("America/Los_Angeles", "Pacific (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
)


def _zone_choices() -> list:
    near = {name for name, _ in NEAR_ZONES}
    others = sorted(name for name in ZONES if "/" in name and name not in near)
    return [
        ("", "The organisation's zone"),
        *NEAR_ZONES,
        (
            "Others",
            [(name, name.replace("_", " ")) for name in others if not name.startswith(("Etc/", "posix", "right"))],
        ),
    ]


class ProfileForm(forms.Form):
    """What colleagues see, and the zone in which times are shown."""

    name = forms.CharField(max_length=150, label="Your name")
    title = forms.CharField(
        max_length=100, required=False, label="Your title", help_text="For example: Head of Fleet. Colleagues see it."
    )
    time_zone = forms.ChoiceField(choices=_zone_choices, required=False, label="Time zone in which you read times")
