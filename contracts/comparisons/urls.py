"""Addresses of desktop comparisons."""

from django.urls import path

from . import views

urlpatterns = [
    path("comparisons/", views.comparison_list, name="comparison_list"),
    path("comparisons/new/", views.comparison_start, name="comparison_start"),
    path("comparisons/<slug:reference>/", views.comparison_page, name="comparison_page"),
    path("comparisons/<slug:reference>/weigh/", views.comparison_weigh, name="comparison_weigh"),
    path("comparisons/<slug:reference>/judge/", views.comparison_judge, name="comparison_judge"),
    path("comparisons/<slug:reference>/sign/", views.comparison_sign, name="comparison_sign"),
    path("comparisons/<slug:reference>/replay/", views.comparison_replay, name="comparison_replay"),
    path("comparisons/<slug:reference>/record.zip", views.comparison_record, name="comparison_record"),
]
