"""The names that the catalogue knows: of products and of those who sell them."""

from catalog.models import Offering
from marketplace.organisations.models import Organisation


def catalogue_names() -> frozenset[str]:
    """Names of everything listed and of every vendor. Two statements."""
    offered = Offering.objects.listed().values_list("name", flat=True)
    vendors = Organisation.objects.filter(kind=Organisation.Kind.VENDOR).values_list("name", flat=True)
    return frozenset([*offered, *vendors])
