"""Addresses of a vendor's own business."""

from django.urls import path

from . import views

urlpatterns = [
    path("portfolio/business/", views.portfolio_business, name="portfolio_business"),
    path("portfolio/business/figures.csv", views.portfolio_business_csv, name="portfolio_business_csv"),
]
