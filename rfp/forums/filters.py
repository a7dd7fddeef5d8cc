"""Filters of the list of forums; their state is the address."""

import django_filters
from django.db.models import Q
from django.utils import timezone

from .models import Forum
from .models.forum import Way

WHEN = [("open", "Open for registration"), ("coming", "Coming"), ("held", "Held"), ("cancelled", "Called off")]


class ForumFilter(django_filters.FilterSet):
    """By words, time and the way to take part."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    when = django_filters.ChoiceFilter(method="by_time", choices=WHEN, label="When", empty_label="Any time")
    way = django_filters.ChoiceFilter(method="by_way", choices=Way.choices, label="How", empty_label="Any way")

    class Meta:
        model = Forum
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        words = Q(title__icontains=value) | Q(purpose__icontains=value) | Q(topics__icontains=value)
        return queryset.filter(words | Q(reference__iexact=value))

    def by_time(self, queryset, name, value):
        at = timezone.now()
        if value == "open":
            return queryset.open_for_registration(at=at).order_by("starts_at", "pk")
        if value == "coming":
            return queryset.coming(at=at).order_by("starts_at", "pk")
        return queryset.over(at=at) if value == "held" else queryset.filter(status=Forum.Status.CANCELLED)

    def by_way(self, queryset, name, value):
        return queryset.filter(remote=True) if value == Way.REMOTE else queryset.exclude(room="")
