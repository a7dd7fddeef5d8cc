"""Signing in as one of the demonstration's persons. Composed only under the demonstration's settings."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.person_list, name="demo_persons"),
    path("as/<slug:slug>/", views.sign_in, name="demo_sign_in"),
]
