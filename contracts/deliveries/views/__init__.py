"""Screens of what is delivered under a contract, and of its papers."""
