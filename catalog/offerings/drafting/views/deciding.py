"""What becomes of a draft: checked and sent, looked at as the public will, taken back, copied, deleted."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.offerings.actions import delete_draft, refuse_stale, submit_for_moderation, withdraw_from_review
from catalog.offerings.models import Offering
from catalog.offerings.page import offering_page
from catalog.offerings.publication import OfferingKept, PublicationRefused
from marketplace.errors import DomainError, StaleForm
from marketplace.permissions import allowed

from ..actions import copy_offering
from ..page import check_page
from ..queries import standings_of
from .pages import own_offering, show_tasks


def _to_do(request: HttpRequest, pk: int, action: str) -> Offering:
    """The offering, for somebody who may do that to it. Raises Http404, PermissionDenied."""
    offering = own_offering(request, pk)
    if not allowed(request.user, action, offering):
        raise PermissionDenied(action)
    return offering


def _ask(request: HttpRequest, offering: Offering, verb: str) -> HttpResponse:
    context = {"offering": offering, "verb": verb, "standing": standings_of([offering])[offering.pk]}
    return render(request, "catalog/drafting/offering_decide.html", context)


@login_required
def offering_check(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was written, what is missing, and the button that sends it to the reviewers."""
    offering = _to_do(request, pk, "catalog.submit_offering")
    if request.method == "POST":
        try:
            refuse_stale(offering, int(request.POST.get("latest_revision_id", "")[:18] or 0))
            submit_for_moderation(offering=offering, by=request.user)
        except PublicationRefused:
            return _check(request, offering, status=409)
        except (ValueError, StaleForm):
            return _check(request, offering, status=409, overtaken=True)
        except DomainError as refusal:
            return show_tasks(request, own_offering(request, pk), status=409, refusal=str(refusal))
        messages.success(
            request, "It is with the reviewers. They decide within two working days, and you get a notice."
        )
        return redirect("offering_tasks", pk)
    return _check(request, offering)


def _check(request: HttpRequest, offering: Offering, *, status: int = 200, overtaken: bool = False) -> HttpResponse:
    context = {"offering": offering, "page": check_page(offering), "refused": status == 409, "overtaken": overtaken}
    return render(request, "catalog/drafting/offering_check.html", context, status=status)


@login_required
@require_safe
def offering_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest draft as the public would see it."""
    offering = own_offering(request, pk)
    version = offering.get_latest_revision_as_object()
    page = offering_page(version, sent=request.GET, today=timezone.localdate())
    messages.info(request, "This is a preview of your newest draft. The public does not see it yet.")
    context = {"offering": version, "page": page, "form": page.form, "may_request": False}
    return render(request, "catalog/offerings/offering_detail.html", context)


@login_required
def offering_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then takes it back from the reviewers."""
    offering = _to_do(request, pk, "catalog.submit_offering")
    return _decide(
        request,
        offering,
        "withdraw",
        lambda: withdraw_from_review(offering=offering, by=request.user),
        "It is with you again. Change it, then send it anew.",
    )


@login_required
def offering_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then deletes a draft that was never published."""
    offering = _to_do(request, pk, "catalog.delete_offering")
    if offering.first_published_at or offering.live:
        return show_tasks(request, offering, status=409, refusal=OfferingKept.sentence)
    return _decide(
        request,
        offering,
        "delete",
        lambda: delete_draft(offering=offering, by=request.user),
        f"The draft {offering} is deleted.",
        to="offering_list",
    )


@login_required
def offering_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then starts a draft with what stands in this one."""
    offering = _to_do(request, pk, "catalog.create_offering")
    if request.method != "POST":
        return _ask(request, offering, "copy")
    copied = copy_offering(offering=offering, by=request.user)
    messages.success(request, f"{copied} is a draft of its own. Give it its name first.")
    return redirect("offering_tasks", copied.pk)


def _decide(request: HttpRequest, offering: Offering, verb: str, act: Any, done: str, *, to: str = "") -> HttpResponse:
    if request.method != "POST":
        return _ask(request, offering, verb)
    try:
        act()
    except DomainError as refusal:
        return show_tasks(request, own_offering(request, offering.pk), status=409, refusal=str(refusal))
    messages.success(request, done)
    return redirect(to) if to else redirect("offering_tasks", offering.pk)
