"""Addresses about the own account that allauth does not have."""

from django.urls import path

from . import views

urlpatterns = [
    path("profile/", views.profile, name="account_profile"),
]
