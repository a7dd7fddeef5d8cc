"""Filters of the list of invoices; their state is the address."""

import django_filters
from django.db.models import Q
from django.utils import timezone

from .models import Invoice

STATES = [
    ("overdue", "Overdue"),
    ("disputed", "With a questioned line"),
    ("open", "To pay"),
    *((value, label) for value, label in Invoice.Status.choices if value in ("draft", "paid", "void")),
]


class InvoiceFilter(django_filters.FilterSet):
    """By words, state and month."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    status = django_filters.ChoiceFilter(choices=STATES, method="by_state", label="Status", empty_label="Any status")
    month = django_filters.CharFilter(method="by_month", label="Month", max_length=7)

    class Meta:
        model = Invoice
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        return queryset.filter(
            Q(reference__iexact=value)
            | Q(contract_reference__iexact=value)
            | Q(title__icontains=value)
            | Q(issuer__name__icontains=value)
            | Q(payer__name__icontains=value)
            | Q(purchase_order__iexact=value)
        )

    def by_state(self, queryset, name, value):
        if value == "overdue":
            return queryset.overdue(at=timezone.now())
        if value == "disputed":
            return queryset.disputed_lines()
        return queryset.open() if value == "open" else queryset.filter(status=value)

    def by_month(self, queryset, name, value):
        year, _, month = value.partition("-")
        if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
            return queryset.none()
        return queryset.filter(period__year=int(year), period__month=int(month))
