"""Addresses of the register."""

from django.urls import path

from . import views

urlpatterns = [
    path("contracts/", views.contract_register, name="contract_register"),
    path("contracts/<slug:reference>/", views.contract_page, name="contract_page"),
]
