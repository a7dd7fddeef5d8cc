"""Forms about public bodies that ask to take part."""

from collections.abc import Iterable

from django import forms

from .companies import STATES
from .models import Organisation


class BodyForm(forms.Form):
    """What somebody says of a public body; the broker office checks it."""

    name = forms.CharField(
        max_length=200,
        label="Name of the body",
        help_text="As it calls itself: Adams County.",
        error_messages={"required": "Enter the name of the body"},
    )
    level = forms.ChoiceField(
        choices=[("", "Choose a level"), *Organisation.Level.choices],
        label="Level of government",
        error_messages={"required": "Choose the level of government"},
    )
    state = forms.ChoiceField(
        choices=[("", "Choose a state"), *STATES.items()],
        label="State",
        error_messages={"required": "Choose the state in which it is"},
    )
    parent_name = forms.CharField(
        max_length=200,
        required=False,
        label="Part of which body",
        help_text="The county or state body it belongs to, by its name on the list. Leave it empty for none.",
    )
    mail_domain = forms.ChoiceField(
        choices=(),
        label="Mail domain",
        help_text="Of your confirmed addresses. Colleagues with an address there can join by themselves.",
        error_messages={"required": "Choose the domain of your address at the body"},
    )
    website = forms.URLField(max_length=300, required=False, label="Website", assume_scheme="https")
    position = forms.CharField(
        max_length=200,
        label="What you do there",
        help_text="For example: deputy clerk. Once it is on the list you administer it.",
        error_messages={"required": "Say what you do there, so that the office knows who asks"},
    )

    def __init__(self, *args, domains: Iterable[str], **kwargs):
        super().__init__(*args, **kwargs)
        known = [(domain, domain) for domain in sorted(domains)]
        self.fields["mail_domain"].choices = known if len(known) == 1 else [("", "Choose a domain"), *known]  # type: ignore[attr-defined]


class BodyDecisionForm(forms.Form):
    """Whether the body is put on the list, and why."""

    reason = forms.CharField(
        max_length=1000,
        label="Reason",
        required=False,
        widget=forms.Textarea,
        help_text="Whoever asked reads it. Needed to refuse, and where a body on the list looks like this one.",
    )
