"""Addresses of companies and of the office's register of vendors."""

from django.urls import path

from . import naming_views, views

urlpatterns = [
    path("company/", views.company_own, name="company_own"),
    path("companies/", views.vendor_register_list, name="company_register"),
    path("companies/vendors.csv", views.vendor_register_csv, name="company_register_csv"),
    path("companies/<slug:slug>/", views.company_page, name="company_page"),
    path("companies/<slug:slug>/name/", naming_views.company_name, name="company_name"),
    path("companies/<slug:slug>/name/decision/", naming_views.company_name_decide, name="company_name_decide"),
    path("companies/<slug:slug>/size/", views.company_size, name="company_size"),
]
