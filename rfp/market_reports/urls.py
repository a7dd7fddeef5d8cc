"""Addresses of market reports."""

from django.urls import path

from . import views

HERE = "opportunities/<slug:reference>/market-report/"

urlpatterns = [
    path(HERE, views.market_report, name="market_report"),
    path(f"{HERE}write/", views.market_report_write, name="market_report_write"),
    path(f"{HERE}release/", views.market_report_release, name="market_report_release"),
]
