"""The address of each person's work."""

from django.urls import path

from . import views

urlpatterns = [path("", views.workspace, name="workspace")]
