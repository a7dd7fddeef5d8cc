"""An offering's page, and offerings side by side."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.organisations.models import Organisation

from .comparison import MOST_COMPARED, compare, load, read_slugs
from .models import Offering
from .page import offering_page


@require_safe
def offering_detail(request, slug):
    """An offering as its reader may see it: drafts only for their vendor and the broker office."""
    offering = get_object_or_404(Offering.objects.visible_to(request.user).for_page(slug))
    page = offering_page(offering, sent=request.GET, today=timezone.localdate())
    refused = page.form is not None and bool(page.form.errors)
    context = {"offering": offering, "page": page, "form": page.form, "may_request": may_request(request.user)}
    return render(request, "catalog/offerings/offering_detail.html", context, status=400 if refused else 200)


def may_request(reader):
    """Whether requests and needs are this reader's business: an agency's people, and those who may yet sign in."""
    return not reader.is_authenticated or any(held.kind == Organisation.Kind.AGENCY for held in reader.standing)


@require_safe
def offering_compare(request):
    """Two to four offerings side by side, with what they cost for my users and term."""
    offerings = load(Offering.objects.visible_to(request.user), read_slugs(request.GET.getlist("offering")))
    comparison = compare(offerings, sent=request.GET)
    context = {
        "comparison": comparison,
        "form": comparison.form,
        "only_differences": request.GET.get("differences") == "1",
        "most": MOST_COMPARED,
    }
    refused = comparison.form.errors or comparison.left_out
    return render(request, "catalog/offerings/offering_compare.html", context, status=400 if refused else 200)
