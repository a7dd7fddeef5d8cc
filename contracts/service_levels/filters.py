"""Filters of the cases of a service level; their state is the address."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from .arithmetic.clocks import Step
from .models import Case, ClockEvent

OPEN, OVER = "open", "over"


class CaseFilter(django_filters.FilterSet):
    """By words, and by whether the clock has stopped."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    state = django_filters.ChoiceFilter(
        method="by_state",
        choices=[(OPEN, "Not over yet"), (OVER, "Over")],
        label="State",
        empty_label="Any state",
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(number__icontains=value) | Q(subject__icontains=value))

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        over = Exists(ClockEvent.objects.filter(case=OuterRef("pk"), step=Step.STOPPED))
        return queryset.filter(over if value == OVER else ~over)
