"""Screens of framework agreements."""
