"""Screens of awards, challenges and case files."""
