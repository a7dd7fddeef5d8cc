"""Addresses of framework agreements."""

from django.urls import path

from . import views

urlpatterns = [
    path("agreements/", views.framework_register, name="framework_register"),
    path("agreements/new/", views.framework_new, name="framework_new"),
    path("agreements/<slug:reference>/", views.framework_page, name="framework_page"),
    path("agreements/<slug:reference>/edit/", views.framework_edit, name="framework_edit"),
    path("agreements/<slug:reference>/sign/", views.framework_sign, name="framework_sign"),
    path("agreements/<slug:reference>/amend/", views.framework_amend, name="framework_amend"),
]
