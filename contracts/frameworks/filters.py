"""Filters of the list of agreements; their state is the address."""

import django_filters
from django.db.models import Q
from django.utils import timezone

from catalog.offerings.plans import price_day
from catalog.taxonomy.models import Lot

from .models import Framework


class FrameworkFilter(django_filters.FilterSet):
    """By words, lot and whether orders may be placed."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    lot = django_filters.ModelChoiceFilter(
        field_name="lots__lot",
        queryset=Lot.objects.exclude(code=Lot.STATE_SERVICES),
        label="Lot",
        empty_label="All lots",
    )
    orders = django_filters.ChoiceFilter(
        method="by_orders",
        choices=[("open", "Open for orders"), ("closed", "Closed for orders")],
        label="Orders",
        empty_label="Open or closed",
    )

    class Meta:
        model = Framework
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        vendor = Q(lots__vendors__vendor__name__icontains=value)
        return queryset.filter(Q(reference__iexact=value) | Q(title__icontains=value) | vendor).distinct()

    def by_orders(self, queryset, name, value):
        is_open = Framework.objects.open_for_orders(on=price_day(timezone.now())).values("pk")
        return queryset.filter(pk__in=is_open) if value == "open" else queryset.exclude(pk__in=is_open)
