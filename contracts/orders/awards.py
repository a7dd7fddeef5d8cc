"""The public list of direct awards: its filters and its table."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.db.models import Q

from marketplace.components.formats import local_date
from marketplace.organisations.models import Organisation

from .models import AwardGrounds, Order


class AwardFilter(django_filters.FilterSet):
    """By words, agency and the coded reason."""

    q = django_filters.CharFilter(method="by_words", label="Words", max_length=200)
    agency = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), to_field_name="slug", label="Agency", empty_label="All agencies"
    )
    grounds = django_filters.ChoiceFilter(
        field_name="award_grounds", choices=AwardGrounds.choices, label="Reason", empty_label="Any reason"
    )

    class Meta:
        model = Order
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = self.queryset.order_by().values("agency_id")
        self.filters["agency"].queryset = Organisation.objects.filter(pk__in=present)

    def by_words(self, queryset, name, value):
        return queryset.filter(
            Q(reference__iexact=value)
            | Q(offering_name__icontains=value)
            | Q(vendor__name__icontains=value)
            | Q(award_words__icontains=value)
        )


def award_rows(orders: Iterable[Order]) -> Iterator[list[Any]]:
    """One row a direct award, under its headings."""
    yield [
        *("Order", "Approved", "Agency", "Vendor", "What", "Value in all", "Currency"),
        *("Reason code", "Reason", "In words", "Policy", "State", "Contract"),
    ]
    for order in orders:
        yield [
            *(
                order.reference,
                order.approved_at and local_date(order.approved_at),
                order.agency.name,
                order.provider,
                order.offering_name,
            ),
            *(order.total_value, order.currency, order.award_grounds, order.get_award_grounds_display()),
            *(order.award_words, order.policy.reference if order.policy else "", order.get_status_display()),
            order.contract.reference if order.contract else "",
        ]
