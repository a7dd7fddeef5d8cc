"""Screens of service levels, split by noun."""
