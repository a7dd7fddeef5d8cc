"""What bids and awards add to the pages of opportunities, which lie in a slice below them."""

from django import template
from django.utils import timezone

from marketplace.permissions import allowed
from rfp.awards.notices import Notice, notices_of
from rfp.bids.page import opportunity_links
from rfp.clauses.queries import taken_by
from rfp.market_reports.models import MarketReport
from rfp.solicitations.price_formulas import example_of

register = template.Library()


@register.inclusion_tag("rfp/bids/_on_opportunity.html", takes_context=True)
def bid_links(context, solicitation):
    """The reader's own bids and the way to begin one; the opening for officers; the list of receipts for everybody."""
    links = opportunity_links(solicitation, reader=context["request"].user, at=timezone.now())
    return {"solicitation": solicitation, "links": links}


@register.inclusion_tag("rfp/awards/_on_opportunity.html")
def award_notices(solicitation):
    """Winner, value and bids of each lot that was awarded, for everybody; nothing before the first is announced."""
    announced = solicitation.status in {"evaluated", "awarded"}
    return {"notices": notices_of([solicitation.pk]).get(solicitation.pk, []) if announced else []}


@register.inclusion_tag("rfp/market_reports/_on_opportunity.html", takes_context=True)
def market_report_link(context, solicitation):
    """The report for whoever may read it; for those who write it the way to begin, once no answer is taken any more."""
    reader = context["request"].user
    if solicitation.kind != "rfi" or not solicitation.is_closed(at=timezone.now()):
        return {}
    report = MarketReport.objects.visible_to(reader).filter(solicitation=solicitation).first()
    may_write = allowed(reader, "rfp.write_market_report")
    return {"solicitation": solicitation, "report": report, "may_write": may_write}


@register.inclusion_tag("rfp/clauses/_on_opportunity.html", takes_context=True)
def library_parts(context, solicitation):
    """For the office what was taken from the library; for those who write it the way to take more."""
    reader = context["request"].user
    if not allowed(reader, "rfp.read_clauses"):
        return {}
    may_take = allowed(reader, "rfp.write_solicitation") and solicitation.status == "draft"
    return {"solicitation": solicitation, "taken": list(taken_by(solicitation)), "may_take": may_take}


@register.inclusion_tag("rfp/solicitations/_formula.html")
def price_formula(solicitation, lot):
    """The formula of a lot's price in words, with an example; nothing where no price is judged."""
    weights = [row.weight for row in lot.criteria.all() if row.kind == "price"]
    return {"example": example_of(solicitation.price_formula, weight=weights[0]) if weights else None}


@register.simple_tag
def winners(solicitations) -> dict[int, list[Notice]]:
    """The notices of those of a list that are awarded, by their ids. One statement, none where nothing is."""
    awarded = [one.pk for one in solicitations if one.status == "awarded"]
    return notices_of(awarded) if awarded else {}


@register.filter
def of_one(found: dict, key: int) -> list[Notice]:
    """Those of one solicitation."""
    return found.get(key, [])
