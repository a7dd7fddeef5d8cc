"""Two files at fixed addresses: for robots, and the table of contents for them."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .sitemaps import SECTIONS

# One's own work, forms, and pages that only put others side by side.
NOT_FOR_ROBOTS = (
    "/accounts/",
    "/api/",
    "/catalogue/compare/",
    "/catalogue/values/",
    "/cms/",
    "/search/",
    "/workspace/",
)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request):
    """What robots leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), ""]
    lines += [f"Sitemap: {settings.SITE_ADDRESS}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request):
    """The sections, split where they are large."""
    return sitemaps.index(request, sitemaps=SECTIONS, sitemap_url_name="sitemap_section")


@require_safe
def sitemap_section(request, section):
    """One section, or its page."""
    return sitemaps.sitemap(request, sitemaps=SECTIONS, section=section)
