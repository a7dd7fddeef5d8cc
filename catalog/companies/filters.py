"""Filters of the register of vendors; their state is the address."""

import datetime
import re

import django_filters
from django.db.models import Q, QuerySet

from catalog.taxonomy.models import Lot
from marketplace.organisations.models import CompanyDetails, NameChange, Organisation

LAPSING_WITHIN = datetime.timedelta(days=90)
SMALL = "small_business"


class VendorFilter(django_filters.FilterSet):
    """By name or number, status, lot, size, and how the declaration stands."""

    q = django_filters.CharFilter(method="by_words", label="Name or number", max_length=200)
    status = django_filters.ChoiceFilter(choices=Organisation.Status.choices, label="Status", empty_label="Any status")
    lot = django_filters.ModelChoiceFilter(
        queryset=Lot.objects.exclude(pk=Lot.STATE_SERVICES), method="by_lot", label="Admitted to", empty_label="Any lot"
    )
    size = django_filters.ChoiceFilter(
        choices=[(SMALL, "Small business"), *CompanyDetails.Size.choices],
        method="by_size",
        label="Size",
        empty_label="Any size",
    )
    declaration = django_filters.ChoiceFilter(
        choices=[
            ("in_force", "In force"),
            ("lapsing", "Ends within 90 days"),
            ("in_review", "In review"),
            ("lapsed", "Lapsed"),
            ("none", "None yet"),
        ],
        method="by_declaration",
        label="Declaration",
        empty_label="Any",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args, at: datetime.datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        once = NameChange.objects.confirmed().filter(name_before__icontains=value)
        found = (
            Q(name__icontains=value)
            | Q(registration_number__iexact=value)
            | Q(company__legal_name__icontains=value)
            | Q(pk__in=once.values("vendor"))
        )
        digits = re.sub(r"[\s-]", "", value)
        if digits.isascii() and digits.isdigit():
            found |= Q(company__tax_number=digits)
        return queryset.filter(found)

    def by_lot(self, queryset: QuerySet, name: str, value: Lot) -> QuerySet:
        return queryset.filter(pk__in=value.admissions.in_force(at=self.at).values("vendor"))

    def by_size(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(small_business=True) if value == SMALL else queryset.filter(company__size=value)

    def by_declaration(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        wanted = {
            "in_force": Q(declared_until__gt=self.at),
            "lapsing": Q(declared_until__gt=self.at, declared_until__lte=self.at + LAPSING_WITHIN),
            "in_review": Q(in_review=True),
            "lapsed": Q(declared_until__lte=self.at),
            "none": Q(declared_until__isnull=True, in_review=False),
        }
        return queryset.filter(wanted[value])
