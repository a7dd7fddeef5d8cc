"""Filters of the list of orders; their state is the address."""

import django_filters
from django.db.models import Q

from .models import Order


class OrderFilter(django_filters.FilterSet):
    """By words and status."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    status = django_filters.ChoiceFilter(choices=Order.Status.choices, label="Status", empty_label="Any status")

    class Meta:
        model = Order
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        return queryset.filter(
            Q(reference__iexact=value)
            | Q(offering_name__icontains=value)
            | Q(agency__name__icontains=value)
            | Q(vendor__name__icontains=value)
        )
