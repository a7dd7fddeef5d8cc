"""Filters of the list of opportunities; their state is the address."""

import django_filters
from django.db.models import Q
from django.utils import timezone

from catalog.taxonomy.models import Lot

from .models import Solicitation
from .presets import Kind

WHEN = [
    ("open", "Open"),
    ("closed", "Closed"),
    ("awarded", "Awarded"),
    ("cancelled", "Cancelled"),
    ("draft", "Being written"),
]


class OpportunityFilter(django_filters.FilterSet):
    """By words, state, kind and part of the market."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    state = django_filters.ChoiceFilter(method="by_state", choices=WHEN, label="State", empty_label="Any state")
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="Kind", empty_label="Every kind")
    category = django_filters.ModelChoiceFilter(
        queryset=Lot.objects.all(), method="by_category", label="Part of the market", empty_label="Any"
    )

    class Meta:
        model = Solicitation
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        words = Q(title__icontains=value) | Q(lots__title__icontains=value) | Q(agency__name__icontains=value)
        return queryset.filter(words | Q(reference__iexact=value)).distinct()

    def by_state(self, queryset, name, value):
        at, status = timezone.now(), Solicitation.Status
        if value == "open":
            return queryset.open_at(at).order_by("bids_due_at", "pk")
        if value == "closed":
            return queryset.closed_at(at).exclude(status=status.AWARDED).order_by("-bids_due_at", "-pk")
        if value == "draft":
            return queryset.filter(status__in=[status.DRAFT, status.IN_REVIEW])
        return queryset.filter(status=value)

    def by_category(self, queryset, name, value):
        return queryset.filter(lots__category=value).distinct()
