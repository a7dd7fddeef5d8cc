"""Addresses of buying policies."""

from django.urls import path

from . import views

urlpatterns = [
    path("policies/", views.policy_list, name="policy_list"),
    path("policies/new/", views.policy_new, name="policy_new"),
    path("policies/<slug:reference>/", views.policy_page, name="policy_page"),
    path("policies/<slug:reference>/edit/", views.policy_edit, name="policy_edit"),
    path("policies/<slug:reference>/enact/", views.policy_enact, name="policy_enact"),
]
