"""Screens of a provider's own offerings: reading them, writing them part by part, deciding what becomes of them."""
