"""Addresses of questions and answers."""

from django.urls import path

from . import views

urlpatterns = [
    path("opportunities/<slug:reference>/questions/", views.clarification_list, name="clarification_list"),
    path("opportunities/<slug:reference>/questions/ask/", views.clarification_ask, name="clarification_ask"),
    path(
        "opportunities/<slug:reference>/questions/release/", views.clarification_release, name="clarification_release"
    ),
    path("opportunities/<slug:reference>/questions/<int:pk>/", views.clarification_answer, name="clarification_answer"),
]
