"""Addresses of declarations and of admissions to lots."""

from django.urls import path

from .views import declarations, lots, reviews

urlpatterns = [
    path("companies/<slug:slug>/declaration/", declarations.declaration_home, name="declaration_home"),
    path("companies/<slug:slug>/lots/", lots.admission_page, name="admission_page"),
    path("admissions/", lots.admission_list, name="admission_list"),
    path("admissions/<int:pk>/", lots.admission_decide, name="admission_decide"),
    path("declarations/", reviews.declaration_list, name="declaration_list"),
    path("declarations/<int:pk>/", declarations.declaration_page, name="declaration_page"),
    path("declarations/<int:pk>/check/", declarations.declaration_check, name="declaration_check"),
    path("declarations/<int:pk>/review/", reviews.declaration_review, name="declaration_review"),
    path("declarations/<int:pk>/<slug:code>/", declarations.declaration_section, name="declaration_section"),
]
