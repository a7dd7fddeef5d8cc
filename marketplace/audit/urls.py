"""Addresses of the audit trail."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.audit_event_list, name="audit_event_list"),
    path("audit.csv", views.audit_export, name="audit_export"),
    path("<int:pk>/", views.audit_event, name="audit_event"),
]
