"""The addresses of the site as the demonstration composes them."""

from django.urls import include, path

from marketplace.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from marketplace.urls import (
    urlpatterns as site,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("marketplace.demo.urls")), *site]
