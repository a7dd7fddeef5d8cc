"""The component library and the error pages, for those who build and check Stoa."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.component_list, name="components"),
    path("errors/<int:status>/", views.error_page, name="component_error"),
]
