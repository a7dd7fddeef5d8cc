"""The catalogue: one page that searches, and a vendor's page."""

from django.conf import settings
from django.db.models import Count
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.admissions.queries import admissions_in_force
from catalog.offerings.models import Offering
from catalog.offerings.words import site_name, web_address
from catalog.taxonomy.models import Certification
from marketplace.components.paging import page_of
from marketplace.organisations.models import Organisation
from marketplace.organisations.queries import mergers_about
from marketplace.permissions import organisations_for

from .page import address_of, catalogue_page, plain_cards, refused_page
from .queries import cards_of, search_catalogue, suggestions_for
from .query import PAGE_SIZE, PageBeyondEnd, SearchRefused
from .reading import read_query
from .values import LONG, values_page

MOST_VENDORS = 10_000


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
def catalogue_values(request, name):
    """Every value of a long facet with its number, for the search in the address; ticked, they go back to the list."""
    if name not in LONG:
        raise Http404
    try:
        query = read_query(dict(request.GET.lists())).on_page(1)
        result = search_catalogue(query, most_vendors=MOST_VENDORS)
    except SearchRefused as refusal:
        page = refused_page(refusal.kept, str(refusal))
        return render(request, "catalog/search/catalogue.html", {"page": page}, status=refusal.status)
    page = values_page(result, name, request.GET.get("find", ""))
    return render(request, "catalog/search/values.html", {"page": page})


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


def vendor_facts(vendor, address):
    """A vendor as schema.org knows it."""
    website = web_address(vendor.website)
    facts = {"@type": "Organization", "@id": address, "url": address, "name": vendor.name}
    return facts | ({"sameAs": website} if website else {})


@require_safe
def vendor_detail(request, slug):
    """A vendor with what it offers; a company that is part of another leads there.

    The broker office stands here with the state's own services.
    """
    vendors = Organisation.objects.visible_to(request.user).exclude(kind=Organisation.Kind.AGENCY)
    vendor = get_object_or_404(vendors, slug=slug)
    mergers = mergers_about(vendor, at=timezone.now())
    if went_to := next((row.successor for row in mergers if row.predecessor_id == vendor.pk), None):
        return redirect(reverse("vendor_detail", args=[went_to.slug], query={"formerly": slug}))
    offerings = Offering.objects.listed().filter(vendor=vendor)
    page = page_of(cards_of(offerings), request.GET.get("page"), size=PAGE_SIZE)
    sanction = vendor.sanction_in_force
    held = offerings.exclude(certification=Certification.NONE).values_list("certification").annotate(count=Count("pk"))
    path, number = reverse("vendor_detail", args=[slug]), page.paginator.count
    context = {
        "vendor": vendor,
        "canonical": f"{path}?page={page.number}" if page.number > 1 else path,
        "preview": f"{number:,} offering{'' if number == 1 else 's'} of {vendor.name} in the catalogue.",
        "facts": vendor_facts(vendor, settings.SITE_ADDRESS + path),
        "part_of_it": mergers,
        "came_from": request.GET.get("formerly", ""),
        "former_names": vendor.former_names(),
        "sanction": sanction,
        "admissions": admissions_in_force(vendor, at=timezone.now())
        if vendor.status == Organisation.Status.VERIFIED
        else None,
        "of_state": vendor.kind == Organisation.Kind.BROKER,
        "page": page,
        "cards": plain_cards(page, barred=sanction is not None),
        "certifications": [(Certification(value).label, count) for value, count in held.order_by("-count")],
        "website": web_address(vendor.website),
        "site": site_name(vendor.website),
    }
    return render(request, "catalog/search/vendor_detail.html", context)
