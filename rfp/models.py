"""Gathers the slices' models for Django."""

from .needs.models import Need, NeedFunding

__all__ = ["Need", "NeedFunding"]
