"""Addresses of renewals."""

from django.urls import path

from . import views

urlpatterns = [path("contracts/<slug:reference>/renewal/", views.renewal_page, name="renewal_page")]
