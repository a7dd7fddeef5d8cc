"""Each person's work."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .page import steps_context, workspace_context


@login_required
@require_safe
def workspace(request: HttpRequest) -> HttpResponse:
    """What needs the reader, soonest first, and what falls due in the next days."""
    return render(request, "workspace/workspace.html", workspace_context(request.user, at=timezone.now()))


@login_required
@require_safe
def workspace_steps(request: HttpRequest, kind: str) -> HttpResponse:
    """All of one kind of work: every order to approve, every vendor to verify."""
    context = steps_context(request.user, kind, request.GET.get("page"), at=timezone.now())
    return render(request, "workspace/workspace_steps.html", context)
