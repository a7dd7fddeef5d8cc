"""Addresses of the catalogue's search."""

from django.urls import path

from . import views

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/values/<slug:name>/", views.catalogue_values, name="catalogue_values"),
    path("search/suggestions/", views.catalogue_suggestions, name="catalogue_suggestions"),
    path("vendors/<slug:slug>/", views.vendor_detail, name="vendor_detail"),
]
