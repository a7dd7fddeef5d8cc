"""What every request of a signed-in person goes through: their time zone, and the second factor where it is due."""

import zoneinfo

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

FREE_PATHS = ("/accounts/", "/static/", "/health/", "/components/error")


class ReaderZoneMiddleware:
    """Shows times in the reader's own zone; everybody else sees the site's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = request.user.time_zone if request.user.is_authenticated else ""
        if name in zoneinfo.available_timezones():
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
        user = request.user
        return (
            settings.SECOND_FACTOR_REQUIRED
            and user.is_authenticated
            and not request.path.startswith(FREE_PATHS)
            and user.needs_second_factor
            and not is_mfa_enabled(user)
        )
