"""What bids add to the page of an opportunity, which lies in a slice below them."""

from django import template
from django.utils import timezone

from rfp.bids.page import opportunity_links

register = template.Library()


@register.inclusion_tag("rfp/bids/_on_opportunity.html", takes_context=True)
def bid_links(context, solicitation):
    """The reader's own bids and the way to begin one; the opening for officers; the list of receipts for everybody."""
    links = opportunity_links(solicitation, reader=context["request"].user, at=timezone.now())
    return {"solicitation": solicitation, "links": links}
