"""An agency's month in plain words on screens: one month, and the end of sending it."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.permissions import allowed, require

from ..actions.digesting import refuse_digest, want_digest
from ..links import whose_digest
from ..models import Digest, DigestRefusal, agencies_seen_by

MONTHS_NAMED = 12


def _month(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404("A month is written like 2026-10. Choose one from the agency’s page.") from error


@login_required
@require_safe
def agency_digest(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """One month as it was sent, with the others that there are."""
    agency = get_object_or_404(agencies_seen_by(request.user), slug=slug)
    seen = Digest.objects.visible_to(request.user).filter(agency=agency)
    digest = get_object_or_404(seen, month=_month(month))
    context = {
        "agency": agency,
        "digest": digest,
        "others": seen.exclude(pk=digest.pk)[:MONTHS_NAMED],
        "is_own": allowed(request.user, "contracts.want_digest", agency),
        "refused": DigestRefusal.objects.visible_to(request.user).filter(agency=agency).exists(),
    }
    return render(request, "contracts/relationships/agency_digest.html", context)


@login_required
@require_POST
def digest_want(request: HttpRequest, slug: str) -> HttpResponse:
    """Have it sent again."""
    agency = get_object_or_404(agencies_seen_by(request.user), slug=slug)
    require(request.user, "contracts.want_digest", agency)
    want_digest(agency=agency, by=request.user)
    messages.success(request, "It is sent to you again from the next month on.")
    return redirect("agency_page", agency.slug)


@csrf_exempt  # RFC 8058: a mail program posts without a session; the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_refuse(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before it ends the digests of one agency for one person; a POST ends them at once."""
    found = whose_digest(token)
    if found is None:
        raise Http404("This link is not valid. Open the newest mail, or your agency’s page.")
    agency, person = found
    if request.method == "POST":
        refuse_digest(agency=agency, person=person)
    context = {"agency": agency, "ended": request.method == "POST"}
    return render(request, "contracts/relationships/digest_refuse.html", context)
