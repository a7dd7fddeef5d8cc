"""The list of evaluations, and the page of one: who judges, where it stands, what is next for its reader."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of

from ..models import Panel
from ..page import evaluation_page as page_for


@login_required
@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """Evaluations that the reader may see, the latest first."""
    panels = Panel.objects.visible_to(request.user).live().select_related("lot__solicitation__agency")
    return render(request, "rfp/evaluation/evaluation_list.html", {"page": page_of(panels, request.GET.get("page"))})


@login_required
@require_safe
def evaluation_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Who judges, where it stands, one's own scores."""
    return show(request, visible_panel(request, reference, number))


def visible_panel(request: HttpRequest, reference: str, number: int) -> Panel:
    """The panel of an address. Raises Http404 for one that the reader may not see."""
    panels = Panel.objects.visible_to(request.user).live().select_related("lot__solicitation__agency", "formed_by")
    return get_object_or_404(panels, lot__solicitation__reference=reference, lot__number=number)


def show(request: HttpRequest, panel: Panel, status: int = 200, refusal: str = "") -> HttpResponse:
    """The page of a panel; `refusal` says why nothing was changed."""
    page = page_for(panel, reader=request.user, at=timezone.now())
    context = {"panel": panel, "page": page, "refusal": refusal}
    return render(request, "rfp/evaluation/evaluation_page.html", context, status=status)


def step(
    request: HttpRequest, panel: Panel, form: Any, act: Callable[[], Any], template: str, done: str, **context: Any
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    after = context.pop("after", None)
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect(after or panel)
    context |= {"form": form, "panel": panel}
    return render(request, f"rfp/evaluation/{template}", context, status=status_of(form))
