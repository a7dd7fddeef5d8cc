"""Addresses of the library of clauses and questions."""

from django.urls import path

from . import views

urlpatterns = [
    path("clauses/", views.clause_list, name="clause_list"),
    path("clauses/<int:pk>/", views.clause_page, name="clause_page"),
    path("clauses/<int:pk>/retire/", views.clause_retire, name="clause_retire"),
    path("opportunities/<slug:reference>/clauses/", views.clause_take, name="clause_take"),
]
