"""Filters of the public pipeline; their state is the address."""

import django_filters

from .models import Need


class PipelineFilter(django_filters.FilterSet):
    """By words of the title and kind of competition."""

    q = django_filters.CharFilter(field_name="planned_title", lookup_expr="icontains", label="Words", max_length=200)
    way = django_filters.ChoiceFilter(
        field_name="route",
        choices=[(route.value, route.label) for route in Need.COMPETITIONS],
        label="How",
        empty_label="Every kind",
    )

    class Meta:
        model = Need
        fields: list[str] = []
