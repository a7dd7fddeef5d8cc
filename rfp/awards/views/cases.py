"""The case file of a procurement, to read and to take away; every download is on record."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.permissions import require
from rfp.solicitations.models import Solicitation

from ..actions import open_case_file
from ..verification import faults_of


@login_required
@require_safe
def case_file_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Every step, document, score and decision, with what a check of the file finds."""
    solicitation = _closed(request, reference)
    file = open_case_file(solicitation=solicitation, by=request.user)
    context = {"solicitation": solicitation, "file": file, "faults": faults_of(json.loads(json.dumps(file)))}
    return render(request, "rfp/awards/case_file_page.html", context)


@login_required
@require_safe
def case_file_json(request: HttpRequest, reference: str) -> HttpResponse:
    """The same as JSON; `manage.py verify_case_file` checks it offline."""
    solicitation = _closed(request, reference)
    file = open_case_file(solicitation=solicitation, by=request.user)
    text = json.dumps(file, indent=1, ensure_ascii=False, sort_keys=True)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"case-file-{solicitation.reference}-{timezone.now():%Y%m%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _closed(request: HttpRequest, reference: str) -> Solicitation:
    visible = Solicitation.objects.visible_to(request.user).published()
    solicitation = get_object_or_404(
        visible.select_related("agency", "prepared_by", "published_by"), reference=reference
    )
    require(request.user, "rfp.open_case_file")
    return solicitation
