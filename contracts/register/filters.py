"""Filters of the register; their state is the address."""

import django_filters
from django.db.models import Q

from catalog.taxonomy.models import DeliveryMode
from contracts.agreements.models import Contract
from contracts.orders.models import JointShare
from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

# Key, label, from, and up to but not including; in the contract's currency.
VALUE_BANDS = (
    ("small", "Under $50,000", 0, 50_000),
    ("medium", "$50,000 to $250,000", 50_000, 250_000),
    ("large", "$250,000 to $1,000,000", 250_000, 1_000_000),
    ("very-large", "$1,000,000 and more", 1_000_000, None),
)


class ContractFilter(django_filters.FilterSet):
    """By words, agency, vendor, status, way of delivery, value and end."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    agency = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        label="Agency",
        empty_label="All agencies",
        method="by_agency",
    )
    vendor = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), to_field_name="slug", label="Vendor", empty_label="All vendors"
    )
    status = django_filters.ChoiceFilter(
        choices=[
            choice for choice in Contract.Status.choices if choice[0] in {"active", "suspended", "ended", "terminated"}
        ],
        label="Status",
        empty_label="Any status",
    )

    mode = django_filters.ChoiceFilter(
        field_name="delivery_mode", choices=DeliveryMode.choices, label="Delivered", empty_label="Any way"
    )
    value = django_filters.ChoiceFilter(
        choices=[(key, label) for key, label, _, _ in VALUE_BANDS],
        method="by_value",
        label="Value",
        empty_label="Any value",
    )
    ends_before = django_filters.DateFilter(
        method="by_end", label="Ends before", widget=DateInput, help_text="The last day lies before this one."
    )

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for party in ("agency", "vendor"):
            present = Q(pk__in=self.queryset.order_by().values(f"{party}_id"))
            if party == "agency":
                present |= Q(pk__in=JointShare.objects.filter(order__contract__isnull=False).values("agency_id"))
            self.filters[party].queryset = Organisation.objects.filter(present)

    def by_agency(self, queryset, name, value):
        """Its own contracts, and those of joint orders of which it bears a share."""
        shared = JointShare.objects.filter(agency=value, order__contract__isnull=False).values("order__contract_id")
        return queryset.filter(Q(agency=value) | Q(pk__in=shared))

    def by_value(self, queryset, name, value):
        for key, _, least, below in VALUE_BANDS:
            if key == value:
                queryset = queryset.filter(value__gte=least)
                return queryset.filter(value__lt=below) if below else queryset
        return queryset

    def by_end(self, queryset, name, value):
        """`ends_on` is the first day not covered, so that a contract whose last day is the one before fits."""
        return queryset.filter(ends_on__lte=value)

    def by_words(self, queryset, name, value):
        return queryset.filter(
            Q(reference__iexact=value)
            | Q(title__icontains=value)
            | Q(agency__name__icontains=value)
            | Q(vendor__name__icontains=value)
        )
