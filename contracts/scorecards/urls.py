"""Addresses of scorecards."""

from django.urls import path

from . import views

urlpatterns = [
    path("scorecards/", views.scorecard_list, name="scorecard_list"),
    path("scorecards/new/", views.scorecard_new, name="scorecard_new"),
    path("scorecards/weights/", views.scorecard_weights, name="scorecard_weights"),
    path("scorecards/weights/new/", views.scorecard_weigh, name="scorecard_weigh"),
    path("scorecards/<slug:reference>/", views.scorecard_page, name="scorecard_page"),
    path("scorecards/<slug:reference>/reply/", views.scorecard_reply, name="scorecard_reply"),
    path("scorecards/<slug:reference>/withdraw/", views.scorecard_withdraw, name="scorecard_withdraw"),
]
