"""Filters of the list of systems; their state is the address, so that a figure can open its rows."""

import datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation

from .models import AS_A_SERVICE, INTERNAL, OLD_YEARS, Delivery, Funding, System
from .overlap.queries import overlapping

STATES = (
    ("in_use", "In use"),
    ("old", f"In use for over {OLD_YEARS} years"),
    ("undated", "In use, nobody said since when"),
    ("retiring", "To be switched off"),
    ("retiring_internal", "Of the state’s own, to be switched off"),
    ("ended", "Switched off"),
)
HAD = (("service", "As a service"), ("internal", "Of the state’s own"), *Delivery.choices)


class SystemFilter(django_filters.FilterSet):
    """By words, agency, kind of work, how it is had, state, money, and whether others may use it."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    agency = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), to_field_name="slug", label="Agency", empty_label="All agencies"
    )
    capability = django_filters.ModelChoiceFilter(
        queryset=Topic.objects.all(), field_name="capabilities", to_field_name="slug", label="Kind of work",
        empty_label="Any",
    )  # fmt: skip
    had = django_filters.ChoiceFilter(choices=HAD, method="by_way", label="How it is had", empty_label="Any way")
    state = django_filters.ChoiceFilter(choices=STATES, method="by_state", label="State", empty_label="Any state")
    funding = django_filters.ChoiceFilter(choices=Funding.choices, label="Paid from", empty_label="Any source")
    offered = django_filters.ChoiceFilter(
        choices=[("yes", "Yes"), ("no", "No")], method="by_offer", label="Offered to others", empty_label="Either"
    )

    alike = django_filters.ChoiceFilter(
        choices=[("yes", "Strongly like another")], method="by_likeness", label="Overlap", empty_label="Either"
    )
    whose = django_filters.ChoiceFilter(
        choices=[("own", "My agencies’")], method="by_owner", label="Whose", empty_label="All that I may see"
    )

    class Meta:
        model = System
        fields: list[str] = []

    def __init__(self, *args: Any, on: datetime.date, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.reader = on, reader
        present = self.queryset.order_by().values("agency_id")
        self.filters["agency"].queryset = Organisation.objects.filter(pk__in=present)

    def by_owner(self, queryset: Any, name: str, value: str) -> QuerySet:
        """As figures count them: without what others offer."""
        return queryset.counted_for(self.reader)

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        told = Q(name__icontains=value) | Q(purpose__icontains=value) | Q(product__icontains=value)
        supplied = Q(supplier__name__icontains=value) | Q(supplier_name__icontains=value)
        return queryset.filter(told | supplied | Q(code__iexact=value))

    def by_way(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(delivery__in={"service": AS_A_SERVICE, "internal": INTERNAL}.get(value, [value]))

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == "old":
            return queryset.older_than(years=OLD_YEARS, on=self.on)
        if value == "undated":
            return queryset.in_use(on=self.on).filter(live_on__isnull=True)
        if value == "ended":
            return queryset.filter(ended_on__lte=self.on)
        if value == "in_use":
            return queryset.in_use(on=self.on)
        retiring = queryset.in_use(on=self.on).retiring()
        return retiring.filter(delivery__in=INTERNAL) if value == "retiring_internal" else retiring

    def by_likeness(self, queryset: Any, name: str, value: str) -> QuerySet:
        return overlapping(queryset)

    def by_offer(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(offered=value == "yes")
