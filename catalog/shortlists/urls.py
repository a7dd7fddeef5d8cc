"""Addresses of shortlists."""

from django.urls import path

from . import views

urlpatterns = [
    path("shortlists/", views.shortlist_list, name="shortlist_list"),
    path("shortlists/add/", views.shortlist_add, name="shortlist_add"),
    path("shortlists/<slug:reference>/", views.shortlist_page, name="shortlist_page"),
    path("shortlists/<slug:reference>/<int:pk>/note/", views.shortlist_note, name="shortlist_note"),
    path("shortlists/<slug:reference>/<int:pk>/remove/", views.shortlist_remove, name="shortlist_remove"),
    path("shortlists/<slug:reference>/<int:pk>/put-back/", views.shortlist_put_back, name="shortlist_put_back"),
]
