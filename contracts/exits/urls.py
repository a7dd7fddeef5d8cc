"""Addresses of suspensions, notices to cure, terminations and exit plans."""

from django.urls import path

from .views import ending, leaving, pausing

urlpatterns = [
    path("contracts/<slug:reference>/suspend/", pausing.contract_suspend, name="contract_suspend"),
    path("contracts/<slug:reference>/lift/", pausing.contract_lift, name="contract_lift"),
    path("contracts/<slug:reference>/cure/", pausing.cure_notice_new, name="cure_notice_new"),
    path("cure-notices/<int:pk>/", pausing.cure_notice_page, name="cure_notice_page"),
    path("cure-notices/<int:pk>/<slug:verb>/", pausing.cure_notice_act, name="cure_notice_act"),
    path("contracts/<slug:reference>/terminate/", ending.termination_new, name="termination_new"),
    path("terminations/<int:pk>/", ending.termination_page, name="termination_page"),
    path("terminations/<int:pk>/<slug:verb>/", ending.termination_decide, name="termination_decide"),
    path("contracts/<slug:reference>/exit-plan/", leaving.exit_plan_new, name="exit_plan_new"),
    path("exit-plans/<int:pk>/", leaving.exit_plan_page, name="exit_plan_page"),
    path("exit-plans/<int:pk>/<slug:side>/<slug:verb>/", leaving.exit_plan_decide, name="exit_plan_decide"),
    path("exit-steps/<int:pk>/", leaving.exit_step_do, name="exit_step_do"),
]
