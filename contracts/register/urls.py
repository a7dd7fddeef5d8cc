"""Addresses of the register."""

from django.urls import path

from . import views

urlpatterns = [
    path("contracts/", views.contract_register, name="contract_register"),
    path("contracts/register.csv", views.contract_register_csv, name="contract_register_csv"),
    path("contracts/<slug:reference>/", views.contract_page, name="contract_page"),
    path("status/", views.status_list, name="status_list"),
    path("status/<slug:slug>/", views.status_page, name="status_page"),
]
