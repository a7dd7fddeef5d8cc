"""The catalogue: one page that searches, and a vendor's page."""

from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.offerings.models import Offering
from catalog.offerings.words import site_name, web_address
from catalog.taxonomy.models import Certification
from marketplace.components.paging import page_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .page import address_of, catalogue_page, plain_cards, refused_page
from .queries import cards_of, search_catalogue, suggestions_for
from .query import PAGE_SIZE, PageBeyondEnd, SearchRefused
from .reading import read_query


@require_safe
def catalogue(request):
    """The catalogue as its address asks for it; what cannot be understood is said above an empty list."""
    try:
        query = read_query(dict(request.GET.lists()))
        result = search_catalogue(query)
    except (SearchRefused, PageBeyondEnd) as refusal:
        page = refused_page(refusal.kept, str(refusal))
        return render(request, "catalog/search/catalogue.html", {"page": page}, status=refusal.status)
    chosen = Offering.objects.listed().filter(slug__in=query.chosen).order_by("sort_name") if query.chosen else []
    reader = request.user
    may_freeze = reader.is_authenticated and bool(organisations_for(reader, "catalog.start_longlist"))
    context = {"page": catalogue_page(result, list(chosen)), "may_freeze": may_freeze}
    return render(request, "catalog/search/catalogue.html", context)


@require_safe
def catalogue_suggestions(request):
    """What begins like the text, as JSON with addresses, for the search field's list."""
    rows = [
        {"kind": row.kind, "label": row.label, "detail": row.detail, "address": address_of(row)}
        for row in suggestions_for(request.GET.get("q", ""))
    ]
    answer = JsonResponse({"suggestions": rows})
    answer["Cache-Control"] = "public, max-age=60"
    return answer


@require_safe
def vendor_detail(request, slug):
    """A vendor with what it offers; the broker office stands here with the state's own services."""
    vendors = Organisation.objects.visible_to(request.user).exclude(kind=Organisation.Kind.AGENCY)
    vendor = get_object_or_404(vendors, slug=slug)
    offerings = Offering.objects.listed().filter(vendor=vendor)
    page = page_of(cards_of(offerings), request.GET.get("page"), size=PAGE_SIZE)
    held = offerings.exclude(certification=Certification.NONE).values_list("certification").annotate(count=Count("pk"))
    context = {
        "vendor": vendor,
        "of_state": vendor.kind == Organisation.Kind.BROKER,
        "page": page,
        "cards": plain_cards(card.html for card in page),
        "certifications": [(Certification(value).label, count) for value, count in held.order_by("-count")],
        "website": web_address(vendor.website),
        "site": site_name(vendor.website),
    }
    return render(request, "catalog/search/vendor_detail.html", context)
