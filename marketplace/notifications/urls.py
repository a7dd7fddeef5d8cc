"""Addresses of notices."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.notification_list, name="notification_list"),
    path("read/", views.mark_all_read, name="notification_read_all"),
    path("<int:pk>/", views.open_notification, name="notification_open"),
]
