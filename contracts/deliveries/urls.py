"""Addresses of milestones, documents and certificates."""

from django.urls import path

from .views import milestones, papers

urlpatterns = [
    path("contracts/<slug:reference>/milestones/new/", milestones.milestone_new, name="milestone_new"),
    path("milestones/<int:pk>/", milestones.milestone_page, name="milestone_page"),
    path("milestones/<int:pk>/<slug:verb>/", milestones.milestone_act, name="milestone_act"),
    path("contracts/<slug:reference>/documents/new/", papers.contract_document_new, name="contract_document_new"),
    path("contract-documents/<int:pk>/", papers.contract_document, name="contract_document"),
    path("contracts/<slug:reference>/certificates/new/", papers.certificate_new, name="certificate_new"),
    path("certificates/<int:pk>/add/", papers.certificate_add, name="certificate_add"),
    path("certificates/<int:pk>/drop/", papers.certificate_drop, name="certificate_drop"),
]
