"""Addresses of contracts: drawing up, signing, changing, running on, and the text of each version."""

from django.urls import path

from .views import changing, concluding

urlpatterns = [
    path("contracts/new/", concluding.contract_new, name="contract_new"),
    path("contracts/<slug:reference>/sign/<slug:side>/", concluding.contract_sign, name="contract_sign"),
    path("contracts/<slug:reference>/withdraw/", concluding.contract_withdraw, name="contract_withdraw"),
    path("contracts/<slug:reference>/versions/<int:number>/", concluding.contract_version, name="contract_version"),
    path("contracts/<slug:reference>/amend/", changing.amendment_propose, name="amendment_propose"),
    path("contracts/<slug:reference>/options/<int:number>/", changing.option_exercise, name="option_exercise"),
    path("contracts/<slug:reference>/refuse-renewal/", changing.renewal_refuse, name="renewal_refuse"),
    path("amendments/<int:pk>/", changing.amendment_page, name="amendment_page"),
    path("amendments/<int:pk>/<slug:verb>/", changing.amendment_decide, name="amendment_decide"),
]
