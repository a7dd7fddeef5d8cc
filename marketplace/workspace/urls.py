"""Addresses of each person's work."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.workspace, name="workspace"),
    path("<slug:kind>/", views.workspace_steps, name="workspace_steps"),
]
