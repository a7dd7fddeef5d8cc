"""Addresses of evidence."""

from django.urls import path

from . import views

urlpatterns = [
    path("evidence/", views.evidence_list, name="evidence_list"),
    path("evidence/<uuid:pk>/", views.evidence_page, name="evidence_page"),
    path("evidence/<uuid:pk>/file/", views.evidence_download, name="evidence_download"),
    path("evidence/<uuid:pk>/badge/", views.evidence_verify, name="evidence_verify"),
]
