"""Addresses of overlaps."""

from django.urls import path

from . import views

urlpatterns = [
    path("portfolio/overlaps/", views.overlap_list, name="overlap_list"),
    path("portfolio/overlaps/<int:number>/", views.overlap_group, name="overlap_group"),
    path("portfolio/overlaps/<int:first>/<int:second>/", views.overlap_pair, name="overlap_pair"),
]
