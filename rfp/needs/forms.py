"""Forms of a need: shapes only; the rules are in actions.py."""

from django import forms

from catalog.offerings.models import Offering
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .actions import Wish
from .models import Need


class NeedForm(forms.Form):
    """What is wanted. Who asks and for which agency is known already."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="For which agency?", empty_label=None)
    title = forms.CharField(label="What do you need, in a few words?", max_length=120)
    outcome = forms.CharField(
        label="What should be different afterwards?",
        help_text="Describe the outcome and who benefits, not a product: “Callers wait less than two minutes”.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    users = forms.IntegerField(
        label="How many people will use it?", min_value=1, max_value=10_000_000, widget=WholeNumberInput
    )
    wanted_on = forms.DateField(label="By when do you need it?", required=False, widget=DateInput)
    budget_from = forms.DecimalField(
        label="Yearly budget, from", required=False, min_value=0, max_digits=14, decimal_places=2, widget=MoneyInput
    )
    budget_to = forms.DecimalField(
        label="Yearly budget, up to", required=False, min_value=0, max_digits=14, decimal_places=2, widget=MoneyInput
    )
    offering = forms.ModelChoiceField(
        Offering.objects.none(), required=False, to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Organisation.objects.visible_to(reader).filter(pk__in=organisations_for(reader, "rfp.state_need"))
        self.fields["agency"].queryset = agencies
        self.fields["offering"].queryset = Offering.objects.visible_to(reader)
        if len(agencies) == 1:
            self.fields["agency"].initial = agencies[0].pk
            self.fields["agency"].widget = forms.HiddenInput()

    def clean(self):
        answers = super().clean()
        low, high = answers.get("budget_from"), answers.get("budget_to")
        if low is not None and high is not None and high < low:
            self.add_error("budget_to", "The highest budget is below the lowest. Enter an amount from the lowest up.")
        return answers

    @property
    def wish(self) -> Wish:
        return Wish(**{name: value for name, value in self.cleaned_data.items() if name != "agency"})


class DecisionForm(forms.Form):
    """Which way, and why."""

    route = forms.ChoiceField(label="How is this need met?", choices=Need.Route.choices, widget=forms.RadioSelect)
    offering = forms.CharField(
        label="Offering to order",
        required=False,
        max_length=200,
        help_text="The last part of its address in the catalogue, such as harborline-contact-centre.",
    )
    reason = forms.CharField(
        label="Why? The agency reads this", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_offering(self):
        slug = self.cleaned_data["offering"].strip().strip("/").rpartition("/")[2]
        found = Offering.objects.visible_to(self.reader).filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise forms.ValidationError("No offering has this address. Copy it from the offering’s page.")
        return found


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="Why is it not needed any more?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
