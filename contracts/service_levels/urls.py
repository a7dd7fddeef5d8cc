"""Addresses of measurements, disputes and exclusions."""

from django.urls import path

from . import views, views_cases, views_credits, views_measurements, views_openslo

urlpatterns = [
    path(
        "contracts/<slug:reference>/<slug:code>/<int:year>-<int:month>/dispute/",
        views.result_dispute,
        name="result_dispute",
    ),
    path("contracts/<slug:reference>/<slug:code>/exclusion/", views.exclusion_request, name="exclusion_request"),
    path(
        "contracts/<slug:reference>/<slug:code>/measurements/",
        views_measurements.measurements_upload,
        name="measurements_upload",
    ),
    path(
        "contracts/<slug:reference>/<slug:code>/measurements/<int:pk>/",
        views_measurements.measurements_receipt,
        name="measurements_receipt",
    ),
    path("contracts/<slug:reference>/<slug:code>/cases/", views_cases.case_list, name="case_list"),
    path("contracts/<slug:reference>/<slug:code>/cases/record/", views_cases.case_record, name="case_record"),
    path("contracts/<slug:reference>/<slug:code>/cases/of/<path:number>/", views_cases.case_page, name="case_page"),
    path("contracts/<slug:reference>/openslo.yaml", views_openslo.contract_openslo, name="contract_openslo"),
    path("service-levels/templates/", views_openslo.level_templates, name="level_templates"),
    path(
        "service-levels/templates/openslo.yaml", views_openslo.level_templates_openslo, name="level_templates_openslo"
    ),
    path("credits/<slug:reference>/", views_credits.credit_page, name="credit_page"),
    path("disputes/<int:pk>/", views.dispute_page, name="dispute_page"),
    path("exclusions/<slug:reference>/", views.exclusion_page, name="exclusion_page"),
]
