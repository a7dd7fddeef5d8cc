"""Addresses of invoices and payments."""

from django.urls import path

from .views import disputes, online, pages, steps

urlpatterns = [
    path("invoices/", pages.invoice_list, name="invoice_list"),
    path("invoices/statements/<slug:slug>/", pages.invoice_statement, name="invoice_statement"),
    path("invoices/tax-exemptions/<slug:slug>/new/", steps.tax_exemption_new, name="tax_exemption_new"),
    path("invoices/questions/<int:pk>/answer/", disputes.dispute_answer, name="line_question_answer"),
    path("invoices/questions/<int:pk>/withdraw/", disputes.dispute_withdraw, name="line_question_withdraw"),
    path("invoices/<slug:reference>/", pages.invoice_page, name="invoice_page"),
    path("invoices/accounts/<slug:slug>/", online.vendor_account, name="invoice_vendor_account"),
    path("invoices/accounts/<slug:slug>/payouts/", online.vendor_payouts, name="invoice_payouts"),
    path("invoices/<slug:reference>/pay-online/", online.invoice_pay_online, name="invoice_pay_online"),
    path("invoices/<slug:reference>/online/", online.invoice_online, name="invoice_online"),
    path("stripe/events/", online.stripe_events, name="stripe_events"),
    path("invoices/<slug:reference>/issue/", steps.invoice_issue, name="invoice_issue"),
    path("invoices/<slug:reference>/void/", steps.invoice_void, name="invoice_void"),
    path("invoices/<slug:reference>/pay/", steps.invoice_pay, name="invoice_pay"),
    path("invoices/<slug:reference>/purchase-order/", steps.invoice_purchase_order, name="invoice_purchase_order"),
    path("invoices/<slug:reference>/lines/<int:position>/question/", disputes.line_question, name="line_question"),
    path("payments/<slug:reference>/refund/", steps.payment_refund, name="payment_refund"),
]
