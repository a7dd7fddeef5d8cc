"""What the front door shows from the registers. A constant number of statements, whatever they hold."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, Q

from catalog.offerings.models import Offering
from catalog.taxonomy.models import Certification


@dataclass(frozen=True)
class Figure:
    """A key figure: what, how much, and what stands beside it."""

    name: str
    value: str
    beside: str


def _catalogue_counts() -> dict[str, int]:
    return Offering.objects.listed().aggregate(
        listed=Count("pk"),
        vendors=Count("vendor", distinct=True),
        authorised=Count("pk", filter=Q(certification=Certification.FEDRAMP_AUTHORIZED)),
        orderable=Count("pk", filter=Q(on_standard_terms=True)),
    )
