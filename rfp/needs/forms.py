"""Forms of a need: shapes only; the rules are in actions.py."""

from django import forms

from catalog.offerings.models import Offering
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .actions import Funding, Plan, Wish
from .models import Need

FUNDING_ROWS = range(1, 4)


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
    priority = forms.CharField(
        label="Which goal of the state or of your agency does it serve?", required=False, max_length=160
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
    data_class = forms.ChoiceField(
        label="What is the most sensitive data it will hold?",
        required=False,
        choices=[("", "Not known yet"), *Need.DataClass.choices],
    )
    constraints = forms.CharField(
        label="What must it fit with?",
        help_text="Laws, systems that it exchanges data with, days on which it must not stand still.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    offering = forms.ModelChoiceField(
        Offering.objects.none(), required=False, to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        for row in FUNDING_ROWS:
            self._ask_for_source(row)
        agencies = Organisation.objects.visible_to(reader).filter(pk__in=organisations_for(reader, "rfp.state_need"))
        self.fields["agency"].queryset = agencies
        self.fields["offering"].queryset = Offering.objects.visible_to(reader)
        if len(agencies) == 1:
            self.fields["agency"].initial = agencies[0].pk
            self.fields["agency"].widget = forms.HiddenInput()

    def _ask_for_source(self, row):
        source, days = f"Source {row}", {"required": False, "widget": DateInput}
        amount = {"min_value": 0, "max_digits": 14, "decimal_places": 2, "widget": MoneyInput}
        self.fields |= {
            f"source_{row}": forms.CharField(label=source, required=False, max_length=120),
            f"amount_{row}": forms.DecimalField(label=f"Amount from {source.lower()}", required=False, **amount),
            f"from_{row}": forms.DateField(label=f"{source} can be spent from", **days),
            f"until_{row}": forms.DateField(label=f"{source} can be spent until", **days),
        }

    def clean(self):
        answers = super().clean()
        low, high = answers.get("budget_from"), answers.get("budget_to")
        if low is not None and high is not None and high < low:
            self.add_error("budget_to", "The highest budget is below the lowest. Enter an amount from the lowest up.")
        for row in FUNDING_ROWS:
            source, amount = answers.get(f"source_{row}"), answers.get(f"amount_{row}")
            if source and not amount and f"amount_{row}" not in self.errors:
                self.add_error(f"amount_{row}", f"Enter how much {source} pays")
            if not source and (amount or answers.get(f"from_{row}") or answers.get(f"until_{row}")):
                self.add_error(f"source_{row}", "Name where this money comes from")
        return answers

    @property
    def plain(self):
        """The fields but those of the funding rows, in the order of the page."""
        return [field for field in self.visible_fields() if field.name.partition("_")[2] not in map(str, FUNDING_ROWS)]

    @property
    def rows(self):
        """For each source who pays how much, then within which days."""
        pairs = ("source", "amount"), ("from", "until")
        return [[[self[f"{name}_{row}"] for name in pair] for pair in pairs] for row in FUNDING_ROWS]

    @property
    def wish(self) -> Wish:
        own = {field.name for field in (*self.plain, *self.hidden_fields())} - {"agency"}
        said = {name: value for name, value in self.cleaned_data.items() if name in own}
        return Wish(**said, funding=tuple(self._funding()))

    def _funding(self):
        answers = self.cleaned_data
        for row in FUNDING_ROWS:
            if source := answers[f"source_{row}"]:
                yield Funding(source, answers[f"amount_{row}"], answers[f"from_{row}"], answers[f"until_{row}"])


class DecisionForm(forms.Form):
    """Which way, and why."""

    route = forms.ChoiceField(label="How is this need met?", choices=Need.Route.choices, widget=forms.RadioSelect)
    offering = forms.CharField(
        label="Offering to order",
        required=False,
        max_length=200,
        help_text="The last part of its address in the catalogue, such as harborline-contact-centre.",
    )
    planned_title = forms.CharField(
        label="Title in the public pipeline",
        required=False,
        max_length=120,
        help_text="For a competition or an RFI: vendors read it and prepare. Name no product.",
    )
    planned_on = forms.DateField(label="When is it to begin?", required=False, widget=DateInput)
    reason = forms.CharField(
        label="Why? The agency reads this", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader

    @property
    def decision(self) -> dict:
        """As decide_need takes it."""
        said = self.cleaned_data
        plan = Plan(said["planned_title"], said["planned_on"]) if said["planned_title"] and said["planned_on"] else None
        return {"route": said["route"], "offering": said["offering"], "reason": said["reason"], "plan": plan}

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


class JoinForm(forms.Form):
    """Which other need, and what both agencies are told of each other."""

    partner = forms.ChoiceField(label="Which need?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What do both want?",
        max_length=200,
        help_text="All that each agency reads of the other’s need before it consents.",
    )

    def __init__(self, *args, similar, **kwargs):
        super().__init__(*args, **kwargs)
        self.similar = {need.reference: need for need in similar}
        self.fields["partner"].choices = [
            (reference, f"{need.title}, {need.agency}, {need.users:,} users, {need.value_band.lower()}")
            for reference, need in self.similar.items()
        ]

    @property
    def proposal(self) -> dict:
        return {"partner": self.similar[self.cleaned_data["partner"]], "words": self.cleaned_data["words"]}


class JoinAnswerForm(forms.Form):
    """Yes, or no with a reason."""

    answer = forms.ChoiceField(
        label="Shall both needs be met together?",
        choices=[("yes", "Yes, together"), ("no", "No, ours alone")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="If not, why?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        said = super().clean()
        if said.get("answer") == "no" and not said.get("reason"):
            self.add_error("reason", "Say why: the office looks for another way")
        return said
