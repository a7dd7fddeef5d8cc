"""Screens of solicitations."""
