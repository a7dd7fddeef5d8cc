"""Redirects that editors write in Wagtail, looked for at little cost: most addresses that are not there have none."""

from urllib.parse import urlparse

from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect


class RedirectsMiddleware(RedirectMiddleware):
    """One small question before Wagtail works out which site this is and asks it twice for each spelling."""

    def process_response(self, request, response):
        if response.status_code == 404 and not _has_any(request.get_full_path()):
            return response
        return super().process_response(request, response)


def _has_any(full_path: str) -> bool:
    """Whether any site redirects this path, as it came or decoded, with its query or without."""
    asked = Redirect.normalise_path(full_path, decode_unicode=False)
    spellings = {asked, urlparse(asked).path}
    spellings |= {uri_to_iri(path) for path in spellings}
    return Redirect.objects.filter(old_path__in=[path for path in spellings if "\0" not in path]).exists()
