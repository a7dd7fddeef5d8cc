"""Addresses of costs."""

from django.urls import path

from .views import budgets, charges, files, levies, rates

urlpatterns = [
    path("rates/", rates.rate_list, name="rate_list"),
    path("rates/new/", rates.rate_new, name="rate_new"),
    path("rates/<slug:reference>/", rates.rate_page, name="rate_page"),
    path("rates/<slug:reference>/publish/", rates.rate_publish, name="rate_publish"),
    path("rates/<slug:reference>/close/", rates.rate_close, name="rate_close"),
    path("rates/<slug:reference>/before/", rates.rate_before, name="rate_before"),
    path("costs/", charges.cost_explorer, name="cost_explorer"),
    path("costs/sums.csv", charges.cost_csv, name="cost_csv"),
    path("costs/focus.csv", charges.cost_focus, name="cost_focus"),
    path("costs/bills/<slug:agency>/<slug:month>/", charges.cost_bill, name="cost_bill"),
    path("costs/charges/<int:pk>/", charges.cost_charge, name="cost_charge"),
    path("costs/start/<slug:agency>/", charges.cost_start, name="cost_start"),
    path("costs/users/", budgets.cost_users, name="cost_users"),
    path("costs/seats/<slug:reference>/", budgets.seats_tell, name="seats_tell"),
    path("costs/files/<int:pk>/", files.cost_file, name="cost_file"),
    path("contracts/<slug:reference>/bill-files/", files.cost_file_send, name="cost_file_send"),
    path("budgets/", budgets.budget_list, name="budget_list"),
    path("budgets/new/", budgets.budget_set, name="budget_set"),
    path("levy/", levies.levy_list, name="levy_list"),
    path("levy/<slug:reference>/", levies.levy_page, name="levy_page"),
    path("levy/<slug:reference>/file/", levies.levy_file, name="levy_file"),
    path("levy/<slug:reference>/settle/", levies.levy_settle, name="levy_settle"),
]
