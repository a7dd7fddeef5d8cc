"""Addresses of saved searches and of the catalogue's feeds."""

from django.urls import path

from . import feed_views, views

urlpatterns = [
    path("feeds/catalogue.atom", feed_views.catalogue_feed, name="catalogue_feed"),
    path("saved-searches/", views.saved_search_list, name="saved_search_list"),
    path("saved-searches/save/", views.saved_search_save, name="saved_search_save"),
    path(
        "saved-searches/unsubscribe/<str:token>/", feed_views.saved_search_unsubscribe, name="saved_search_unsubscribe"
    ),
    path("saved-searches/<str:token>.atom", feed_views.saved_search_feed, name="saved_search_feed"),
    path("saved-searches/<int:pk>/", views.saved_search_page, name="saved_search_page"),
    path("saved-searches/<int:pk>/change/", views.saved_search_change, name="saved_search_change"),
    path("saved-searches/<int:pk>/remove/", views.saved_search_remove, name="saved_search_remove"),
    path("saved-searches/<int:pk>/put-back/", views.saved_search_put_back, name="saved_search_put_back"),
    path("saved-searches/<int:pk>/feed/", views.saved_search_open_feed, name="saved_search_open_feed"),
    path("saved-searches/<int:pk>/feed/close/", views.saved_search_close_feed, name="saved_search_close_feed"),
]
