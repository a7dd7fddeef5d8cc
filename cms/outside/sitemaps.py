"""The addresses that everybody may read: offerings, vendors, pages. Each list is what the public's own pages show."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from wagtail.models import Page, Site

from catalog.offerings.models import Offering
from cms.library.models import DocumentVersion
from marketplace.organisations.models import Organisation

A_FILE = 5_000


class Offerings(Sitemap):
    limit = A_FILE

    def items(self) -> QuerySet[Offering]:
        return Offering.objects.listed().order_by("pk").only("slug", "last_published_at")

    def lastmod(self, offering: Offering) -> Any:
        return offering.last_published_at


class Vendors(Sitemap):
    """Vendors with something listed; the others have a page and nothing on it."""

    limit = A_FILE

    def items(self) -> QuerySet[Organisation]:
        listed = Offering.objects.listed().filter(vendor=OuterRef("pk"))
        return Organisation.objects.listed().filter(Exists(listed)).order_by("pk").only("slug")

    def location(self, vendor: Organisation) -> str:
        return reverse("vendor_detail", args=[vendor.slug])


class Pages(Sitemap):
    """The editors' pages without a lock on them, below the site's first."""

    limit = A_FILE

    def items(self) -> QuerySet[Page]:
        root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        return Page.objects.live().public().descendant_of(root, inclusive=True).order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url_parts()[2]

    def lastmod(self, page: Page) -> Any:
        return page.last_published_at


class SharedDocuments(Sitemap):
    """What bodies share with everybody."""

    limit = A_FILE

    def items(self) -> QuerySet[DocumentVersion]:
        return DocumentVersion.objects.published().select_related("document").order_by("document_id")

    def location(self, version: DocumentVersion) -> str:
        return version.document.get_absolute_url()

    def lastmod(self, version: DocumentVersion) -> Any:
        return version.published_at


class Screens(Sitemap):
    """The lists from which everything else is reached."""

    def items(self) -> list[str]:
        return ["catalogue", "contract_register", "pipeline", "forum_list", "library", "sharing_register"]

    def location(self, name: str) -> str:
        return reverse(name)


SECTIONS = {"screens": Screens, "pages": Pages, "vendors": Vendors, "offerings": Offerings, "library": SharedDocuments}
