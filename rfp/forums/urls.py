"""Addresses of market forums."""

from django.urls import path

from . import feeds
from .views import meetings, minutes, pages, questions, registering

urlpatterns = [
    path("feeds/forums.atom", feeds.forum_feed, name="forum_feed"),
    path("calendars/forums.ics", feeds.forum_calendar, name="forum_calendar"),
    path("forums/", pages.forum_list, name="forum_list"),
    path("forums/forums.csv", pages.forum_csv, name="forum_csv"),
    path("forums/meetings/", meetings.meeting_list, name="meeting_list"),
    path("forums/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("forums/meetings/<str:reference>/", meetings.meeting_page, name="meeting_page"),
    path("forums/meetings/<str:reference>/answer/", meetings.meeting_answer, name="meeting_answer"),
    path("forums/meetings/<str:reference>/record/", meetings.meeting_record, name="meeting_record"),
    path("forums/meetings/<str:reference>/withdraw/", meetings.meeting_withdraw, name="meeting_withdraw"),
    path("forums/new/", pages.forum_new, name="forum_new"),
    path("forums/<slug:slug>.ics", feeds.forum_day, name="forum_day"),
    path("forums/<slug:slug>/", pages.forum_page, name="forum_page"),
    path("forums/<slug:slug>/edit/", pages.forum_edit, name="forum_edit"),
    path("forums/<slug:slug>/announce/", pages.forum_announce, name="forum_announce"),
    path("forums/<slug:slug>/cancel/", pages.forum_cancel, name="forum_cancel"),
    path("forums/<slug:slug>/register/", registering.forum_register, name="forum_register"),
    path("forums/<slug:slug>/confirm/", registering.forum_confirm, name="forum_confirm"),
    path("forums/<slug:slug>/withdraw/", registering.forum_withdraw, name="forum_withdraw"),
    path("forums/<slug:slug>/attendance/", registering.forum_attendance, name="forum_attendance"),
    path("forums/<slug:slug>/questions/ask/", questions.forum_ask, name="forum_ask"),
    path("forums/<slug:slug>/questions/<int:pk>/", questions.forum_question, name="forum_question"),
    path("forums/<slug:slug>/questions/<int:pk>/vote/", questions.forum_vote, name="forum_vote"),
    path("forums/<slug:slug>/minutes/", minutes.forum_minutes, name="forum_minutes"),
    path("forums/<slug:slug>/release/", minutes.forum_release, name="forum_release"),
    path("forums/<slug:slug>/lessons/", minutes.forum_lesson, name="forum_lesson"),
]
