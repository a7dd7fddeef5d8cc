"""Addresses of a provider's own offerings while they are written."""

from django.urls import path

from .views import editing, pages

urlpatterns = [
    path("offerings/", pages.offering_list, name="offering_list"),
    path("offerings/new/", pages.offering_new, name="offering_new"),
    path("offerings/<int:pk>/", pages.offering_tasks, name="offering_tasks"),
    path("offerings/<int:pk>/parts/<slug:key>/", editing.offering_part, name="offering_part"),
    path("offerings/<int:pk>/parts/<slug:key>/keep/", editing.part_keep, name="offering_part_keep"),
    path("offerings/<int:pk>/parts/<slug:key>/discard/", editing.part_discard, name="offering_part_discard"),
]
