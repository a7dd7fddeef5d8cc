"""Addresses of a provider's own offerings while they are written."""

from django.urls import path

from .views import deciding, editing, pages

urlpatterns = [
    path("offerings/", pages.offering_list, name="offering_list"),
    path("offerings/new/", pages.offering_new, name="offering_new"),
    path("offerings/<int:pk>/", pages.offering_tasks, name="offering_tasks"),
    path("offerings/<int:pk>/parts/<slug:key>/", editing.offering_part, name="offering_part"),
    path("offerings/<int:pk>/parts/<slug:key>/keep/", editing.part_keep, name="offering_part_keep"),
    path("offerings/<int:pk>/parts/<slug:key>/discard/", editing.part_discard, name="offering_part_discard"),
    path("offerings/<int:pk>/parts/<slug:key>/remove/", editing.row_remove, name="offering_row_remove"),
    path("offerings/<int:pk>/plans/new/", editing.plan_add, name="offering_plan_add"),
    path("offerings/<int:pk>/check/", deciding.offering_check, name="offering_check"),
    path("offerings/<int:pk>/preview/", deciding.offering_preview, name="offering_preview"),
    path("offerings/<int:pk>/withdraw/", deciding.offering_withdraw, name="offering_withdraw"),
    path("offerings/<int:pk>/copy/", deciding.offering_copy, name="offering_copy"),
    path("offerings/<int:pk>/delete/", deciding.offering_delete, name="offering_delete"),
]
