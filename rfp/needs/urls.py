"""Addresses of needs."""

from django.urls import path

from .views import joining, needs, pipeline

urlpatterns = [
    path("pipeline/", pipeline.pipeline, name="pipeline"),
    path("pipeline.csv", pipeline.pipeline_csv, name="pipeline_csv"),
    path("needs/", needs.need_list, name="need_list"),
    path("needs/new/", needs.need_state, name="need_state"),
    path("needs/<slug:reference>/", needs.need_page, name="need_page"),
    path("needs/<slug:reference>/take-up/", needs.need_take_up, name="need_take_up"),
    path("needs/<slug:reference>/decide/", needs.need_decide, name="need_decide"),
    path("needs/<slug:reference>/withdraw/", needs.need_withdraw, name="need_withdraw"),
    path("needs/<slug:reference>/join/", joining.need_join, name="need_join"),
    path("needs/joining/<int:pk>/", joining.need_join_answer, name="need_join_answer"),
    path("needs/joining/<int:pk>/withdraw/", joining.need_join_withdraw, name="need_join_withdraw"),
]
