"""Addresses of opportunities."""

from django.urls import path

from . import feeds
from .views import comments, pages, wording, writing

urlpatterns = [
    path("feeds/opportunities.atom", feeds.opportunity_feed, name="opportunity_feed"),
    path("calendars/opportunities.ics", feeds.opportunity_calendar, name="opportunity_calendar"),
    path("opportunities/", pages.opportunity_list, name="opportunity_list"),
    path("opportunities.csv", pages.opportunities_csv, name="opportunities_csv"),
    path("opportunities/new/", writing.opportunity_new, name="opportunity_new"),
    path("opportunities/<slug:reference>.ics", feeds.opportunity_day, name="opportunity_day"),
    path("opportunities/<slug:reference>/", pages.opportunity_page, name="opportunity_page"),
    path("opportunities/<slug:reference>/follow/", pages.opportunity_follow, name="opportunity_follow"),
    path("opportunities/<slug:reference>/write/", writing.opportunity_write, name="opportunity_write"),
    path("opportunities/<slug:reference>/wording/", wording.opportunity_wording, name="opportunity_wording"),
    path("opportunities/<slug:reference>/terms/", writing.opportunity_terms, name="opportunity_terms"),
    path("opportunities/<slug:reference>/invite/", writing.opportunity_invite, name="opportunity_invite"),
    path(
        "opportunities/<slug:reference>/comments/open/",
        comments.opportunity_open_comments,
        name="opportunity_open_comments",
    ),
    path("opportunities/<slug:reference>/comments/new/", comments.opportunity_comment, name="opportunity_comment"),
    path("opportunities/<slug:reference>/submit/", writing.opportunity_submit, name="opportunity_submit"),
    path("opportunities/<slug:reference>/return/", writing.opportunity_return, name="opportunity_return"),
    path("opportunities/<slug:reference>/publish/", writing.opportunity_publish, name="opportunity_publish"),
    path("opportunities/<slug:reference>/addendum/", writing.opportunity_addendum, name="opportunity_addendum"),
    path("opportunities/<slug:reference>/cancel/", writing.opportunity_cancel, name="opportunity_cancel"),
    path("opportunities/<slug:reference>/proceed/", writing.opportunity_proceed, name="opportunity_proceed"),
]
