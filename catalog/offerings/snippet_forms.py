"""The form on which editors of the broker office write an offering, and its panels."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface

from catalog.taxonomy.models import ServiceModel
from marketplace.organisations.models import Organisation

from .price_blocks import CREDIT_STEPS, DISCOUNTS, PRICE_CHANGES, TIERS, USAGE_CHARGES, RowsField, keep_lists_that_end


class OfferingForm(WagtailAdminModelForm):
    """Vendors to choose from are vendors and the broker office itself; agencies offer nothing."""

    service_models = forms.MultipleChoiceField(choices=ServiceModel, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "vendor" in self.fields:
            self.fields["vendor"].queryset = Organisation.objects.exclude(kind=Organisation.Kind.AGENCY)
            # It goes to another vendor by a merger only (handing_over.py).
            self.fields["vendor"].disabled = self.instance.pk is not None


class PlanRowsForm(WagtailAdminModelForm):
    """A plan whose lists of prices are rows."""

    tiers = RowsField(TIERS, label="Prices by quantity")
    usage_charges = RowsField(USAGE_CHARGES, help_text="Metered and billed on top.")
    discounts = RowsField(DISCOUNTS, help_text="Percent off the licences, from a quantity or from a term in months.")
    price_changes = RowsField(
        PRICE_CHANGES,
        label="New prices from a day",
        help_text="They hold from midnight of the day; orders sent before keep theirs.",
    )

    def clean_price_changes(self) -> list[dict[str, Any]]:
        return keep_lists_that_end(self.instance.price_changes, self.cleaned_data["price_changes"])


class LevelRowsForm(WagtailAdminModelForm):
    """A promised service level whose credit steps are rows."""

    credit_steps = RowsField(CREDIT_STEPS, help_text="What a miss earns: deeper misses earn more.")


class RowsPanel(InlinePanel):
    """Plans or service levels of an offering, each with rows on a form of its own."""

    def __init__(self, *args: Any, form: type[WagtailAdminModelForm] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form = form

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"form": self.form}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = self.form
        return options


def _fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


WHAT = [
    *_fields("vendor"),
    FieldPanel("name", required_on_save=True),
    *_fields("summary", "description", "service_models", "deployment", "impact_level"),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    *_fields("website"),
]
SECURITY = [
    MultiFieldPanel(
        _fields(
            "certification",
            "authorisation_path",
            "assessor",
            "ready_on",
            "authorised_on",
            "authorised_until",
            "annual_assessment",
        ),
        heading="Certification",
    ),
    *_fields("data_location", "sign_in", "open_api"),
]
TERMS = [
    *_fields("on_standard_terms", "delivery_mode", "support_hours", "support_channels", "exit_terms"),
    MultiFieldPanel(
        _fields("paid_from", "paid_words", "may_be_taken_over", "takeover_words"), heading="Of the state’s own"
    ),
    MultiFieldPanel(_fields("prices_from", "prices_until"), heading="Price list"),
    RowsPanel(
        "plans",
        form=PlanRowsForm,
        heading="Plans",
        label="Plan",
        panels=_fields(
            "name",
            "includes",
            "unit",
            "price",
            "currency",
            "interval",
            "minimum_term_months",
            "included_quantity",
            "setup_charge",
            "data_move_charge",
            "support_per_year",
            "tiers",
            "usage_charges",
            "discounts",
            "price_changes",
        ),
    ),
]
PROMISES = [
    *_fields("no_service_level_promised"),
    RowsPanel(
        "service_levels",
        form=LevelRowsForm,
        heading="Promised service levels",
        label="Service level",
        panels=_fields(
            "code",
            "title",
            "target",
            "within_minutes",
            "convention",
            "minimum_outage_minutes",
            "degraded_counts_as_down",
            "credit_steps",
            "credit_template",
            "credit_cap_percent",
        ),
    ),
]
EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(WHAT, heading="What it is"),
        ObjectList(SECURITY, heading="Security and data"),
        ObjectList(TERMS, heading="Plans and terms"),
        ObjectList(PROMISES, heading="Service levels"),
        ObjectList([PublishingPanel()], heading="Publishing"),
    ],
    base_form_class=OfferingForm,
)
