"""Addresses of framework agreements."""

from django.urls import path

from .views import deciding, levying, preparing, signing

urlpatterns = [
    path("agreements/", preparing.framework_register, name="framework_register"),
    path("agreements/new/", preparing.framework_new, name="framework_new"),
    path("agreements/<slug:reference>/", preparing.framework_page, name="framework_page"),
    path("agreements/<slug:reference>/edit/", preparing.framework_edit, name="framework_edit"),
    path("agreements/<slug:reference>/sign/", preparing.framework_sign, name="framework_sign"),
    path("agreements/<slug:reference>/lots/<int:lot>/sign/", signing.framework_lot_sign, name="framework_lot_sign"),
    path("agreements/<slug:reference>/amend/", deciding.framework_amend, name="framework_amend"),
    path("agreements/<slug:reference>/levy/", levying.framework_levy, name="framework_levy"),
    path("agreements/<slug:reference>/end/", deciding.framework_end, name="framework_end"),
    path(
        "agreements/<slug:reference>/proposals/<int:pk>/<slug:verb>/",
        deciding.framework_decide,
        name="framework_decide",
    ),
]
