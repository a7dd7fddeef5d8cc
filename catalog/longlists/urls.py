"""Addresses of longlists."""

from django.urls import path

from . import views

urlpatterns = [
    path("longlists/", views.longlist_list, name="longlist_list"),
    path("longlists/new/", views.longlist_start, name="longlist_start"),
    path("longlists/from/<slug:reference>/", views.longlist_from_shortlist, name="longlist_from_shortlist"),
    path("longlists/<slug:reference>/", views.longlist_page, name="longlist_page"),
    path("longlists/<slug:reference>/narrow/<slug:kind>/", views.longlist_narrow, name="longlist_narrow"),
    path("longlists/<slug:reference>/undo/", views.longlist_undo, name="longlist_undo"),
    path("longlists/<slug:reference>/freeze/", views.longlist_freeze, name="longlist_freeze"),
    path("longlists/<slug:reference>/replay/", views.longlist_replay, name="longlist_replay"),
    path("longlists/<slug:reference>/evidence.zip", views.longlist_evidence, name="longlist_evidence"),
    path("longlists/<slug:reference>/offerings.csv", views.longlist_csv, name="longlist_csv"),
]
