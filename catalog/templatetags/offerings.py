"""Template tags about offerings."""

from django import template
from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.offerings.page import OfferingPage, offering_page

register = template.Library()


@register.simple_tag
def page_of(offering: Offering) -> OfferingPage:
    """What an offering's page shows beyond its fields, for a version that is only previewed."""
    return offering_page(offering, sent={}, today=timezone.localdate())
