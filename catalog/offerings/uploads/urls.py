"""Addresses of the spreadsheets that vendors send."""

from django.urls import path

from . import views

urlpatterns = [
    path("uploads/", views.upload_list, name="upload_list"),
    path("uploads/template.xlsx", views.upload_template, name="upload_template"),
    path("uploads/<int:pk>/", views.upload_report, name="upload_report"),
    path("uploads/<int:pk>/take-in/", views.upload_take_in, name="upload_take_in"),
    path("uploads/<int:pk>/send/", views.upload_send, name="upload_send"),
    path("uploads/<int:pk>/left-out.xlsx", views.upload_left_out, name="upload_left_out"),
    path("uploads/<int:pk>/drafts/", views.upload_drafts, name="upload_drafts"),
]
