"""Views that fail, each in its own way, for test_error_pages.py."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from marketplace.errors import DomainError
from marketplace.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class Refused(DomainError):
    """A refusal with the status of the address."""


def refuse(request, status):
    Refused.status = status
    raise Refused("Bidding closed at 2:00:00 pm Eastern. Version 2 counts. Ask the officer.")


def forbid(request):
    raise PermissionDenied("secret.action")


def hide(request):
    raise Http404("secret reason")


def lose_database(request):
    raise OperationalError("connection to server at 10.0.0.1 failed")


def boom(request):
    raise RuntimeError("secret detail")


def read(request):
    return HttpResponse(f"{request.GET.get('q', '')}{request.POST.get('q', '')}{sorted(request.COOKIES)}")


views = [
    path("refuse/<int:status>/", refuse),
    path("forbid/", forbid),
    path("hide/", hide),
    path("lose/", lose_database),
    path("boom/", boom),
    path("press/", require_POST(read)),
    path("read/", read),
    path("notices/", read, name="notification_list"),
    path("read/<str:word>/", read),
]
urlpatterns = [*views, path("api/", include(views)), path("accounts/", include("allauth.urls"))]
