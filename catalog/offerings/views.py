"""An offering's page, and offerings side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from marketplace.errors import InvalidInput
from marketplace.files.tables import XLSX, csv_lines, workbook_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed

from .comparison import MOST_COMPARED, compare, load, read_slugs
from .comparison_files import table_of
from .models import Offering
from .newly_asked import newly_asked_of
from .page import offering_page
from .page_rows import load_for_page
from .page_versions import keep, version_of
from .plans import plans_on, price_day
from .structured import service_facts


@require_safe
def offering_detail(request, slug):
    """An offering as its reader may see it: drafts only for their vendor and the broker office."""
    version = version_of(request, slug)
    if version and version.html:
        return HttpResponse(version.html)
    offering = load_for_page(request.user, slug)
    today, prices_on = timezone.localdate(), price_day(timezone.now())
    page = offering_page(offering, sent=request.GET, today=today, prices_on=prices_on)
    refused = page.form is not None and bool(page.form.errors)
    context = {"offering": offering, "page": page, "form": page.form, "may_request": may_request(request.user)}
    context["preview"] = offering.summary or offering.description
    context["facts"] = service_facts(offering, plans_on(offering, prices_on))
    context["may_edit"] = request.user.is_authenticated and allowed(request.user, "catalog.edit_offering", offering)
    if context["may_edit"]:
        context["asking_version"], context["newly_asked"] = newly_asked_of(offering)
    response = render(request, "catalog/offerings/offering_detail.html", context, status=400 if refused else 200)
    if version:
        keep(request, version, response)
    return response


def may_request(reader):
    """Whether requests and needs are this reader's business: an agency's people, and those who may yet sign in."""
    return not reader.is_authenticated or any(held.kind == Organisation.Kind.AGENCY for held in reader.standing)


@require_safe
def offering_compare(request):
    """Two to five offerings side by side, with what they cost for my users and term, and what I require of them."""
    comparison = _comparison(request)
    context = {
        "comparison": comparison,
        "form": comparison.form,
        "forms": [comparison.required],
        "only_differences": request.GET.get("differences") == "1",
        "most": MOST_COMPARED,
        "may_request": may_request(request.user),
    }
    status = 400 if comparison.is_refused else 200
    return render(request, "catalog/offerings/offering_compare.html", context, status=status)


def _comparison(request):
    offerings = load(Offering.objects.visible_to(request.user), read_slugs(request.GET.getlist("offering")))
    return compare(offerings, sent=request.GET, on=price_day(timezone.now()))


def _comparison_file(request, ending, content_type, write):
    """The comparison as a file; what the page would say about a wrong number is a plain refusal here."""
    comparison = _comparison(request)
    if comparison.is_refused or not comparison.columns:
        raise InvalidInput("Open the comparison, put right what it marks, and take the file from there.")
    content = write(table_of(comparison, at=timezone.now()))
    kept_as = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"comparison.{ending}")}
    return HttpResponse(content, content_type=content_type, headers=kept_as)


@require_safe
def comparison_csv(request):
    """The comparison as CSV."""
    return _comparison_file(request, "csv", "text/csv; charset=utf-8", csv_lines)


@require_safe
def comparison_xlsx(request):
    """The comparison as a spreadsheet."""
    return _comparison_file(request, "xlsx", XLSX, lambda rows: workbook_of({"Comparison": rows}))
