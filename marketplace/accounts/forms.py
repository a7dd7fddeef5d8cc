"""Forms about the person: signing up asks for a name beside what allauth asks for; the own profile."""

import zoneinfo

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms


class LoginForm(AllauthLoginForm):
    """In the words of the house, without words inside the inputs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignupForm(AllauthSignupForm):
    """Adds the person's name."""

    name = forms.CharField(max_length=150, label="Your name")
    field_order = ["name", "email", "password1", "password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address at work"
        self.fields["password2"].label = "The password once more"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

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
    others = sorted(name for name in zoneinfo.available_timezones() if "/" in name and name not in near)
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
