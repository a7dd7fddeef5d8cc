"""Costs on screens."""
