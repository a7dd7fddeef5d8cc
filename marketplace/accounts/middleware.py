"""What the requests of signed-in people go through: time zone, second factor, the gate of the editors' area."""

import zoneinfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from marketplace.permissions import EDITOR_ROLES, WRITER_ROLES, Role, holds

from .actions import match_editor_group
from .queries import owes_second_factor
from .zones import ZONES

# The API refuses by itself, in its own words (organisations.token_auth).
FREE_PATHS = ("/accounts/", "/static/", "/health/", "/api/")
EDITORS = "/cms/"


class ReaderZoneMiddleware:
    """Shows times in the reader's own zone; everybody else sees the site's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = request.user.time_zone if request.user.is_authenticated else ""
        if name in ZONES:
            with timezone.override(zoneinfo.ZoneInfo(name)):
                return self.get_response(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads persons whose role demands a second factor to setting one up before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_due(request):
            messages.warning(
                request,
                "Your role works with other people's money or secrets, so it needs a second factor. "
                "Set up an authenticator app or a passkey, then go on.",
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_due(self, request) -> bool:
        return not request.path.startswith(FREE_PATHS) and owes_second_factor(request.user)


# Parts of Wagtail's area that one of its two kinds of people finds.
OWN_PARTS = {
    "/cms/snippets/catalog/": EDITOR_ROLES,
    "/cms/snippets/rfp/": WRITER_ROLES,
    "/cms/snippets/cms/": EDITOR_ROLES,
    "/cms/pages/": EDITOR_ROLES,
    "/cms/images/": EDITOR_ROLES,
    "/cms/users/": EDITOR_ROLES,
    "/cms/settings/": EDITOR_ROLES,
    "/cms/reports/": EDITOR_ROLES,
}


class EditorsOnlyMiddleware:
    """Wagtail's area is 404 for people without an editor's role, and open, with its groups matched, to those with one.

    The role is compared at each request: a membership that ended closes the door, whatever the groups still say.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(EDITORS) and request.user.is_authenticated:
            user = request.user
            if not (user.is_superuser or holds(user, _roles_for(request.path))):
                raise Http404
            match_editor_group(user=user)
        return self.get_response(request)


def _roles_for(path: str) -> frozenset[Role]:
    """Editors keep the catalogue and the pages, writers the solicitations; the rest of the area is for both."""
    return next((roles for start, roles in OWN_PARTS.items() if path.startswith(start)), EDITOR_ROLES | WRITER_ROLES)
