"""Every address of Stoa, composed from the slices."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from marketplace.api.problems import nothing_here
from marketplace.api.routes import api
from marketplace.health.views import metrics

urlpatterns = [
    path("", include("catalog.search.urls")),  # first, since most requests are for it
    path("", include("cms.outside.urls")),
    path("health/", include("marketplace.health.urls")),
    path("metrics", metrics, name="metrics"),
    path("api/v1/", api.urls),
    re_path(r"^api/", nothing_here),
    path("accounts/", include("marketplace.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("workspace/", include("marketplace.workspace.urls")),
    path("notices/", include("marketplace.notifications.urls")),
    path("organisations/", include("marketplace.organisations.urls")),
    path("audit/", include("marketplace.audit.urls")),
    # One way in: Wagtail's own sign-in page would go round the second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("components/", include("marketplace.components.urls")),
    path("", include("catalog.companies.urls")),
    path("", include("catalog.admissions.urls")),
    path("", include("catalog.offerings.urls")),
    path("", include("catalog.offerings.uploads.urls")),
    path("", include("catalog.offerings.reviewing.urls")),
    path("", include("catalog.question_sets.urls")),
    path("", include("catalog.offerings.drafting.urls")),
    path("", include("catalog.saved_searches.urls")),
    path("", include("catalog.shortlists.urls")),
    path("", include("catalog.longlists.urls")),
    path("", include("rfp.needs.urls")),
    path("", include("rfp.forums.urls")),
    path("", include("rfp.bids.urls")),
    path("", include("rfp.evaluation.urls")),
    path("", include("rfp.awards.urls")),
    path("", include("rfp.open_contracting.urls")),
    path("", include("rfp.records.urls")),
    path("", include("rfp.market_reports.urls")),
    path("", include("rfp.clauses.urls")),
    path("", include("rfp.clarifications.urls")),
    path("", include("rfp.solicitations.urls")),
    path("", include("contracts.invoicing.urls")),
    path("", include("marketplace.billing.urls")),
    path("", include("contracts.agreements.urls")),
    path("", include("contracts.exits.urls")),
    path("", include("contracts.deliveries.urls")),
    path("", include("contracts.frameworks.urls")),
    path("", include("contracts.policies.urls")),
    path("", include("contracts.comparisons.urls")),
    path("", include("contracts.service_levels.urls")),
    path("", include("contracts.orders.urls")),
    path("", include("contracts.costs.urls")),
    path("", include("contracts.relationships.urls")),
    path("", include("contracts.portfolio.urls")),
    path("", include("contracts.portfolio.business.urls")),
    path("", include("contracts.portfolio.goals.urls")),
    path("", include("contracts.portfolio.overlap.urls")),
    path("", include("contracts.scorecards.urls")),
    path("", include("contracts.renewals.urls")),
    path("", include("contracts.register.urls")),
    path("", include("cms.library.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]

if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("marketplace.demo.urls")))

handler400 = "marketplace.components.error_pages.handler400"
handler403 = "marketplace.components.error_pages.handler403"
handler404 = "marketplace.components.error_pages.handler404"
handler500 = "marketplace.components.error_pages.handler500"
