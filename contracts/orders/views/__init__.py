"""Screens of orders: reading them, requesting, deciding."""
