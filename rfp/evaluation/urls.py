"""Addresses of evaluations; a vendor's answer about its price has one of its own."""

from django.urls import path

from .views import agreeing, pages, panels, prices, scoring

HERE = "evaluations/<slug:reference>/<int:number>/"

urlpatterns = [
    path("evaluations/", pages.evaluation_list, name="evaluation_list"),
    path(HERE, pages.evaluation_page, name="evaluation_page"),
    path(f"{HERE}panel/", panels.evaluation_form, name="evaluation_form"),
    path(f"{HERE}panel/<int:pk>/replace/", panels.evaluation_replace, name="evaluation_replace"),
    path(f"{HERE}declare/", panels.evaluation_declare, name="evaluation_declare"),
    path(f"{HERE}step-down/", panels.evaluation_step_down, name="evaluation_step_down"),
    path(f"{HERE}letters/", panels.evaluation_letters, name="evaluation_letters"),
    path(f"{HERE}scores/<str:letter>/<slug:code>/", scoring.evaluation_score, name="evaluation_score"),
    path(f"{HERE}submit/", scoring.evaluation_submit, name="evaluation_submit"),
    path(f"{HERE}consensus/", agreeing.evaluation_consensus, name="evaluation_consensus"),
    path(f"{HERE}consensus/<str:letter>/<slug:code>/", agreeing.evaluation_agree, name="evaluation_agree"),
    path(f"{HERE}alike/", agreeing.evaluation_alike, name="evaluation_alike"),
    path(f"{HERE}quality/", agreeing.evaluation_quality, name="evaluation_quality"),
    path(f"{HERE}prices/", prices.evaluation_prices, name="evaluation_prices"),
    path(f"{HERE}prices/<str:letter>/", prices.evaluation_price_decide, name="evaluation_price_decide"),
    path(f"{HERE}conclude/", prices.evaluation_conclude, name="evaluation_conclude"),
    path("price-questions/<int:pk>/", prices.price_explain, name="price_explain"),
]
