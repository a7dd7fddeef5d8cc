"""Addresses of offerings. The comparison comes first: its word would else be read as an offering's."""

from django.urls import path

from . import price_views, views

urlpatterns = [
    path("catalogue/compare/", views.offering_compare, name="catalogue_compare"),
    path("catalogue/compare/comparison.csv", views.comparison_csv, name="catalogue_compare_csv"),
    path("catalogue/compare/comparison.xlsx", views.comparison_xlsx, name="catalogue_compare_xlsx"),
    path("catalogue/<slug:slug>/", views.offering_detail, name="catalogue_offering"),
    path("catalogue/<slug:slug>/plans/<uuid:code>/prices/", price_views.plan_prices, name="plan_prices"),
    path(
        "catalogue/<slug:slug>/plans/<uuid:code>/prices/<str:day>/take-back/",
        price_views.plan_prices_take_back,
        name="plan_prices_take_back",
    ),
]
