"""Addresses of measurements, incidents, disputes, exclusions and credits."""

from django.urls import path

from .views import cases, credits, disputes, exclusions, incidents, measurements, openslo

urlpatterns = [
    path(
        "contracts/<slug:reference>/<slug:code>/<int:year>-<int:month>/dispute/",
        disputes.result_dispute,
        name="result_dispute",
    ),
    path("contracts/<slug:reference>/<slug:code>/exclusion/", exclusions.exclusion_request, name="exclusion_request"),
    path(
        "contracts/<slug:reference>/<slug:code>/measurements/",
        measurements.measurements_upload,
        name="measurements_upload",
    ),
    path(
        "contracts/<slug:reference>/<slug:code>/measurements/<int:pk>/",
        measurements.measurements_receipt,
        name="measurements_receipt",
    ),
    path("contracts/<slug:reference>/<slug:code>/cases/", cases.case_list, name="case_list"),
    path("contracts/<slug:reference>/<slug:code>/cases/record/", cases.case_record, name="case_record"),
    path("contracts/<slug:reference>/<slug:code>/cases/of/<path:number>/", cases.case_page, name="case_page"),
    path("contracts/<slug:reference>/openslo.yaml", openslo.contract_openslo, name="contract_openslo"),
    path("service-levels/templates/", openslo.level_templates, name="level_templates"),
    path("service-levels/templates/openslo.yaml", openslo.level_templates_openslo, name="level_templates_openslo"),
    path("credits/<slug:reference>/", credits.credit_page, name="credit_page"),
    path("credits/<slug:reference>/answer/", credits.claim_answer, name="claim_answer"),
    path("disputes/<int:pk>/", disputes.dispute_page, name="dispute_page"),
    path("exclusions/<slug:reference>/", exclusions.exclusion_page, name="exclusion_page"),
    path("exclusions/<slug:reference>/times/", exclusions.exclusion_times, name="exclusion_times"),
    path("exclusions/<slug:reference>/evidence/", exclusions.exclusion_evidence_add, name="exclusion_evidence_add"),
    path("exclusions/<slug:reference>/evidence/<int:pk>/", exclusions.exclusion_document, name="exclusion_document"),
    path("contracts/<slug:reference>/incidents/propose/", incidents.incident_propose, name="incident_propose"),
    path("incidents/<slug:reference>/", incidents.incident_page, name="incident_page"),
    path("incidents/<slug:reference>/revise/", incidents.incident_revise, name="incident_revise"),
]
