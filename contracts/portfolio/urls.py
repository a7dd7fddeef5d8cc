"""Addresses of the portfolio."""

from django.urls import path

from .views import dashboard, kept, sheets, systems

urlpatterns = [
    path("portfolio/", dashboard.portfolio, name="portfolio"),
    path("portfolio/figures.csv", dashboard.portfolio_csv, name="portfolio_csv"),
    path("portfolio/concentration/", dashboard.portfolio_concentration, name="portfolio_concentration"),
    path("portfolio/prices/", dashboard.portfolio_prices, name="portfolio_prices"),
    path("portfolio/prices/<uuid:plan_code>/", dashboard.portfolio_price, name="portfolio_price"),
    path("portfolio/demand/", dashboard.portfolio_demand, name="portfolio_demand"),
    path("portfolio/cycle-times/", dashboard.portfolio_times, name="portfolio_times"),
    path("portfolio/levels/", kept.portfolio_levels, name="portfolio_levels"),
    path("portfolio/credits/", kept.portfolio_credits, name="portfolio_credits"),
    path("portfolio/report/", kept.portfolio_report, name="portfolio_report"),
    path("portfolio/payments/", dashboard.portfolio_payments, name="portfolio_payments"),
    path("portfolio/systems/", systems.system_list, name="system_list"),
    path("portfolio/systems/systems.csv", systems.system_csv, name="system_csv"),
    path("portfolio/systems/new/", systems.system_new, name="system_new"),
    path("portfolio/systems/<int:pk>/", systems.system_page, name="system_page"),
    path("portfolio/systems/<int:pk>/edit/", systems.system_edit, name="system_edit"),
    path("portfolio/files/", sheets.sheet_list, name="sheet_list"),
    path("portfolio/files/<slug:kind>.xlsx", sheets.sheet_template, name="sheet_template"),
    path("portfolio/files/<int:pk>/", sheets.sheet_page, name="sheet_page"),
    path("portfolio/files/<int:pk>/take-back/", sheets.sheet_take_back, name="sheet_take_back"),
    path("portfolio/files/<int:pk>/left-out.xlsx", sheets.sheet_left_out, name="sheet_left_out"),
]
