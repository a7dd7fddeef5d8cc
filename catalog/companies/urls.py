"""Addresses of companies and of the office's register of vendors."""

from django.urls import path

from . import merging_views, naming_views, views

urlpatterns = [
    path("company/", views.company_own, name="company_own"),
    path("companies/", views.vendor_register_list, name="company_register"),
    path("companies/vendors.csv", views.vendor_register_csv, name="company_register_csv"),
    path("companies/<slug:slug>/", views.company_page, name="company_page"),
    path("companies/<slug:slug>/name/", naming_views.company_name, name="company_name"),
    path("companies/<slug:slug>/name/decision/", naming_views.company_name_decide, name="company_name_decide"),
    path("companies/<slug:slug>/merger/", merging_views.company_merger, name="company_merger"),
    path(
        "companies/<slug:slug>/merger/withdrawal/",
        merging_views.company_merger_withdraw,
        name="company_merger_withdraw",
    ),
    path(
        "companies/<slug:slug>/merger/offerings/",
        merging_views.company_merger_offerings,
        name="company_merger_offerings",
    ),
    path("companies/<slug:slug>/size/", views.company_size, name="company_size"),
]
