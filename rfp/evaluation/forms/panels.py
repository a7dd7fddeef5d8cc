"""Forms about who judges."""

from django import forms
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership
from marketplace.permissions import Role

from ..actions import Seat


def area(label: str, *, help_text: str = "", rows: int = 3, required: bool = True, most: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def people_with(*roles: Role):
    """Active people who hold one of these roles today."""
    held = Membership.objects.in_force(at=timezone.now()).filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("name")


def seat_for(user: User) -> Seat:
    """Somebody with the organisation that they come from."""
    membership = Membership.objects.in_force(at=timezone.now()).filter(user=user).select_related("organisation").first()
    return Seat(user, membership.organisation.name if membership else "")


class PanelForm(forms.Form):
    """A chair, who does not score, and at least three evaluators."""

    chair = forms.ModelChoiceField(
        User.objects.none(), label="Who chairs?", help_text="The chair does not score.", empty_label="Choose a chair"
    )
    evaluators = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who scores?", help_text="At least three. Nobody who opens the bids.",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = people_with(Role.PANEL_CHAIR)
        self.fields["evaluators"].queryset = people_with(Role.EVALUATOR)

    @property
    def seats(self) -> tuple[Seat, list[Seat]]:
        told = self.cleaned_data
        return seat_for(told["chair"]), [seat_for(user) for user in told["evaluators"]]


class ReplaceForm(forms.Form):
    """Who sits down instead, and why."""

    successor = forms.ModelChoiceField(
        User.objects.none(), label="Who sits down instead?", empty_label="Choose somebody"
    )
    reason = area("Why?", help_text="It stays on record.", required=False, most=500)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        role = Role.PANEL_CHAIR if member.is_chair else Role.EVALUATOR
        taken = member.panel.members.values("user_id")
        self.fields["successor"].queryset = people_with(role).exclude(pk__in=taken)


class DeclarationForm(forms.Form):
    """Conflicts with bidders of the list, or none with any of them."""

    none = forms.BooleanField(label="I have no conflict of interest with any of these bidders", required=False)
    with_bidders = forms.MultipleChoiceField(
        label="I have a conflict of interest with", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = area("What is it?", help_text="Only the officers and the auditor read this.", required=False, most=1000)

    def __init__(self, *args, bidders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["with_bidders"].choices = [(name, name) for name in bidders]

    def clean(self):
        told = super().clean()
        if bool(told.get("none")) == bool(told.get("with_bidders")):
            self.add_error("none", "Say either that you have no conflict, or with whom you have one")
        return told


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = area("Why?", most=500)


class NothingForm(forms.Form):
    """A step that only asks to be confirmed."""
