"""Addresses of disputes and exclusions."""

from django.urls import path

from . import views

urlpatterns = [
    path(
        "contracts/<slug:reference>/<slug:code>/<int:year>-<int:month>/dispute/",
        views.result_dispute,
        name="result_dispute",
    ),
    path("contracts/<slug:reference>/<slug:code>/exclusion/", views.exclusion_request, name="exclusion_request"),
    path("disputes/<int:pk>/", views.dispute_page, name="dispute_page"),
    path("exclusions/<slug:reference>/", views.exclusion_page, name="exclusion_page"),
]
