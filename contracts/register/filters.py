"""Filters of the register; their state is the address."""

import django_filters
from django.db.models import Q

from contracts.agreements.models import Contract
from marketplace.organisations.models import Organisation


class ContractFilter(django_filters.FilterSet):
    """By words, agency, vendor and status."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    agency = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), to_field_name="slug", label="Agency", empty_label="All agencies"
    )
    vendor = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), to_field_name="slug", label="Vendor", empty_label="All vendors"
    )
    status = django_filters.ChoiceFilter(
        choices=[choice for choice in Contract.Status.choices if choice[0] in {"active", "ended", "terminated"}],
        label="Status",
        empty_label="Any status",
    )

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for party in ("agency", "vendor"):
            present = self.queryset.order_by().values(f"{party}_id")
            self.filters[party].queryset = Organisation.objects.filter(pk__in=present)

    def by_words(self, queryset, name, value):
        return queryset.filter(
            Q(reference__iexact=value)
            | Q(title__icontains=value)
            | Q(agency__name__icontains=value)
            | Q(vendor__name__icontains=value)
        )
