"""Screens of invoices, payments and questioned lines."""
