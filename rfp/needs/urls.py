"""Addresses of needs."""

from django.urls import path

from . import views, views_pipeline

urlpatterns = [
    path("pipeline/", views_pipeline.pipeline, name="pipeline"),
    path("pipeline.csv", views_pipeline.pipeline_csv, name="pipeline_csv"),
    path("needs/", views.need_list, name="need_list"),
    path("needs/new/", views.need_state, name="need_state"),
    path("needs/<slug:reference>/", views.need_page, name="need_page"),
    path("needs/<slug:reference>/take-up/", views.need_take_up, name="need_take_up"),
    path("needs/<slug:reference>/decide/", views.need_decide, name="need_decide"),
    path("needs/<slug:reference>/withdraw/", views.need_withdraw, name="need_withdraw"),
]
