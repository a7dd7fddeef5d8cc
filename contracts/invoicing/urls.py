"""The addresses at which a month is billed, and metered use is told."""

from django.urls import path

from . import views

urlpatterns = [
    path("invoices/draft/", views.invoice_draft, name="invoice_draft"),
    path("orders/<slug:reference>/use/", views.use_tell, name="use_tell"),
]
