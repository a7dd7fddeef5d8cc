"""How the trail is narrowed down."""

import django_filters
from django import forms

from .models import AuditEvent


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"


class AuditEventFilter(django_filters.FilterSet):
    """By what was done, who did it, to what, and when; days in the reader's zone, both included."""

    action = django_filters.CharFilter(lookup_expr="icontains", label="Action", max_length=80)
    actor = django_filters.CharFilter("actor_label", lookup_expr="icontains", label="Person", max_length=200)
    object_type = django_filters.CharFilter(lookup_expr="icontains", label="Kind of record", max_length=80)
    object_id = django_filters.CharFilter(label="Number of the record", max_length=80)
    since = django_filters.DateFilter("at", lookup_expr="date__gte", label="From", widget=DayInput)
    until = django_filters.DateFilter("at", lookup_expr="date__lte", label="To", widget=DayInput)

    class Meta:
        model = AuditEvent
        fields = ()
