"""Addresses of open contracting data."""

from django.urls import path

from . import views

urlpatterns = [
    path("ocds/releases.json", views.ocds_releases, name="ocds_releases"),
    path("ocds/records.json", views.ocds_records, name="ocds_records"),
    path("ocds/records/<slug:ocid>.json", views.ocds_record, name="ocds_record"),
]
