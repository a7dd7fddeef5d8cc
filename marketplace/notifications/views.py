"""The list of somebody's notices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import database_now
from marketplace.components.paging import page_of

from .actions import mark_read
from .models import Notification
from .queries import unread_count


@login_required
@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """All notices, or those not read yet."""
    notices = Notification.objects.visible_to(request.user)
    unread_only = request.GET.get("show") == "unread"
    context = {
        "page": page_of(notices.unread() if unread_only else notices, request.GET.get("page")),
        "unread_only": unread_only,
        "unread": unread_count(request.user),
    }
    return render(request, "notifications/notification_list.html", context)


@login_required
@require_POST
def open_notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks one notice as read and leads to the page it is about."""
    own = Notification.objects.visible_to(request.user)
    notice = get_object_or_404(own, pk=pk)
    mark_read(notices=own.filter(pk=pk), by=request.user, at=database_now())
    return redirect(notice.address or "notification_list")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Marks everything that is there now as read."""
    own = Notification.objects.visible_to(request.user)
    count = mark_read(notices=own, by=request.user, at=database_now())
    messages.success(request, f"{count} {'notice' if count == 1 else 'notices'} marked as read.")
    return redirect("notification_list")
