"""Screens of market forums."""
